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
