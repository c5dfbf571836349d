//! A saved view: how a list or board of one object type is shown.

use serde::{Deserialize, Serialize};

use super::query::{Filter, Function, Path, Sort};
use crate::model::id::FieldId;

/// What a saved view remembers.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ViewDef {
    /// List or board.
    pub layout: Layout,
    /// Which records.
    pub filter: Filter,
    /// In which order.
    pub sort: Vec<Sort>,
    /// Grouped by what.
    pub group: Option<Path>,
    /// Columns of the list from the first, or the fields on a card.
    pub columns: Vec<Column>,
    /// Height of rows, or size of cards.
    pub density: Density,
}

/// Marks the form of the text; another form gets another mark.
const TEXT_FORM: &str = "1:";

impl ViewDef {
    /// The definition as text, as the view's record keeps it: hexadecimal postcard, so that it is one
    /// cell that merges as a whole.
    #[must_use]
    pub fn to_text(&self) -> String {
        use core::fmt::Write as _;
        // Definitions consist of numbers, texts and lists, which postcard always writes.
        let bytes = postcard::to_allocvec(self).unwrap_or_default();
        let mut text = String::from(TEXT_FORM);
        for byte in bytes {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Reads [`ViewDef::to_text`]; `None` for anything else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(TEXT_FORM)?.as_bytes();
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let bytes: Option<Vec<u8>> =
            digits.chunks(2).map(|pair| Some((digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?) as u8)).collect();
        postcard::from_bytes(&bytes?).ok()
    }
}

/// How records are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Layout {
    /// Rows and columns.
    #[default]
    List,
    /// One column for each choice of a select field.
    Board(FieldId),
}

/// A column of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// What it shows.
    pub path: Path,
    /// Its width in CSS pixels.
    pub width: u16,
    /// What its footer calculates.
    pub footer: Option<Function>,
}

/// How close rows stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Density {
    /// 32 px rows, small cards.
    Compact,
    /// 36 px rows.
    #[default]
    Default,
    /// 44 px rows.
    Touch,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_comes_back_from_its_text() {
        let column = Column { path: Path::Field(FieldId(3)), width: 120, footer: Some(Function::Sum) };
        let view = ViewDef { layout: Layout::Board(FieldId(9)), columns: vec![column], ..ViewDef::default() };
        assert_eq!(ViewDef::from_text(&view.to_text()), Some(view));
        for bad in ["", "1:", "1:0", "1:zz", "2:00"] {
            assert_eq!(ViewDef::from_text(bad), None, "{bad}");
        }
    }
}
