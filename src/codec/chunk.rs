//! Chunks: parts of a table, packed column by column. The same form carries bulk creations in
//! frames. Each column begins with a byte that says how it is packed: 0 plain, 1 dictionary.

use super::envelope::{self, Kind};
use super::pack::{Packer, Unpacker};
use super::{CodecError, wire};
use crate::model::block::{Block, Column, Past};
use crate::model::hlc::{ClientId, Hlc};
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};

type Read<T> = Result<T, CodecError>;

/// A chunk in its envelope, not encrypted.
#[must_use]
pub fn wrap(block: &Block) -> Vec<u8> {
    envelope::wrap(Kind::Chunk, 0, &encode(block))
}

/// Reads a chunk in its envelope.
pub fn unwrap(bytes: &[u8]) -> Read<Block> {
    decode(&envelope::unwrap(Kind::Chunk, bytes)?)
}

/// The content of a chunk.
#[must_use]
pub fn encode(block: &Block) -> Vec<u8> {
    let mut out = Packer::default();
    put_block(&mut out, block);
    out.bytes
}

/// Reads the content of a chunk.
pub fn decode(content: &[u8]) -> Read<Block> {
    let mut from = Unpacker::new(content);
    let block = get_block(&mut from)?;
    from.end()?;
    Ok(block)
}

pub(super) fn put_block(out: &mut Packer, block: &Block) {
    out.uint(u64::from(block.object.0));
    wire::put_ids(out, &block.ids);
    out.len(block.columns.len());
    for (field, column) in &block.columns {
        out.uint(u64::from(field.0));
        put_column(out, column);
    }
    match &block.past {
        None => out.byte(0),
        Some(past) => {
            out.byte(1);
            put_past(out, past);
        }
    }
}

pub(super) fn get_block(from: &mut Unpacker<'_>) -> Read<Block> {
    let object = ObjectId(from.u32()?);
    let ids = wire::get_ids(from)?;
    let count = from.len()?;
    let columns: Read<Vec<_>> = (0..count).map(|_| Ok((FieldId(from.u32()?), get_column(from, ids.len())?))).collect();
    let past = match from.byte()? {
        0 => None,
        1 => Some(get_past(from, ids.len())?),
        _ => return Err(CodecError::Nonsense),
    };
    Ok(Block { object, ids, columns: columns?, past })
}

fn put_ends(out: &mut Packer, ends: &[u32]) {
    out.deltas(ends.iter().map(|end| i64::from(*end)));
}

/// Ends of slices: growing, the last at `total`.
fn get_ends(from: &mut Unpacker<'_>, count: usize) -> Read<Vec<u32>> {
    let ends: Result<Vec<_>, _> = from.deltas(count)?.into_iter().map(u32::try_from).collect();
    let ends = ends.map_err(|_e| CodecError::Nonsense)?;
    if ends.is_sorted() { Ok(ends) } else { Err(CodecError::Nonsense) }
}

fn total(ends: &[u32]) -> usize {
    ends.last().map_or(0, |end| *end as usize)
}

fn put_refs(out: &mut Packer, ids: &[RecordId]) {
    if !out.dictionary(ids, |out, forms| out.ids(forms.iter().map(|id| id.0))) {
        out.byte(0);
        out.ids(ids.iter().map(|id| id.0));
    }
}

fn get_refs(from: &mut Unpacker<'_>, count: usize) -> Read<Vec<RecordId>> {
    let ids = match from.byte()? {
        0 => from.ids(count)?,
        1 => from.dictionary(count, Unpacker::ids)?,
        _ => return Err(CodecError::Nonsense),
    };
    Ok(ids.into_iter().map(RecordId).collect())
}

fn put_texts(out: &mut Packer, ends: &[u32], bytes: &str) {
    let mut start = 0;
    let texts: Vec<&str> = ends
        .iter()
        .map(|end| {
            let text = &bytes[start..*end as usize];
            start = *end as usize;
            text
        })
        .collect();
    if !out.dictionary(&texts, |out, forms| forms.iter().for_each(|text| out.text(text))) {
        out.byte(0);
        put_ends(out, ends);
        out.raw(bytes.as_bytes());
    }
}

fn get_texts(from: &mut Unpacker<'_>, count: usize) -> Read<Column> {
    match from.byte()? {
        0 => {
            let ends = get_ends(from, count)?;
            let bytes = core::str::from_utf8(from.raw(total(&ends))?).map_err(|_e| CodecError::Nonsense)?;
            if ends.iter().any(|end| !bytes.is_char_boundary(*end as usize)) {
                return Err(CodecError::Nonsense);
            }
            Ok(Column::Text { ends, bytes: bytes.to_owned() })
        }
        1 => {
            let texts = from.dictionary(count, |from, forms| (0..forms).map(|_| from.text()).collect())?;
            let mut ends = Vec::with_capacity(count);
            let mut bytes = String::new();
            for text in texts {
                bytes.push_str(text);
                ends.push(u32::try_from(bytes.len()).map_err(|_e| CodecError::Nonsense)?);
            }
            Ok(Column::Text { ends, bytes })
        }
        _ => Err(CodecError::Nonsense),
    }
}

fn put_options(out: &mut Packer, ids: &[OptionId]) {
    ids.iter().for_each(|id| out.uint(u64::from(id.0)));
}

fn get_options(from: &mut Unpacker<'_>, count: usize) -> Read<Vec<OptionId>> {
    (0..count).map(|_| from.u32().map(OptionId)).collect()
}

fn put_column(out: &mut Packer, column: &Column) {
    match column {
        Column::Text { ends, bytes } => {
            out.byte(0);
            put_texts(out, ends, bytes);
        }
        Column::Number(cells) => {
            out.byte(1);
            let bits: Vec<u64> = cells.iter().map(|cell| cell.to_bits()).collect();
            let words = |out: &mut Packer, words: &[u64]| words.iter().for_each(|word| out.raw(&word.to_le_bytes()));
            if !out.dictionary(&bits, words) {
                out.byte(0);
                words(out, &bits);
            }
        }
        Column::Money { minor, currency, currencies } => {
            out.byte(2);
            out.len(currencies.len());
            currencies.iter().for_each(|code| wire::put_currency(out, *code));
            out.raw(currency);
            minor.iter().for_each(|amount| out.int(*amount));
        }
        Column::Date(cells) => {
            out.byte(3);
            out.deltas(cells.iter().map(|cell| i64::from(*cell)));
        }
        Column::DateTime(cells) => {
            out.byte(4);
            out.deltas(cells.iter().copied());
        }
        Column::Bool(cells) => {
            out.byte(5);
            out.raw(cells);
        }
        Column::Rating(cells) => {
            out.byte(6);
            out.raw(cells);
        }
        Column::Minutes(cells) => {
            out.byte(7);
            cells.iter().for_each(|cell| out.uint(u64::from(cell.wrapping_add(1))));
        }
        Column::Option(cells) => {
            out.byte(8);
            put_options(out, cells);
        }
        Column::Ref(cells) => {
            out.byte(9);
            put_refs(out, cells);
        }
        Column::Options { ends, items } => {
            out.byte(10);
            put_ends(out, ends);
            put_options(out, items);
        }
        Column::Refs { ends, items } => {
            out.byte(11);
            put_ends(out, ends);
            put_refs(out, items);
        }
    }
}

fn get_column(from: &mut Unpacker<'_>, count: usize) -> Read<Column> {
    Ok(match from.byte()? {
        0 => get_texts(from, count)?,
        1 => {
            let words =
                |from: &mut Unpacker<'_>, count: usize| (0..count).map(|_| from.word()).collect::<Read<Vec<_>>>();
            let bits = match from.byte()? {
                0 => words(from, count)?,
                1 => from.dictionary(count, words)?,
                _ => return Err(CodecError::Nonsense),
            };
            Column::Number(bits.into_iter().map(f64::from_bits).collect())
        }
        2 => {
            let known = from.len()?;
            let currencies: Read<Vec<_>> = (0..known).map(|_| wire::get_currency(from)).collect();
            let currency = from.raw(count)?.to_vec();
            let minor: Read<Vec<_>> = (0..count).map(|_| from.int()).collect();
            Column::Money { minor: minor?, currency, currencies: currencies? }
        }
        3 => {
            let cells: Result<Vec<_>, _> = from.deltas(count)?.into_iter().map(i32::try_from).collect();
            Column::Date(cells.map_err(|_e| CodecError::Nonsense)?)
        }
        4 => Column::DateTime(from.deltas(count)?),
        5 => Column::Bool(from.raw(count)?.to_vec()),
        6 => Column::Rating(from.raw(count)?.to_vec()),
        7 => {
            let cells: Read<Vec<_>> = (0..count).map(|_| from.u32().map(|cell| cell.wrapping_sub(1))).collect();
            Column::Minutes(cells?)
        }
        8 => Column::Option(get_options(from, count)?),
        9 => Column::Ref(get_refs(from, count)?),
        10 => {
            let ends = get_ends(from, count)?;
            let items = get_options(from, bounded(from, total(&ends))?)?;
            Column::Options { ends, items }
        }
        11 => {
            let ends = get_ends(from, count)?;
            let items = get_refs(from, bounded(from, total(&ends))?)?;
            Column::Refs { ends, items }
        }
        _ => return Err(CodecError::Nonsense),
    })
}

/// A number of elements that the rest can hold, at a byte each.
fn bounded(from: &Unpacker<'_>, count: usize) -> Read<usize> {
    if count > from.left() { Err(CodecError::Nonsense) } else { Ok(count) }
}

fn put_stamps(out: &mut Packer, stamps: impl Iterator<Item = Hlc> + Clone) {
    out.deltas(stamps.clone().map(|stamp| stamp.time as i64));
    let clients: Vec<u64> = stamps.map(|stamp| stamp.client.0).collect();
    if !out.dictionary(&clients, |out, forms| forms.iter().for_each(|client| out.uint(*client))) {
        out.byte(0);
        clients.iter().for_each(|client| out.uint(*client));
    }
}

fn get_stamps(from: &mut Unpacker<'_>, count: usize) -> Read<Vec<Hlc>> {
    let times = from.deltas(count)?;
    let uints = |from: &mut Unpacker<'_>, count: usize| (0..count).map(|_| from.uint()).collect::<Read<Vec<_>>>();
    let clients = match from.byte()? {
        0 => uints(from, count)?,
        1 => from.dictionary(count, uints)?,
        _ => return Err(CodecError::Nonsense),
    };
    Ok(times
        .into_iter()
        .zip(clients)
        .map(|(time, client)| Hlc { time: time as u64, client: ClientId(client) })
        .collect())
}

fn put_past(out: &mut Packer, past: &Past) {
    put_stamps(out, past.created.iter().copied());
    put_refs(out, &past.created_by);
    put_stamps(out, past.updated.iter().copied());
    put_refs(out, &past.updated_by);
    out.len(past.removed.len());
    for (at, _, gone) in &past.removed {
        out.uint(u64::from(*at) << 1 | u64::from(*gone));
    }
    put_stamps(out, past.removed.iter().map(|(_, stamp, _)| *stamp));
    out.len(past.stamps.len());
    for (at, field, _) in &past.stamps {
        out.uint(u64::from(*at));
        out.uint(u64::from(field.0));
    }
    put_stamps(out, past.stamps.iter().map(|(_, _, stamp)| *stamp));
    out.len(past.elements.len());
    for (at, field, element, _, present) in &past.elements {
        out.uint(u64::from(*at) << 1 | u64::from(*present));
        out.uint(u64::from(field.0));
        out.raw(&element.to_le_bytes());
    }
    put_stamps(out, past.elements.iter().map(|(_, _, _, stamp, _)| *stamp));
}

/// A position within a block of `count` records.
fn position(at: u64, count: usize) -> Read<u32> {
    if at < count as u64 { Ok(at as u32) } else { Err(CodecError::Nonsense) }
}

fn get_past(from: &mut Unpacker<'_>, count: usize) -> Read<Past> {
    let created = get_stamps(from, count)?;
    let created_by = get_refs(from, count)?;
    let updated = get_stamps(from, count)?;
    let updated_by = get_refs(from, count)?;

    let len = from.len()?;
    let marks: Read<Vec<_>> =
        (0..len).map(|_| from.uint().and_then(|mark| Ok((position(mark >> 1, count)?, mark & 1 == 1)))).collect();
    let removed = marks?.into_iter().zip(get_stamps(from, len)?).map(|((at, gone), stamp)| (at, stamp, gone)).collect();

    let len = from.len()?;
    let places: Read<Vec<_>> = (0..len).map(|_| Ok((position(from.uint()?, count)?, FieldId(from.u32()?)))).collect();
    let stamps =
        places?.into_iter().zip(get_stamps(from, len)?).map(|((at, field), stamp)| (at, field, stamp)).collect();

    let len = from.len()?;
    let places: Read<Vec<_>> = (0..len)
        .map(|_| {
            let mark = from.uint()?;
            let field = FieldId(from.u32()?);
            Ok((position(mark >> 1, count)?, field, wire::get_id(from)?.0, mark & 1 == 1))
        })
        .collect();
    let elements = places?
        .into_iter()
        .zip(get_stamps(from, len)?)
        .map(|((at, field, element, present), stamp)| (at, field, element, stamp, present))
        .collect();
    Ok(Past { created, created_by, updated, updated_by, removed, stamps, elements })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::money::{Currency, Money};
    use crate::model::standard;
    use crate::model::value::Value;

    /// A block of deals with every kind of cell that deals have, every third one bare.
    pub(crate) fn deals(count: usize) -> Block {
        use standard::deal_field as f;
        let schema = standard::schema();
        let object = schema.object(standard::DEAL).expect("deal");
        let mut block = Block::with_columns(object);
        for at in 0..count {
            let mut cells = vec![(f::NAME, Value::Text(format!("Geschäft {at}")))];
            if at % 3 != 0 {
                cells.push((f::AMOUNT, Value::Money(Money { minor: at as i64 * 1999, currency: Currency::USD })));
                cells.push((f::STAGE, Value::Option(OptionId(at as u32 % 5 + 1))));
                cells.push((f::COMPANY, Value::Ref(RecordId(7 + at as u128 % 4))));
                cells.push((f::TAGS, Value::Refs(vec![RecordId(1), RecordId(2 + at as u128)])));
            }
            block.push(RecordId::v7(1_700_000_000_000 + at as u64, at as u128), &cells).expect("fits");
        }
        block
    }

    fn past(count: u32) -> Past {
        let stamp =
            |at: u32| Hlc { time: 1_700_000_000_000 << 16 | u64::from(at), client: ClientId(u64::from(at % 2) + 1) };
        Past {
            created: (0..count).map(stamp).collect(),
            created_by: (0..count).map(|at| RecordId(u128::from(at % 3))).collect(),
            updated: (0..count).map(|at| stamp(at + 9)).collect(),
            updated_by: vec![RecordId(1); count as usize],
            removed: vec![(0, stamp(3), true), (count - 1, stamp(4), false)],
            stamps: vec![(1, FieldId(2), stamp(5))],
            elements: vec![(1, FieldId(12), 77, stamp(6), true), (1, FieldId(12), 78, stamp(7), false)],
        }
    }

    #[test]
    fn a_chunk_comes_back_and_is_smaller_than_postcard() {
        let block = Block { past: Some(past(500)), ..deals(500) };
        let packed = encode(&block);
        let back = unwrap(&wrap(&block)).expect("reads");
        assert!(same(&back, &block));
        let plain = postcard::to_allocvec(&block).expect("writes").len();
        assert!(packed.len() * 3 < plain * 2, "{} of {plain}", packed.len());
    }

    #[test]
    fn an_empty_block_comes_back() {
        let block = deals(0);
        assert!(same(&decode(&encode(&block)).expect("reads"), &block));
    }

    /// Equal, an empty number (not-a-number) being equal to itself.
    fn same(a: &Block, b: &Block) -> bool {
        let plain = |block: &Block| postcard::to_allocvec(block).expect("writes");
        plain(a) == plain(b)
    }

    proptest! {
        #[test]
        fn damage_ends_in_an_error_or_a_block(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut packed = encode(&Block { past: Some(past(9)), ..deals(9) });
            let at = at.index(packed.len());
            packed[at] = byte;
            if let Ok(block) = decode(&packed) {
                for (_, column) in &block.columns {
                    prop_assert_eq!(column.len(), block.ids.len());
                    (0..column.len()).for_each(|row| drop(column.get(row)));
                }
            }
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
        }
    }
}
