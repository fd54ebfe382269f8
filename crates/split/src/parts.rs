//! The bound program in parts: a first one that stands alone, and others that are put beside it.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context as _, Result, bail, ensure};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, FunctionSection, GlobalSection, ImportSection, Instruction, MemorySection,
    StartSection, TableSection, TypeSection,
};
use wasmparser::{ElementItems, ElementKind, FunctionBody, Operator};

use crate::module::{Module, constant, index};
use crate::plan::{FIRST, Plan, Shared};
use crate::ranges::Ranges;
use crate::reach::Waiting;

/// The first part, then one for each that waits. These import what they share from a module with the empty name: the
/// exports of the first part.
pub(crate) fn split(bound: &Module<'_>, waiting: &[Waiting]) -> Result<Vec<Vec<u8>>> {
    let plan = Plan::of(bound, waiting)?;
    let later = (1..=waiting.len()).map(|part| later(bound, &plan, part));
    std::iter::once(first(bound, &plan)).chain(later).collect()
}

fn first(bound: &Module<'_>, plan: &Plan) -> Result<Vec<u8>> {
    let mut numbers = Numbers {
        functions: numbered(plan.functions(FIRST)),
        globals: None,
    };
    let mut program = wasm_encoder::Module::new();
    program.section(&types(bound, &mut numbers)?);

    let mut imports = ImportSection::new();
    for import in &bound.imports {
        let entity = numbers.entity_type(import.ty)?;
        imports.import(import.module, import.name, entity);
    }
    program.section(&imports);

    let (functions, code) = functions(bound, plan, &mut numbers, FIRST)?;
    program.section(&functions);

    let mut tables = TableSection::new();
    for (position, table) in bound.tables.iter().enumerate() {
        let mut ty = numbers.table_type(table.ty)?;
        if position == 0 {
            let more = u64::try_from(plan.entered.len())?;
            ty.minimum += more;
            ty.maximum = ty.maximum.map(|maximum| maximum + more);
        }
        tables.table(ty);
    }
    program.section(&tables);

    let mut memories = MemorySection::new();
    for memory in &bound.memories {
        memories.memory(numbers.memory_type(*memory)?);
    }
    program.section(&memories);

    let mut globals = GlobalSection::new();
    for global in &bound.globals {
        let value = numbers.const_expr(global.init_expr.clone())?;
        globals.global(numbers.global_type(global.ty)?, &value);
    }
    program.section(&globals);

    let mut exports = ExportSection::new();
    for export in &bound.exports {
        let kind = numbers.export_kind(export.kind)?;
        let number = numbers.external_index(export.kind, export.index)?;
        exports.export(export.name, kind, number);
    }
    for share in shares(bound, plan)? {
        let number = match share.kind {
            ExportKind::Func => numbers.function_index(share.index)?,
            _ => share.index,
        };
        exports.export(&share.name, share.kind, number);
    }
    program.section(&exports);

    if let Some(start) = bound.start {
        let function_index = numbers.function_index(start)?;
        program.section(&StartSection { function_index });
    }
    program.section(&elements(bound, plan, &mut numbers, FIRST)?);
    program.section(&code);
    program.section(&data(bound, plan, FIRST)?);
    Ok(program.finish())
}

fn later(bound: &Module<'_>, plan: &Plan, part: usize) -> Result<Vec<u8>> {
    let shares = shares(bound, plan)?;
    let own = Shared::default();
    let named = plan.shared.get(part - 1).unwrap_or(&own);
    let mut numbers = Numbers {
        functions: numbered(named.functions.iter().copied().chain(plan.functions(part))),
        globals: Some(numbered(named.globals.iter().copied())),
    };
    let mut program = wasm_encoder::Module::new();
    program.section(&types(bound, &mut numbers)?);

    let mut imports = ImportSection::new();
    for share in shares {
        let is_named = match share.kind {
            ExportKind::Func => named.functions.contains(&share.index),
            ExportKind::Global => named.globals.contains(&share.index),
            _ => true,
        };
        if is_named {
            imports.import("", &share.name, share.entity);
        }
    }
    program.section(&imports);

    let (functions, code) = functions(bound, plan, &mut numbers, part)?;
    program.section(&functions);
    program.section(&elements(bound, plan, &mut numbers, part)?);
    program.section(&code);
    program.section(&data(bound, plan, part)?);
    Ok(program.finish())
}

/// The functions of a part: their types and their bodies.
fn functions(
    bound: &Module<'_>,
    plan: &Plan,
    numbers: &mut Numbers,
    part: usize,
) -> Result<(FunctionSection, CodeSection)> {
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for (function, body) in bound.defined() {
        if plan.part(function) == part {
            functions.function(kind(bound, function)?);
            code.function(&rewritten(bound, plan, numbers, body, part)?);
        }
    }
    Ok((functions, code))
}

fn types(bound: &Module<'_>, numbers: &mut Numbers) -> Result<TypeSection> {
    let mut types = TypeSection::new();
    let section = bound.types.clone().context("a program without types")?;
    numbers.parse_type_section(&mut types, section)?;
    Ok(types)
}

/// What the first part gives to later ones: functions, variables, and memory and tables as a whole.
struct Share {
    /// A number, which no name of wasm-bindgen's is.
    name: String,
    kind: ExportKind,
    /// In the bound program.
    index: u32,
    entity: EntityType,
}

fn shares(bound: &Module<'_>, plan: &Plan) -> Result<Vec<Share>> {
    let mut numbers = Numbers::default();
    let mut shares = Vec::new();
    let mut share = |kind, index, entity| {
        let name = shares.len().to_string();
        shares.push(Share {
            name,
            kind,
            index,
            entity,
        });
    };
    let functions: BTreeSet<u32> = plan
        .shared
        .iter()
        .flat_map(|of| &of.functions)
        .copied()
        .collect();
    for function in functions {
        let entity = EntityType::Function(kind(bound, function)?);
        share(ExportKind::Func, function, entity);
    }
    for (position, table) in bound.tables.iter().enumerate() {
        let mut ty = numbers.table_type(table.ty)?;
        // A limit is part of the type; none fits any.
        ty.maximum = None;
        share(ExportKind::Table, index(position)?, EntityType::Table(ty));
    }
    for (position, memory) in bound.memories.iter().enumerate() {
        let ty = numbers.memory_type(*memory)?;
        share(ExportKind::Memory, index(position)?, EntityType::Memory(ty));
    }
    let globals: BTreeSet<u32> = plan
        .shared
        .iter()
        .flat_map(|of| &of.globals)
        .copied()
        .collect();
    for global in globals {
        let known = bound.globals.get(usize::try_from(global)?);
        let ty = numbers.global_type(known.context("a variable without a type")?.ty)?;
        share(ExportKind::Global, global, EntityType::Global(ty));
    }
    Ok(shares)
}

fn kind(bound: &Module<'_>, function: u32) -> Result<u32> {
    let kind = bound.functions.get(usize::try_from(function)?);
    kind.copied().context("a function without a type")
}

/// A function in a part of the program: what it calls of another later part it finds in its slot.
fn rewritten(
    bound: &Module<'_>,
    plan: &Plan,
    numbers: &mut Numbers,
    body: &FunctionBody<'_>,
    part: usize,
) -> Result<wasm_encoder::Function> {
    let mut function = numbers.new_function_with_parsed_locals(body)?;
    for operator in body.get_operators_reader()? {
        let operator = operator?;
        let elsewhere = match operator {
            Operator::Call { function_index } if plan.part(function_index) != part => {
                plan.slot(function_index).zip(Some(function_index))
            }
            _ => None,
        };
        let Some((slot, called)) = elsewhere else {
            function.instruction(&numbers.instruction(operator)?);
            continue;
        };
        function.instruction(&Instruction::I32Const(slot.cast_signed()));
        function.instruction(&Instruction::CallIndirect {
            type_index: kind(bound, called)?,
            table_index: 0,
        });
    }
    Ok(function)
}

/// The slots of the table that belong to one of the parts.
fn elements(
    bound: &Module<'_>,
    plan: &Plan,
    numbers: &mut Numbers,
    part: usize,
) -> Result<ElementSection> {
    let mut section = ElementSection::new();
    for element in &bound.elements {
        let ElementItems::Functions(functions) = element.items.clone() else {
            bail!("a table is filled by expressions");
        };
        let functions: Vec<u32> = functions.into_iter().collect::<wasmparser::Result<_>>()?;
        match &element.kind {
            ElementKind::Active {
                table_index,
                offset_expr,
            } => {
                ensure!(table_index.unwrap_or(0) == 0, "a second table is filled");
                let start = constant(offset_expr)?;
                let slots = (start..).zip(functions);
                let own = slots.filter(|(_, function)| plan.part(*function) == part);
                fill(&mut section, numbers, own)?;
            }
            ElementKind::Declared if part == FIRST => {
                let functions: Vec<u32> = functions
                    .into_iter()
                    .map(|function| Ok(numbers.function_index(function)?))
                    .collect::<Result<_>>()?;
                section.declared(Elements::Functions(functions.into()));
            }
            ElementKind::Declared => {}
            ElementKind::Passive => bail!("a table is filled while the program runs"),
        }
    }
    let entered = (plan.slots..).zip(plan.entered.iter().copied());
    let own = entered.filter(|(_, function)| plan.part(*function) == part);
    fill(&mut section, numbers, own)?;
    Ok(section)
}

/// One segment for every run of slots.
fn fill(
    section: &mut ElementSection,
    numbers: &mut Numbers,
    slots: impl Iterator<Item = (u32, u32)>,
) -> Result<()> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in slots {
        let function = numbers.function_index(function)?;
        match runs.last_mut() {
            Some((start, run)) if *start + index(run.len())? == slot => run.push(function),
            _ => runs.push((slot, vec![function])),
        }
    }
    for (start, run) in runs {
        let offset = ConstExpr::i32_const(start.cast_signed());
        section.active(None, &offset, Elements::Functions(run.into()));
    }
    Ok(())
}

/// The constants that belong to one of the parts, each where it always was.
fn data(bound: &Module<'_>, plan: &Plan, part: usize) -> Result<DataSection> {
    let mut section = DataSection::new();
    for (start, constants) in bound.constants()? {
        let whole = start..start + index(constants.len())?;
        let own = match part.checked_sub(1).and_then(|later| plan.bytes.get(later)) {
            Some(own) => Ranges::union(own.within(&whole)),
            None => {
                let later = plan.bytes.iter().flat_map(|later| later.within(&whole));
                Ranges::union([whole.clone()]).without(&Ranges::union(later))
            }
        };
        for range in own.within(&whole) {
            let bytes = usize::try_from(range.start - start)?..usize::try_from(range.end - start)?;
            let bytes = constants
                .get(bytes)
                .context("a constant beyond its segment")?;
            let offset = ConstExpr::i32_const(range.start.cast_signed());
            section.active(0, &offset, bytes.iter().copied());
        }
    }
    Ok(section)
}

fn numbered(kept: impl Iterator<Item = u32>) -> HashMap<u32, u32> {
    kept.zip(0..).collect()
}

/// What functions and variables are called in one of the parts.
#[derive(Default)]
struct Numbers {
    functions: HashMap<u32, u32>,
    /// Nothing: as they were.
    globals: Option<HashMap<u32, u32>>,
}

impl Reencode for Numbers {
    type Error = Missing;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Missing>> {
        let number = self.functions.get(&function).copied();
        number.ok_or(reencode::Error::UserError(Missing(function)))
    }

    fn global_index(&mut self, global: u32) -> Result<u32, reencode::Error<Missing>> {
        match &self.globals {
            None => Ok(global),
            Some(numbers) => {
                let number = numbers.get(&global).copied();
                number.ok_or(reencode::Error::UserError(Missing(global)))
            }
        }
    }
}

/// Something named in a part that is not in it: a mistake of this tool.
#[derive(Debug)]
struct Missing(u32);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "number {} belongs to the other part", self.0)
    }
}

impl std::error::Error for Missing {}
