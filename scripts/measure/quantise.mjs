// Makes pictures of a plain page small: at most 48 colours, one byte per pixel. `node quantise.mjs FOLDER`
// https://www.w3.org/TR/png-3/; reads only what a browser writes: eight bits per channel, not interlaced.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";

const COLORS = 48;
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

const GUESSES = [() => 0, (left) => left, (_, up) => up, (left, up) => (left + up) >> 1, paeth];

const folder = process.argv[2];
for (const name of readdirSync(folder).filter((name) => name.endsWith(".png"))) {
  const path = join(folder, name);
  const before = readFileSync(path);
  if (before[25] === 3) continue; // has a palette already
  const after = written(indexed(read(before)));
  writeFileSync(path, after);
  console.log(`${name}: ${Math.round(before.length / 1024)} kB, now ${Math.round(after.length / 1024)} kB`);
}

/** Width, height, and the pixels as bytes of red, green and blue. */
function read(file) {
  let [at, data] = [SIGNATURE.length, []];
  while (at < file.length) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") data.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [width, height, channels] = [file.readUInt32BE(16), file.readUInt32BE(20), file[25] === 6 ? 4 : 3];
  const lines = unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  const pixels = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) lines.copy(pixels, pixel * 3, pixel * channels, pixel * channels + 3);
  return { width, height, pixels };
}

/** Undoes the filters, line by line. (PNG §9.2) */
function unfiltered(data, stride, height, step) {
  const lines = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const guess = GUESSES[data[y * (stride + 1)]];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= step ? lines[y * stride + x - step] : 0;
      const up = y > 0 ? lines[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? lines[(y - 1) * stride + x - step] : 0;
      lines[y * stride + x] = data[y * (stride + 1) + 1 + x] + guess(left, up, corner);
    }
  }
  return lines;
}

function paeth(left, up, corner) {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The commonest colours, each not too near to one before it, and for every pixel the nearest of them. */
function indexed({ width, height, pixels }) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const color = pixels.readUIntBE(at, 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const common = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const palette = [];
  for (const nearest of [40, 0]) {
    for (const color of common) {
      if (palette.length < COLORS && palette.every((one) => distance(one, color) > nearest)) palette.push(color);
    }
  }
  const places = new Map(common.map((color) => [color, nearestOf(palette, color)]));
  const lines = Buffer.alloc(width * height);
  for (let pixel = 0; pixel < lines.length; pixel += 1) lines[pixel] = places.get(pixels.readUIntBE(pixel * 3, 3));
  return { width, height, palette, lines };
}

function nearestOf(palette, color) {
  let best = 0;
  for (let place = 1; place < palette.length; place += 1) {
    if (distance(palette[place], color) < distance(palette[best], color)) best = place;
  }
  return best;
}

function distance(a, b) {
  const part = (shift) => (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2;
  return part(16) + part(8) + part(0);
}

function written({ width, height, palette, lines }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colors = Buffer.alloc(palette.length * 3);
  palette.forEach((color, place) => colors.writeUIntBE(color, place * 3, 3));
  const data = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) lines.copy(data, y * (width + 1) + 1, y * width, (y + 1) * width);
  const chunks = [["IHDR", header], ["PLTE", colors], ["IDAT", deflateSync(data, { level: 9 })], ["IEND", Buffer.alloc(0)]];
  return Buffer.concat([SIGNATURE, ...chunks.map(([name, content]) => chunk(name, content))]);
}

function chunk(name, content) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** PNG, annex D. */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
