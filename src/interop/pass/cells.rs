//! The cells of a row as values, but for links.

use super::Fixes;
use crate::interop::compile::{Compiled, Input, To, What};
use crate::interop::convert::{Cell, convert};
use crate::interop::csv::Record;
use crate::interop::lookup::Lookup;
use crate::interop::mapping::{option_for, split};
use crate::interop::wizard::{CellShow, Reason};
use crate::model::arrange::Arrange as _;
use crate::model::id::OptionId;
use crate::model::money::Currency;
use crate::model::schema::FieldKind;
use crate::model::standard::{DEAL, LEAD, deal_field, lead_field};
use crate::model::value::Value;

/// A row read.
pub(super) struct Read<'a> {
    /// One cell a slot; links are empty yet.
    pub(super) cells: Vec<Cell<'a>>,
    /// What link columns say: input and text.
    pub(super) links: Vec<(usize, &'a str)>,
}

/// Reads a row, or says which column is wrong and why.
pub(super) fn read<'a>(
    plan: &'a Compiled,
    record: &'a Record,
    row: u32,
    fixes: &'a Fixes,
    lookup: &dyn Lookup,
) -> Result<Read<'a>, (Option<u32>, Reason)> {
    let mut cells = vec![Cell::Empty; plan.slots.len()];
    let mut links = Vec::new();
    let mut notes = String::new();
    for (position, input) in plan.inputs.iter().enumerate() {
        let fixed = if fixes.is_empty() { None } else { fixes.get(&(row, input.column)) };
        let raw = fixed.map_or_else(|| record.get(input.column as usize), String::as_str).trim();
        if raw.is_empty() {
            continue;
        }
        let mut text = raw;
        if !input.values.is_empty() {
            match input.values.get(raw) {
                None => {}
                Some(To::Text(other)) => text = other,
                Some(To::Empty) => continue,
                Some(To::Option(id)) => {
                    let many = matches!(input.what, What::Choice { many: true, .. });
                    cells[input.slot] = if many { Cell::Options(vec![*id]) } else { Cell::Option(*id) };
                    continue;
                }
                Some(To::Note) => {
                    if !notes.is_empty() {
                        notes.push('\n');
                    }
                    notes.push_str(&input.name);
                    notes.push_str(": ");
                    notes.push_str(raw);
                    continue;
                }
            }
        }
        if matches!(input.what, What::Link { .. }) {
            links.push((position, text));
            continue;
        }
        fill(plan, input, text, record, &mut cells, lookup).map_err(|reason| (Some(input.column), reason))?;
    }
    if let Some(slot) = plan.note.filter(|_| !notes.is_empty()) {
        let before = cells[slot].text();
        let joined = if before.is_empty() { notes } else { format!("{before}\n\n{notes}") };
        cells[slot] = Cell::Made(joined);
    }
    Ok(Read { cells, links })
}

fn fill<'a>(
    plan: &Compiled,
    input: &Input,
    text: &'a str,
    record: &Record,
    cells: &mut [Cell<'a>],
    lookup: &dyn Lookup,
) -> Result<(), Reason> {
    let slot = input.slot;
    match &input.what {
        What::Plain => {
            let mut reading = input.reading;
            if let Some(column) = input.currency {
                reading.currency = Currency::parse(record.get(column as usize)).unwrap_or(reading.currency);
            }
            let utc = |local| lookup.utc(local);
            cells[slot] = convert(text, &plan.slots[slot].kind, reading, &utc)?;
        }
        What::Choice { options, many, field } => {
            let find = |text: &str| -> Result<OptionId, Reason> {
                let known = options.get(text).copied();
                known.or_else(|| option_for(plan.object, field, text)).ok_or(Reason::UnknownChoice)
            };
            cells[slot] = if *many {
                let mut ids = split(text).map(find).collect::<Result<Vec<_>, _>>()?;
                ids.arrange();
                ids.dedup();
                Cell::Options(ids)
            } else {
                Cell::Option(find(text)?)
            };
        }
        What::FullName { last } => {
            let (first_part, last_part) = split_name(text);
            cells[slot] = Cell::Text(first_part);
            if !last_part.is_empty() {
                cells[*last] = Cell::Text(last_part);
            }
        }
        What::Link { .. } => {}
    }
    Ok(())
}

/// First and last name: `Berg, Anna` and `Anna Maria Berg`.
pub(super) fn split_name(name: &str) -> (&str, &str) {
    if let Some((last, first)) = name.split_once(", ") {
        return (first.trim(), last.trim());
    }
    name.rsplit_once(' ').map_or((name, ""), |(first, last)| (first.trim(), last.trim()))
}

/// A name as its record will show it.
fn whole_name(name: &str) -> String {
    let (first, last) = split_name(name);
    format!("{first} {last}").trim().to_owned()
}

/// What follows from the cells: the pipeline of a stage, the day a closed deal closed, names.
pub(super) fn derive(plan: &Compiled, cells: &mut [Cell<'_>], links: &[(usize, &str)]) {
    for at in 0..plan.slots.len() {
        let FieldKind::Select { options, depends_on: Some(deciding) } = &plan.slots[at].kind else { continue };
        let Cell::Option(chosen) = cells[at] else { continue };
        let parent = options.iter().find(|option| option.id == chosen).and_then(|option| option.parent);
        if let (Some(parent), Some(slot)) = (parent, plan.at(*deciding)) {
            cells[slot] = Cell::Option(parent);
        }
    }
    let days = (plan.at(deal_field::CLOSED_ON), plan.at(deal_field::EXPECTED_CLOSE));
    if let (true, (Some(closed), Some(expected))) = (super::closes(plan, cells), days)
        && cells[closed].is_empty()
    {
        cells[closed] = cells[expected].clone();
    }
    for slot in 0..cells.len() {
        if cells[slot].is_empty() && plan.names_itself(slot) {
            let name = name_for(plan, cells, links);
            if !name.is_empty() {
                cells[slot] = Cell::Made(name);
            }
        }
    }
}

/// A name for a record whose file gives none: company and product of a deal, or its number; the name,
/// company or address of a lead.
fn name_for(plan: &Compiled, cells: &[Cell<'_>], links: &[(usize, &str)]) -> String {
    let text = |field| plan.at(field).map_or("", |slot| cells[slot].text());
    let linked = |field| {
        let link = links.iter().find(|(input, _)| plan.slots[plan.inputs[*input].slot].field == field);
        link.map_or("", |(_, text)| *text)
    };
    let join = |parts: &[&str], between: &str| {
        let filled: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        filled.join(between)
    };
    match plan.object {
        DEAL => {
            let (company, product) = (linked(deal_field::COMPANY), linked(deal_field::PRODUCT));
            let number = if company.is_empty() || product.is_empty() { text(deal_field::EXTERNAL_ID) } else { "" };
            join(&[company, product, number], " · ")
        }
        LEAD => {
            let name = join(&[text(lead_field::FIRST_NAME), text(lead_field::LAST_NAME)], " ");
            let others = [text(lead_field::COMPANY_NAME), text(lead_field::EMAIL)];
            if name.is_empty() {
                others.into_iter().find(|other| !other.is_empty()).unwrap_or("").to_owned()
            } else {
                name
            }
        }
        _ => String::new(),
    }
}

/// The domain of a row's e-mail address, in small letters; empty when there is none.
pub(super) fn domain(plan: &Compiled, cells: &[Cell<'_>]) -> String {
    let email = plan.email.map_or("", |slot| cells[slot].text());
    email.split_once('@').map_or_else(String::new, |(_, domain)| domain.to_lowercase())
}

/// A row for looking at: every cell with what it will be, or what is wrong with it.
pub(crate) fn preview(plan: &Compiled, record: &Record, row: u32, fixes: &Fixes, lookup: &dyn Lookup) -> Vec<CellShow> {
    let mut shown: Vec<CellShow> = (0..plan.columns)
        .map(|column| {
            let fixed = fixes.get(&(row, column as u32));
            let text = fixed.map_or_else(|| record.get(column), String::as_str).trim();
            CellShow { text: text.to_owned(), value: Value::Empty, problem: None, fixed: fixed.is_some() }
        })
        .collect();
    for input in &plan.inputs {
        let cell = &mut shown[input.column as usize];
        match input.values.get(cell.text.as_str()) {
            None => {}
            Some(to) => {
                cell.fixed = true;
                match to {
                    To::Text(text) => cell.text.clone_from(text),
                    To::Option(id) => {
                        cell.value = Value::Option(*id);
                        continue;
                    }
                    To::Empty | To::Note => {
                        cell.text.clear();
                        continue;
                    }
                }
            }
        }
        if cell.text.is_empty() {
            continue;
        }
        let mut cells = vec![Cell::Empty; plan.slots.len()];
        let text = cell.text.clone();
        match fill(plan, input, &text, record, &mut cells, lookup) {
            Ok(()) => {
                cell.value = match input.what {
                    What::FullName { .. } => Value::Text(whole_name(&text)),
                    _ => cells[input.slot].value(),
                };
            }
            Err(reason) => cell.problem = Some(reason),
        }
    }
    shown
}
