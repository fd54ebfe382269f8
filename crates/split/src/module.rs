//! A WebAssembly program, read: <https://webassembly.github.io/spec/core/binary/modules.html>.

use std::collections::HashMap;

use anyhow::{Context as _, Result, bail};
use wasmparser::{
    ConstExpr, Data, DataKind, Element, Export, FunctionBody, Global, Import, KnownCustom, Linking,
    MemoryType, Name, Operator, Parser, Payload, RelocationEntry, SymbolInfo, Table, TypeRef,
    TypeSectionReader,
};

#[derive(Default)]
pub(crate) struct Module<'a> {
    pub(crate) types: Option<TypeSectionReader<'a>>,
    pub(crate) imports: Vec<Import<'a>>,
    /// The type of every function, imported ones first.
    pub(crate) functions: Vec<u32>,
    /// The functions that are not imported.
    pub(crate) bodies: Vec<FunctionBody<'a>>,
    pub(crate) tables: Vec<Table<'a>>,
    pub(crate) memories: Vec<MemoryType>,
    pub(crate) globals: Vec<Global<'a>>,
    pub(crate) exports: Vec<Export<'a>>,
    pub(crate) start: Option<u32>,
    pub(crate) elements: Vec<Element<'a>>,
    pub(crate) data: Vec<Data<'a>>,
    pub(crate) names: HashMap<u32, &'a str>,
    pub(crate) linking: Relocations<'a>,
}

/// What the linker says about addresses:
/// <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>.
#[derive(Default)]
pub(crate) struct Relocations<'a> {
    pub(crate) symbols: Vec<SymbolInfo<'a>>,
    pub(crate) code: Vec<RelocationEntry>,
    pub(crate) data: Vec<RelocationEntry>,
    /// Where the contents of these sections begin in the file: relocations count from there.
    pub(crate) code_start: usize,
    pub(crate) data_start: usize,
}

impl<'a> Module<'a> {
    /// Reads a program, without exports of such names.
    pub(crate) fn parse(wasm: &'a [u8], unused: &[&str]) -> Result<Module<'a>> {
        let mut module = Module::default();
        let mut declared = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => module.types = Some(section),
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        module.imports.push(import?);
                    }
                }
                Payload::FunctionSection(section) => declared = all(section)?,
                Payload::TableSection(section) => module.tables = all(section)?,
                Payload::MemorySection(section) => module.memories = all(section)?,
                Payload::GlobalSection(section) => module.globals = all(section)?,
                Payload::ExportSection(section) => module.exports = all(section)?,
                Payload::StartSection { func, .. } => module.start = Some(func),
                Payload::ElementSection(section) => module.elements = all(section)?,
                Payload::CodeSectionStart { range, .. } => module.linking.code_start = range.start,
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                Payload::DataSection(section) => {
                    module.linking.data_start = section.range().start;
                    module.data = all(section)?;
                }
                Payload::CustomSection(section) => {
                    module.custom(section.name(), section.as_known())?;
                }
                Payload::Version { .. } | Payload::DataCountSection { .. } | Payload::End(_) => {}
                other => bail!("this tool does not know sections like {other:?}"),
            }
        }
        module
            .exports
            .retain(|export| !unused.iter().any(|name| export.name.contains(name)));
        for import in &module.imports {
            let TypeRef::Func(kind) = import.ty else {
                bail!("{} is imported and no function", import.name);
            };
            module.functions.push(kind);
        }
        module.functions.extend(declared);
        Ok(module)
    }

    fn custom(&mut self, name: &str, section: KnownCustom<'a>) -> Result<()> {
        match section {
            KnownCustom::Name(names) => {
                for names in names {
                    if let Name::Function(functions) = names? {
                        for naming in functions {
                            let naming = naming?;
                            self.names.insert(naming.index, naming.name);
                        }
                    }
                }
            }
            KnownCustom::Linking(parts) => {
                for part in parts.subsections() {
                    if let Linking::SymbolTable(symbols) = part? {
                        self.linking.symbols = all(symbols)?;
                    }
                }
            }
            KnownCustom::Reloc(section) if name == "reloc.CODE" => {
                self.linking.code = all(section.entries())?;
            }
            KnownCustom::Reloc(section) if name == "reloc.DATA" => {
                self.linking.data = all(section.entries())?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Every constant, by its address.
    pub(crate) fn constants(&self) -> Result<Vec<(u32, &'a [u8])>> {
        let place = |data: &Data<'a>| match &data.kind {
            DataKind::Active { offset_expr, .. } => Ok((constant(offset_expr)?, data.data)),
            DataKind::Passive => bail!("a data segment that is not active"),
        };
        self.data.iter().map(place).collect()
    }

    pub(crate) fn imported(&self) -> usize {
        self.imports.len()
    }

    /// Every function with a body, by its index.
    pub(crate) fn defined(&self) -> impl Iterator<Item = (u32, &FunctionBody<'a>)> {
        (0..).skip(self.imported()).zip(&self.bodies)
    }
}

fn all<'a, T: wasmparser::FromReader<'a>>(
    section: wasmparser::SectionLimited<'a, T>,
) -> Result<Vec<T>> {
    Ok(section.into_iter().collect::<wasmparser::Result<_>>()?)
}

/// The functions that a body names: those it calls, and those it takes a reference of.
pub(crate) fn named(body: &FunctionBody<'_>) -> Result<Vec<u32>> {
    let mut named = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index }
        | Operator::ReturnCall { function_index }
        | Operator::RefFunc { function_index } = operator?
        {
            named.push(function_index);
        }
    }
    Ok(named)
}

/// The number that a segment's offset is.
pub(crate) fn constant(offset: &ConstExpr<'_>) -> Result<u32> {
    match offset.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("an offset is no constant: {other:?}"),
    }
}

pub(crate) fn index(position: usize) -> Result<u32> {
    u32::try_from(position).context("a program of more than 4 GB")
}
