//! Stamps, values, ops and transactions as bytes. Numbers that stand for variants are written out
//! here and never change, whatever becomes of the types in `model`. Definitions of objects, fields
//! and choices are postcard of the model's types, held to their form by the frozen fixtures.

use serde::{Serialize, de::DeserializeOwned};

use super::CodecError;
use super::chunk;
use super::pack::{Packer, Unpacker};
use crate::model::date::Date;
use crate::model::hlc::{ClientId, Hlc};
use crate::model::id::{FieldId, ObjectId, OptionId, RecordId};
use crate::model::money::{Currency, Money};
use crate::model::op::{Action, Op, Tx, Undo};
use crate::model::value::Value;

type Read<T> = Result<T, CodecError>;

pub(super) fn put_stamp(out: &mut Packer, stamp: Hlc) {
    out.raw(&stamp.time.to_le_bytes());
    out.uint(stamp.client.0);
}

pub(super) fn get_stamp(from: &mut Unpacker<'_>) -> Read<Hlc> {
    Ok(Hlc { time: from.word()?, client: ClientId(from.uint()?) })
}

pub(super) fn put_id(out: &mut Packer, id: RecordId) {
    out.raw(&id.0.to_le_bytes());
}

pub(super) fn get_id(from: &mut Unpacker<'_>) -> Read<RecordId> {
    let mut id = [0; 16];
    id.copy_from_slice(from.raw(16)?);
    Ok(RecordId(u128::from_le_bytes(id)))
}

pub(super) fn put_ids(out: &mut Packer, ids: &[RecordId]) {
    out.len(ids.len());
    out.ids(ids.iter().map(|id| id.0));
}

pub(super) fn get_ids(from: &mut Unpacker<'_>) -> Read<Vec<RecordId>> {
    let count = from.len()?;
    Ok(from.ids(count)?.into_iter().map(RecordId).collect())
}

pub(super) fn put_currency(out: &mut Packer, currency: Currency) {
    out.raw(currency.code().as_bytes());
}

pub(super) fn get_currency(from: &mut Unpacker<'_>) -> Read<Currency> {
    let code = core::str::from_utf8(from.raw(3)?).ok().and_then(Currency::parse);
    code.ok_or(CodecError::Nonsense)
}

pub(super) fn put_value(out: &mut Packer, value: &Value) {
    match value {
        Value::Empty => out.byte(0),
        Value::Text(text) => {
            out.byte(1);
            out.text(text);
        }
        Value::Number(number) => {
            out.byte(2);
            out.raw(&number.to_le_bytes());
        }
        Value::Money(money) => {
            out.byte(3);
            out.int(money.minor);
            put_currency(out, money.currency);
        }
        Value::Date(date) => {
            out.byte(4);
            out.int(i64::from(date.0));
        }
        Value::DateTime(at) => {
            out.byte(5);
            out.int(*at);
        }
        Value::Bool(yes) => out.byte(if *yes { 7 } else { 6 }),
        Value::Rating(stars) => {
            out.byte(8);
            out.byte(*stars);
        }
        Value::Minutes(minutes) => {
            out.byte(9);
            out.uint(u64::from(*minutes));
        }
        Value::Option(id) => {
            out.byte(10);
            out.uint(u64::from(id.0));
        }
        Value::Options(ids) => {
            out.byte(11);
            out.len(ids.len());
            ids.iter().for_each(|id| out.uint(u64::from(id.0)));
        }
        Value::Ref(id) => {
            out.byte(12);
            put_id(out, *id);
        }
        Value::Refs(ids) => {
            out.byte(13);
            put_ids(out, ids);
        }
    }
}

pub(super) fn get_value(from: &mut Unpacker<'_>) -> Read<Value> {
    Ok(match from.byte()? {
        0 => Value::Empty,
        1 => Value::Text(from.text()?.to_owned()),
        2 => {
            let number = f64::from_bits(from.word()?);
            if number.is_finite() { Value::Number(number) } else { return Err(CodecError::Nonsense) }
        }
        3 => Value::Money(Money { minor: from.int()?, currency: get_currency(from)? }),
        4 => Value::Date(Date(i32::try_from(from.int()?).map_err(|_e| CodecError::Nonsense)?)),
        5 => Value::DateTime(from.int()?),
        6 => Value::Bool(false),
        7 => Value::Bool(true),
        8 => Value::Rating(from.byte()?),
        9 => Value::Minutes(from.u32()?),
        10 => Value::Option(OptionId(from.u32()?)),
        11 => {
            let count = from.len()?;
            let ids: Read<Vec<_>> = (0..count).map(|_| from.u32().map(OptionId)).collect();
            Value::options(ids?)
        }
        12 => Value::Ref(get_id(from)?),
        13 => Value::refs(get_ids(from)?),
        _ => return Err(CodecError::Nonsense),
    })
}

/// A definition, as postcard with its length before it.
fn put_definition<T: Serialize>(out: &mut Packer, definition: &T) {
    // Definitions consist of numbers, texts and lists, which postcard always writes.
    let bytes = postcard::to_allocvec(definition).unwrap_or_default();
    out.len(bytes.len());
    out.raw(&bytes);
}

fn get_definition<T: DeserializeOwned>(from: &mut Unpacker<'_>) -> Read<T> {
    let len = from.len()?;
    postcard::from_bytes(from.raw(len)?).map_err(|_e| CodecError::Nonsense)
}

pub(super) fn put_action(out: &mut Packer, action: &Action) {
    match action {
        Action::Create(cells) => {
            out.byte(0);
            out.len(cells.len());
            for (field, value) in cells {
                out.uint(u64::from(field.0));
                put_value(out, value);
            }
        }
        Action::CreateMany(block) => {
            out.byte(1);
            chunk::put_block(out, block);
        }
        Action::DeleteMany(ids) => {
            out.byte(2);
            put_ids(out, ids);
        }
        Action::RestoreMany(ids) => {
            out.byte(3);
            put_ids(out, ids);
        }
        Action::Delete => out.byte(4),
        Action::Restore => out.byte(5),
        Action::Set { field, before, after } => {
            out.byte(6);
            out.uint(u64::from(field.0));
            put_value(out, before);
            put_value(out, after);
        }
        Action::Elements { field, add, remove } => {
            out.byte(7);
            out.uint(u64::from(field.0));
            put_value(out, add);
            put_value(out, remove);
        }
        Action::AddObject(object) => {
            out.byte(8);
            put_definition(out, object);
        }
        Action::PutField { field, before } => {
            out.byte(9);
            put_definition(out, &(field, before));
        }
        Action::DropField(field) => {
            out.byte(10);
            put_definition(out, field);
        }
        Action::PutChoice { field, choice, before } => {
            out.byte(11);
            out.uint(u64::from(field.0));
            put_definition(out, &(choice, before));
        }
        Action::DropChoice { field, choice } => {
            out.byte(12);
            out.uint(u64::from(field.0));
            put_definition(out, choice);
        }
    }
}

pub(super) fn get_action(from: &mut Unpacker<'_>) -> Read<Action> {
    Ok(match from.byte()? {
        0 => {
            let count = from.len()?;
            let cells: Read<Vec<_>> = (0..count).map(|_| Ok((FieldId(from.u32()?), get_value(from)?))).collect();
            Action::Create(cells?)
        }
        1 => Action::CreateMany(Box::new(chunk::get_block(from)?)),
        2 => Action::DeleteMany(get_ids(from)?),
        3 => Action::RestoreMany(get_ids(from)?),
        4 => Action::Delete,
        5 => Action::Restore,
        6 => Action::Set { field: FieldId(from.u32()?), before: get_value(from)?, after: get_value(from)? },
        7 => Action::Elements { field: FieldId(from.u32()?), add: get_value(from)?, remove: get_value(from)? },
        8 => Action::AddObject(get_definition(from)?),
        9 => {
            let (field, before) = get_definition(from)?;
            Action::PutField { field, before }
        }
        10 => Action::DropField(get_definition(from)?),
        11 => {
            let field = FieldId(from.u32()?);
            let (choice, before) = get_definition(from)?;
            Action::PutChoice { field, choice, before }
        }
        12 => Action::DropChoice { field: FieldId(from.u32()?), choice: get_definition(from)? },
        _ => return Err(CodecError::Nonsense),
    })
}

pub(super) fn put_op(out: &mut Packer, op: &Op) {
    out.uint(u64::from(op.object.0));
    put_id(out, op.record);
    put_action(out, &op.action);
}

pub(super) fn get_op(from: &mut Unpacker<'_>) -> Read<Op> {
    Ok(Op { object: ObjectId(from.u32()?), record: get_id(from)?, action: get_action(from)? })
}

pub(super) fn put_undo(out: &mut Packer, undo: Undo) {
    match undo {
        Undo::Do => out.byte(0),
        Undo::Undoes(tx) => {
            out.byte(1);
            put_stamp(out, tx);
        }
        Undo::Redoes(tx) => {
            out.byte(2);
            put_stamp(out, tx);
        }
        Undo::Never => out.byte(3),
    }
}

pub(super) fn get_undo(from: &mut Unpacker<'_>) -> Read<Undo> {
    Ok(match from.byte()? {
        0 => Undo::Do,
        1 => Undo::Undoes(get_stamp(from)?),
        2 => Undo::Redoes(get_stamp(from)?),
        3 => Undo::Never,
        _ => return Err(CodecError::Nonsense),
    })
}

pub(super) fn put_tx(out: &mut Packer, tx: &Tx) {
    put_stamp(out, tx.stamp);
    put_id(out, tx.author);
    out.text(&tx.command);
    put_undo(out, tx.undo);
    out.len(tx.ops.len());
    tx.ops.iter().for_each(|op| put_op(out, op));
}

pub(super) fn get_tx(from: &mut Unpacker<'_>) -> Read<Tx> {
    let stamp = get_stamp(from)?;
    let author = get_id(from)?;
    let command = from.text()?.to_owned();
    let undo = get_undo(from)?;
    let count = from.len()?;
    let ops: Read<Vec<_>> = (0..count).map(|_| get_op(from)).collect();
    Ok(Tx { stamp, author, command, undo, ops: ops? })
}
