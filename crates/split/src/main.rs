//! `split LINKED BOUND UNUSED FIRST FILE=ENTRANCES...` takes a WebAssembly program apart.
//!
//! What only the entrances of a file lead to (functions, as `satchel::later::pages`, with commas between them) goes into
//! that FILE, which the page fetches when it is wanted; everything else stays in FIRST. Exports that have one of UNUSED
//! in their name are dropped. LINKED is what the linker wrote with `--emit-relocs`, where every address of a function
//! or a constant can still be told from a number ([`reach`]); BOUND is the same program after wasm-bindgen, which is
//! what is served ([`parts`]).

mod module;
mod parts;
mod plan;
mod ranges;
mod reach;
#[cfg(test)]
mod tests;

use std::{env, fs};

use anyhow::{Context as _, Result, bail, ensure};

use module::Module;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [linked, bound, unused, first, files @ ..] = arguments.as_slice() else {
        bail!("usage: split LINKED BOUND UNUSED FIRST FILE=ENTRANCES...");
    };
    let files: Vec<(&str, Vec<&str>)> = files
        .iter()
        .map(|file| file.split_once('=').context("a file without entrances"))
        .map(|file| file.map(|(file, entrances)| (file, list(entrances))))
        .collect::<Result<_>>()?;
    let (linked, bound) = (read(linked)?, read(bound)?);
    let linked = Module::parse(&linked, &list(unused))?;
    let bound = Module::parse(&bound, &list(unused))?;
    ensure!(
        linked.constants()? == bound.constants()?,
        "the two are not the same program"
    );
    let entrances: Vec<&[&str]> = files.iter().map(|(_, list)| list.as_slice()).collect();
    let waiting = reach::waiting(&linked, &entrances)?;
    let parts = parts::split(&bound, &waiting)?;
    let names = std::iter::once(first.as_str()).chain(files.iter().map(|(file, _)| *file));
    names
        .zip(&parts)
        .try_for_each(|(file, part)| write(file, part))
}

fn list(text: &str) -> Vec<&str> {
    text.split(',').filter(|name| !name.is_empty()).collect()
}

fn read(path: &str) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{path} cannot be read"))
}

fn write(path: &str, program: &[u8]) -> Result<()> {
    fs::write(path, program).with_context(|| format!("{path} cannot be written"))
}
