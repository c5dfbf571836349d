//! Files for people: what a query shows as CSV, and everything as JSON lines.

use core::fmt::Write as _;

use super::Engine;
use crate::db::query::{Meta, Path};
use crate::db::show::{Cell, Spec};
use crate::model::date::Date;
use crate::model::id::ObjectId;
use crate::model::money::Money;
use crate::model::schema::{FieldKind, Schema};
use crate::model::value::Value;
use crate::platform::Platform;
use crate::protocol::request::Reply;

impl<P: Platform> Engine<P> {
    /// The cells of a list as CSV: RFC 4180, UTF-8 with a byte order mark, all rows.
    pub(super) fn export_csv(&self, id: u32, spec: &Spec) {
        let core = self.inner.core.borrow();
        let ctx = core.context(self.platform().now_ms());
        let Spec::List { query, columns, aggregates, .. } = spec else {
            drop(core);
            return self.refuse(id, crate::protocol::fault::Fault::NoSuchField);
        };
        let whole = Spec::List {
            query: query.clone(),
            columns: columns.clone(),
            window: 0..u32::MAX,
            aggregates: aggregates.clone(),
        };
        let rows = core.db.rows(&whole, &ctx);
        let schema = core.db.schema();
        let mut out = String::from('\u{FEFF}');
        let heads = columns.iter().map(|path| heading(schema, query.object, *path));
        line(&mut out, heads);
        for row in &rows.rows {
            let cells = row.cells.iter().zip(columns).map(|(cell, path)| {
                let kind = if let Path::Field(field) = path { schema.field(query.object, *field) } else { None };
                plain(cell, kind.map(|field| &field.kind))
            });
            line(&mut out, cells);
        }
        let name = schema.object(query.object).map_or("export", |object| object.key.as_str()).to_owned();
        drop(core);
        let file = Reply::File { name: format!("{name}.csv"), media: "text/csv".into(), bytes: out.into_bytes() };
        self.reply(id, Ok(file));
    }

    /// Everything, live and in the trash, one JSON object a line, the schema first.
    pub(super) fn export_all(&self, id: u32) {
        let core = self.inner.core.borrow();
        let schema = core.db.schema();
        let mut out = String::new();
        for object in &schema.objects {
            for row in 0..core.db.len(object.id) {
                out.push_str("{\"object\":");
                json_text(&mut out, &object.key);
                let (created, updated) = core.db.stamps(object.id, row);
                let _ = write!(
                    out,
                    ",\"id\":\"{}\",\"created\":\"{}\",\"updated\":\"{}\",\"deleted\":{}",
                    core.db.id(object.id, row),
                    moment(created.unix_ms()),
                    moment(updated.unix_ms()),
                    core.db.is_deleted(object.id, row)
                );
                for field in &object.fields {
                    let value = core.db.value(object.id, row, field.id);
                    if !value.is_empty() {
                        out.push(',');
                        json_text(&mut out, &format!("field:{}", field.key));
                        out.push(':');
                        json_value(&mut out, &value, &field.kind);
                    }
                }
                out.push_str("}\n");
            }
        }
        drop(core);
        let file =
            Reply::File { name: "kontor.jsonl".into(), media: "application/jsonl".into(), bytes: out.into_bytes() };
        self.reply(id, Ok(file));
    }
}

/// What a column is headed: its name in the company, or its key, by which an import knows it again.
fn heading(schema: &Schema, object: ObjectId, path: Path) -> String {
    let name = |object, field| {
        schema
            .field(object, field)
            .map_or_else(String::new, |field| field.label.clone().unwrap_or_else(|| field.key.clone()))
    };
    match path {
        Path::Field(field) => name(object, field),
        Path::Through(link, field) => {
            let target = schema.field(object, link).and_then(|field| field.kind.target());
            format!("{}.{}", name(object, link), target.map_or_else(String::new, |target| name(target, field)))
        }
        Path::Since(field) => format!("{}_since", name(object, field)),
        Path::Meta(meta) => match meta {
            Meta::Created => "created",
            Meta::CreatedBy => "created_by",
            Meta::Updated => "updated",
            Meta::UpdatedBy => "updated_by",
            Meta::Title => "title",
        }
        .into(),
    }
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = harmless(cell);
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it (after OWASP,
/// "CSV Injection"). Numbers keep their sign, and telephone numbers their plus.
fn harmless(cell: String) -> String {
    let risky = cell.starts_with(['=', '@', '\t', '\r'])
        || (cell.starts_with(['+', '-'])
            && cell[1..].chars().any(|c| !matches!(c, '0'..='9' | '.' | ' ' | '(' | ')' | '/' | '-')));
    if risky { format!("'{cell}") } else { cell }
}

/// A cell as text: ISO dates, plain numbers, names of choices and titles of links.
fn plain(cell: &Cell, kind: Option<&FieldKind>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Links(links) => links.iter().map(|link| link.title.as_str()).collect::<Vec<_>>().join("; "),
        Cell::Value(value) => plain_value(value, kind),
    }
}

fn plain_value(value: &Value, kind: Option<&FieldKind>) -> String {
    let choice = |id| {
        let found = kind.map(FieldKind::options).unwrap_or_default().iter().find(|choice| choice.id == id);
        found.map_or_else(String::new, |choice| choice.label.clone().unwrap_or_else(|| choice.key.clone()))
    };
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => format!("{} {}", amount(*money), money.currency),
        Value::Date(date) => day(*date),
        Value::DateTime(at) => moment(*at),
        Value::Bool(yes) => if *yes { "true" } else { "false" }.into(),
        Value::Rating(stars) => stars.to_string(),
        Value::Minutes(minutes) => minutes.to_string(),
        Value::Option(id) => choice(*id),
        Value::Options(ids) => ids.iter().map(|id| choice(*id)).collect::<Vec<_>>().join("; "),
        Value::Ref(id) => id.to_string(),
        Value::Refs(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    }
}

/// An amount in major units with all its digits.
fn amount(money: Money) -> String {
    let digits = money.currency.digits() as usize;
    let sign = if money.minor < 0 { "-" } else { "" };
    let units = format!("{:0>width$}", money.minor.unsigned_abs(), width = digits + 1);
    let (major, minor) = units.split_at(units.len() - digits);
    if minor.is_empty() { format!("{sign}{major}") } else { format!("{sign}{major}.{minor}") }
}

fn day(date: Date) -> String {
    let (year, month, day) = date.ymd();
    format!("{year:04}-{month:02}-{day:02}")
}

/// A moment in UTC, ISO 8601.
fn moment(at_ms: i64) -> String {
    let date = day(Date(at_ms.div_euclid(86_400_000) as i32));
    let seconds = at_ms.rem_euclid(86_400_000) / 1000;
    format!("{date}T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn json_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn json_value(out: &mut String, value: &Value, kind: &FieldKind) {
    match value {
        Value::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Value::Bool(yes) => {
            let _ = write!(out, "{yes}");
        }
        Value::Rating(_) | Value::Minutes(_) => out.push_str(&plain_value(value, None)),
        Value::Refs(ids) => {
            out.push('[');
            for (at, id) in ids.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                json_text(out, &id.to_string());
            }
            out.push(']');
        }
        value => json_text(out, &plain_value(value, Some(kind))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::money::Currency;

    #[test]
    fn formulas_are_made_harmless_and_numbers_are_not() {
        for (cell, expected) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("@SUM(1)", "'@SUM(1)"),
            ("-1+1", "'-1+1"),
            ("-12.50", "-12.50"),
            ("+49 30 1234", "+49 30 1234"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(harmless(cell.into()), expected);
        }
    }

    #[test]
    fn lines_are_quoted_where_they_must_be() {
        let mut out = String::new();
        line(&mut out, ["a,b", "say \"hi\"", "two\nlines", "plain"].map(String::from).into_iter());
        assert_eq!(out, "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",plain\r\n");
    }

    #[test]
    fn amounts_and_moments_are_written_whole() {
        let money = |minor, code| amount(Money { minor, currency: Currency::parse(code).expect("code") });
        assert_eq!([money(-5, "EUR"), money(123_456, "KWD"), money(7, "JPY")], ["-0.05", "123.456", "7"]);
        assert_eq!(moment(-1000), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn json_text_is_escaped() {
        let mut out = String::new();
        json_text(&mut out, "a\"\\\n\u{1}ü");
        assert_eq!(out, "\"a\\\"\\\\\\n\\u0001ü\"");
    }
}
