//! What goes into which part of the bound program, and what the parts have to do with each other.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use wasmparser::{ExternalKind, FunctionBody, Operator};

use crate::module::{Module, named};
use crate::ranges::Ranges;
use crate::reach::Waiting;

/// A constant this short costs more on its own than it saves.
const TOO_SHORT: u32 = 12;
/// The part that is there from the beginning; the others are counted from one.
pub(crate) const FIRST: usize = 0;

pub(crate) struct Plan {
    /// The part of each function.
    pub(crate) parts: Vec<usize>,
    /// The constants of each later part.
    pub(crate) bytes: Vec<Ranges>,
    /// What each later part names of the first one.
    pub(crate) shared: Vec<Shared>,
    /// Functions of later parts that other parts call, each through a slot of its own, and the first such slot.
    pub(crate) entered: Vec<u32>,
    pub(crate) slots: u32,
}

/// By number in the bound program.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) functions: BTreeSet<u32>,
    pub(crate) globals: BTreeSet<u32>,
}

impl Plan {
    pub(crate) fn of(bound: &Module<'_>, waiting: &[Waiting]) -> Result<Plan> {
        let table = bound.tables.first().context("a program without a table")?;
        let mut plan = Plan {
            parts: parts(bound, waiting),
            bytes: Vec::new(),
            shared: Vec::new(),
            entered: Vec::new(),
            slots: u32::try_from(table.ty.initial)?,
        };
        plan.shared.resize_with(waiting.len(), Shared::default);
        if let Ok(path) = std::env::var("SPLIT_LIST") {
            let mut text = String::new();
            for (function, body) in bound.defined() {
                if plan.part(function) == FIRST {
                    let name = bound.names.get(&function).copied().unwrap_or("?");
                    text += &format!("{} {}\n", body.range().len(), name);
                }
            }
            std::fs::write(path, text)?;
        }
        for waiting in waiting {
            let all = waiting.bytes.within(&(0..u32::MAX));
            plan.bytes.push(Ranges::union(all).longer_than(TOO_SHORT));
        }
        let mut entered = BTreeSet::new();
        for (function, body) in bound.defined() {
            let part = plan.part(function);
            let (first, others): (Vec<u32>, Vec<u32>) = named(body)?
                .into_iter()
                .filter(|other| plan.part(*other) != part)
                .partition(|other| plan.part(*other) == FIRST);
            entered.extend(others);
            if let Some(shared) = part.checked_sub(1).and_then(|p| plan.shared.get_mut(p)) {
                shared.functions.extend(first);
                shared.globals.extend(variables(body)?);
            }
        }
        ensure!(!entered.is_empty(), "nothing leads to what waits");
        plan.entered = entered.into_iter().collect();
        Ok(plan)
    }

    pub(crate) fn part(&self, function: u32) -> usize {
        let position = usize::try_from(function).unwrap_or(usize::MAX);
        self.parts.get(position).copied().unwrap_or(FIRST)
    }

    pub(crate) fn slot(&self, function: u32) -> Option<u32> {
        let position = self.entered.binary_search(&function).ok()?;
        Some(self.slots + u32::try_from(position).ok()?)
    }

    /// The functions of a part, in their order.
    pub(crate) fn functions(&self, part: usize) -> impl Iterator<Item = u32> {
        let all = (0..).zip(&self.parts);
        all.filter(move |(_, of)| **of == part)
            .map(|(function, _)| function)
    }
}

/// The part of each function. What can be called from outside is there from the beginning.
fn parts(bound: &Module<'_>, waiting: &[Waiting]) -> Vec<usize> {
    let outside: BTreeSet<u32> = bound
        .exports
        .iter()
        .filter(|export| export.kind == ExternalKind::Func)
        .map(|export| export.index)
        .chain(bound.start)
        .collect();
    let part = |function: u32| {
        let name = bound.names.get(&function).copied()?;
        let waits = |waiting: &Waiting| waiting.functions.contains(name);
        Some(waiting.iter().position(waits)? + 1).filter(|_| !outside.contains(&function))
    };
    (0..)
        .zip(&bound.functions)
        .map(|(function, _)| part(function).unwrap_or(FIRST))
        .collect()
}

fn variables(body: &FunctionBody<'_>) -> Result<Vec<u32>> {
    let mut variables = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } =
            operator?
        {
            variables.push(global_index);
        }
    }
    Ok(variables)
}
