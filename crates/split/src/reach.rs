//! What can be reached without going through the entrances, and what cannot.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context as _, Result, ensure};
use wasmparser::{ExternalKind, RelocationEntry, RelocationType, SymbolInfo};

use crate::module::{Module, constant, index, named};
use crate::ranges::Ranges;

/// What only the entrances of one file lead to.
pub(crate) struct Waiting {
    /// Functions by their linker's name, which survives wasm-bindgen; their numbers do not.
    pub(crate) functions: HashSet<String>,
    /// Addresses of constants.
    pub(crate) bytes: Ranges,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    Function(u32),
    /// By the index of its symbol.
    Constant(u32),
}

/// What waits for each file when the program is cut before the entrances of all.
pub(crate) fn waiting(linked: &Module<'_>, files: &[&[&str]]) -> Result<Vec<Waiting>> {
    let constants = Constants::of(linked)?;
    let leads = leads(linked, &constants)?;
    let mut cut: Vec<HashSet<Node>> = Vec::new();
    for entrances in files {
        let mut of_file = HashSet::new();
        for entrance in *entrances {
            of_file.extend(functions_at(linked, entrance)?);
        }
        cut.push(of_file);
    }
    let all: HashSet<Node> = cut.iter().flatten().copied().collect();
    let mut first = reached(roots(linked, &constants)?, &leads, &all);
    let mut of_files: Vec<HashSet<Node>> = cut
        .iter()
        .map(|own| {
            let others = all.difference(own).copied().collect();
            reached(own.iter().copied().collect(), &leads, &others)
        })
        .collect();
    // What several files share is there from the beginning, and so is all it leads to.
    let mut seen: HashSet<Node> = HashSet::new();
    for of_file in &of_files {
        first.extend(of_file.iter().filter(|node| !seen.insert(**node)));
    }
    // What nothing leads to burdens nobody in the first of the others, where the optimizer finds it without a use.
    let functions = linked.defined().map(|(one, _)| Node::Function(one));
    let dead = functions.filter(|node| !first.contains(node) && !seen.contains(node));
    if let Some(of_file) = of_files.first_mut() {
        of_file.extend(dead);
    }
    of_files
        .into_iter()
        .map(|own| Ok(Waiting::of(linked, &constants, &first, &own)))
        .collect()
}

fn reached(
    mut open: Vec<Node>,
    leads: &HashMap<Node, Vec<Node>>,
    cut: &HashSet<Node>,
) -> HashSet<Node> {
    let mut reached = HashSet::new();
    while let Some(node) = open.pop() {
        if !cut.contains(&node) && reached.insert(node) {
            open.extend(leads.get(&node).into_iter().flatten());
        }
    }
    reached
}

impl Waiting {
    fn of(
        linked: &Module<'_>,
        constants: &Constants,
        first: &HashSet<Node>,
        own: &HashSet<Node>,
    ) -> Waiting {
        let waits = |node: Node| own.contains(&node) && !first.contains(&node);
        // One name may be that of several functions: it waits if all of them do.
        let others: HashSet<&str> = names(linked, |one| !waits(Node::Function(one))).collect();
        let (later, rest): (Vec<_>, Vec<_>) = constants
            .placed
            .iter()
            .partition(|placed| waits(Node::Constant(placed.symbol)));
        let cover = |placed: Vec<&Placed>| {
            Ranges::union(placed.iter().map(|placed| placed.addresses.clone()))
        };
        Waiting {
            functions: names(linked, |one| waits(Node::Function(one)))
                .filter(|name| !others.contains(name))
                .map(str::to_owned)
                .collect(),
            bytes: cover(later).without(&cover(rest)),
        }
    }
}

fn names<'m>(
    linked: &'m Module<'_>,
    chosen: impl Fn(u32) -> bool + 'm,
) -> impl Iterator<Item = &'m str> {
    linked
        .defined()
        .filter(move |(function, _)| chosen(*function))
        .filter_map(|(function, _)| linked.names.get(&function).copied())
}

/// In both of rustc's ways of mangling a path is its names, each after its length.
fn functions_at(linked: &Module<'_>, path: &str) -> Result<HashSet<Node>> {
    let mangled: String = path
        .split("::")
        .map(|name| format!("{}{name}", name.len()))
        .collect();
    let found: HashSet<Node> = linked
        .names
        .iter()
        .filter(|(_, name)| name.contains(&mangled))
        .map(|(function, _)| Node::Function(*function))
        .collect();
    ensure!(!found.is_empty(), "the program has no function {path}");
    Ok(found)
}

fn roots(linked: &Module<'_>, constants: &Constants) -> Result<Vec<Node>> {
    let mut roots: Vec<Node> = linked.start.map(Node::Function).into_iter().collect();
    for export in &linked.exports {
        if export.kind == ExternalKind::Func {
            roots.push(Node::Function(export.index));
        }
    }
    // An address that stands in no constant we know of might be read by anyone.
    for entry in &linked.linking.data {
        if constants.around(entry).next().is_none() {
            roots.extend(target(linked, entry)?);
        }
    }
    Ok(roots)
}

/// Who leads to whom: by a call, or by holding an address.
fn leads(linked: &Module<'_>, constants: &Constants) -> Result<HashMap<Node, Vec<Node>>> {
    let mut leads: HashMap<Node, Vec<Node>> = HashMap::new();
    let mut bodies: BTreeMap<usize, u32> = BTreeMap::new();
    for (function, body) in linked.defined() {
        bodies.insert(body.range().start, function);
        let called = named(body)?.into_iter().map(Node::Function);
        leads
            .entry(Node::Function(function))
            .or_default()
            .extend(called);
    }
    for entry in &linked.linking.code {
        let at = linked.linking.code_start + usize::try_from(entry.offset)?;
        let (_, function) = bodies
            .range(..=at)
            .next_back()
            .context("an address in no function")?;
        let held = target(linked, entry)?;
        leads
            .entry(Node::Function(*function))
            .or_default()
            .extend(held);
    }
    for entry in &linked.linking.data {
        for holder in constants.around(entry) {
            let held = target(linked, entry)?;
            leads
                .entry(Node::Constant(holder))
                .or_default()
                .extend(held);
        }
    }
    Ok(leads)
}

/// The function or constant whose address this is. Calls are read off the code itself.
fn target(linked: &Module<'_>, entry: &RelocationEntry) -> Result<Option<Node>> {
    use RelocationType as R;
    let is_function = matches!(
        entry.ty,
        R::TableIndexSleb | R::TableIndexI32 | R::TableIndexRelSleb | R::FunctionIndexI32
    );
    let is_constant = matches!(
        entry.ty,
        R::MemoryAddrLeb
            | R::MemoryAddrSleb
            | R::MemoryAddrI32
            | R::MemoryAddrRelSleb
            | R::MemoryAddrTlsSleb
            | R::MemoryAddrLocrelI32
    );
    if is_constant {
        return Ok(Some(Node::Constant(entry.index)));
    }
    if !is_function {
        return Ok(None);
    }
    let symbol = linked.linking.symbols.get(usize::try_from(entry.index)?);
    match symbol.context("an address of nothing")? {
        SymbolInfo::Func { index, .. } => Ok(Some(Node::Function(*index))),
        other => anyhow::bail!("the address of a function is that of {other:?}"),
    }
}

struct Placed {
    symbol: u32,
    /// In the data section, where relocations count.
    offsets: Range<usize>,
    addresses: Range<u32>,
    /// The furthest end of this one and all before it.
    reaches: usize,
}

/// Every constant, by where it begins. They may overlap: equal strings are one, and the end of a string another.
struct Constants {
    placed: Vec<Placed>,
    data_start: usize,
}

impl Constants {
    fn of(linked: &Module<'_>) -> Result<Constants> {
        ensure!(
            !linked.linking.symbols.is_empty(),
            "the program was linked without --emit-relocs"
        );
        let mut placed = Vec::new();
        for (symbol, info) in linked.linking.symbols.iter().enumerate() {
            let SymbolInfo::Data {
                symbol: Some(defined),
                ..
            } = info
            else {
                continue;
            };
            // What begins as zeros has no segment.
            let Some(segment) = linked.data.get(usize::try_from(defined.index)?) else {
                continue;
            };
            let wasmparser::DataKind::Active { offset_expr, .. } = &segment.kind else {
                anyhow::bail!("a data segment that is not active");
            };
            let address = constant(offset_expr)? + defined.offset;
            let contents = segment.range.end - segment.data.len();
            let offset = contents + usize::try_from(defined.offset)?;
            placed.push(Placed {
                symbol: index(symbol)?,
                offsets: offset..offset + usize::try_from(defined.size)?,
                addresses: address..address + defined.size,
                reaches: 0,
            });
        }
        placed.sort_by_key(|placed| placed.offsets.start);
        let mut reaches = 0;
        for placed in &mut placed {
            reaches = reaches.max(placed.offsets.end);
            placed.reaches = reaches;
        }
        Ok(Constants {
            placed,
            data_start: linked.linking.data_start,
        })
    }

    /// The symbols of all constants that hold this address.
    fn around(&self, entry: &RelocationEntry) -> impl Iterator<Item = u32> {
        let at = self.data_start + entry.offset as usize;
        let after = self
            .placed
            .partition_point(|placed| placed.offsets.start <= at);
        self.placed
            .iter()
            .take(after)
            .rev()
            .take_while(move |placed| placed.reaches > at)
            .filter(move |placed| placed.offsets.contains(&at))
            .map(|placed| placed.symbol)
    }
}
