// Everything that a page can keep, and what others may see of it. Bytes are given in base64.
const finished = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });

// Whatever stands in a value, one after the other: the names of its parts too.
const pieces = (value) => {
  if (value instanceof ArrayBuffer) return [new Uint8Array(value)];
  if (ArrayBuffer.isView(value)) return [new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (value && typeof value === "object" && !(value instanceof Date)) {
    const entries = Object.entries(value);
    return entries.length ? entries.flatMap(([name, part]) => [...pieces(name), ...pieces(part)]) : pieces(String(value));
  }
  return [new TextEncoder().encode(String(value))];
};
const base64 = async (value) => new Uint8Array(await new Blob(pieces(value)).arrayBuffer()).toBase64();

const stores = async (name) => {
  const database = await finished(indexedDB.open(name));
  const names = [...database.objectStoreNames];
  const transaction = names.length ? database.transaction(names) : null;
  const read = names.map(async (name) => {
    const store = transaction.objectStore(name);
    const [keys, values] = await Promise.all([finished(store.getAllKeys()), finished(store.getAll())]);
    return { name, entries: await Promise.all(keys.map(async (key, at) => [String(key), await base64(values[at])])) };
  });
  const all = await Promise.all(read);
  database.close();
  return { name, stores: all };
};

const files = await Array.fromAsync((await navigator.storage.getDirectory()).keys());
return {
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  databases: await Promise.all((await indexedDB.databases()).map(({ name }) => stores(name))),
  caches: await caches.keys(),
  files,
  workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  cookies: document.cookie ? document.cookie.split("; ") : [],
  window: window.name,
  history: history.state,
  shown: [location.href, document.title, document.referrer],
};
