//! A program of four functions is taken apart.

use std::collections::HashSet;

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection,
    Function, FunctionSection, Instruction, MemorySection, MemoryType, NameMap, NameSection,
    RefType, TableSection, TableType, TypeSection,
};

use crate::module::{Module, constant, named};
use crate::parts::split;
use crate::ranges::Ranges;
use crate::reach::Waiting;

/// `start` calls `room`, which calls `shared` and holds the address of `hidden`; a constant lies at 16, another at 40.
fn program() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let mut functions = FunctionSection::new();
    for _ in 0..4 {
        functions.function(0);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 3,
        maximum: Some(3),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("start", ExportKind::Func, 0);
    let mut elements = ElementSection::new();
    let taken = Elements::Functions([3, 2].as_slice().into());
    elements.active(None, &ConstExpr::i32_const(1), taken);
    let mut code = CodeSection::new();
    for calls in [Some(1), Some(2), None, None] {
        let mut body = Function::new([]);
        if let Some(called) = calls {
            body.instruction(&Instruction::Call(called));
        }
        body.instruction(&Instruction::End);
        code.function(&body);
    }
    let mut data = DataSection::new();
    data.active(
        0,
        &ConstExpr::i32_const(16),
        *b"a first constant, a later one...",
    );
    let mut names = NameMap::new();
    for (function, name) in (0..).zip(["start", "room", "shared", "hidden"]) {
        names.append(function, name);
    }
    let mut name = NameSection::new();
    name.functions(&names);
    let mut program = wasm_encoder::Module::new();
    program.section(&types).section(&functions).section(&tables);
    program
        .section(&memories)
        .section(&exports)
        .section(&elements);
    program.section(&code).section(&data).section(&name);
    program.finish()
}

fn parts() -> Vec<Vec<u8>> {
    let program = program();
    let bound = Module::parse(&program, &[]).unwrap();
    let waiting = Waiting {
        functions: HashSet::from(["room".to_owned(), "hidden".to_owned()]),
        bytes: Ranges::union(std::iter::once(32..48)),
    };
    split(&bound, &[waiting]).unwrap()
}

/// Slot and function of everything that a part puts into the table.
fn slots(part: &Module<'_>) -> Vec<(u32, u32)> {
    let mut slots = Vec::new();
    for element in &part.elements {
        let wasmparser::ElementKind::Active { offset_expr, .. } = &element.kind else {
            panic!("only active elements were written");
        };
        let wasmparser::ElementItems::Functions(functions) = element.items.clone() else {
            panic!("only functions were written");
        };
        let start = constant(offset_expr).unwrap();
        slots.extend((start..).zip(functions.into_iter().map(Result::unwrap)));
    }
    slots
}

#[test]
fn each_part_has_its_functions_and_fills_its_own_slots() {
    let parts = parts();
    let [first, later] = parts.as_slice() else {
        panic!("two parts");
    };
    let first = Module::parse(first, &[]).unwrap();
    assert_eq!(first.bodies.len(), 2, "start and shared");
    assert_eq!(slots(&first), [(2, 1)], "shared");
    assert_eq!(first.tables[0].ty.initial, 4, "one more, to enter by");
    let imports: Vec<&str> = {
        let names = wasmparser::Parser::new(0).parse_all(later);
        let names = names.filter_map(|section| match section.unwrap() {
            wasmparser::Payload::ImportSection(imports) => Some(imports),
            _ => None,
        });
        names
            .flat_map(wasmparser::ImportSectionReader::into_imports)
            .map(|import| import.unwrap().name)
            .collect()
    };
    let given: Vec<&str> = first.exports.iter().map(|export| export.name).collect();
    assert_eq!(imports, ["0", "1", "2"], "shared, table and memory");
    assert!(imports.iter().all(|name| given.contains(name)), "{given:?}");
}

#[test]
fn what_waits_is_entered_through_its_slot_only() {
    let parts = parts();
    let first = Module::parse(&parts[0], &[]).unwrap();
    for body in &first.bodies {
        assert_eq!(named(body).unwrap(), [], "nothing is called by number");
    }
    let through_slots = first.bodies.iter().flat_map(|body| {
        let operators = body.get_operators_reader().unwrap();
        operators.into_iter().filter(|operator| {
            matches!(
                operator,
                Ok(wasmparser::Operator::CallIndirect { table_index: 0, .. })
            )
        })
    });
    assert_eq!(through_slots.count(), 1);
}

#[test]
fn every_constant_is_in_one_part_at_its_old_place() {
    let parts = parts();
    let first = Module::parse(&parts[0], &[]).unwrap();
    assert_eq!(first.data.len(), 1);
    assert_eq!(first.data[0].data, b"a first constant");
    let reader = wasmparser::Parser::new(0).parse_all(&parts[1]);
    let later: Vec<_> = reader
        .filter_map(|section| match section.unwrap() {
            wasmparser::Payload::DataSection(data) => Some(data),
            _ => None,
        })
        .flat_map(|data| data.into_iter().map(Result::unwrap))
        .collect();
    assert_eq!(later.len(), 1);
    assert_eq!(later[0].data, b", a later one...");
    let wasmparser::DataKind::Active { offset_expr, .. } = &later[0].kind else {
        panic!("only active data was written");
    };
    assert_eq!(constant(offset_expr).unwrap(), 32);
}
