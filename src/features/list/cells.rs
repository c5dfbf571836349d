//! The cells of a row: elements made once for the columns, into which one record after the other is
//! painted as the list scrolls.

use std::sync::Arc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use crate::db::query::{Meta, Path};
use crate::db::show::{Cell, Row};
use crate::ui::cell::face::face_of;
use crate::ui::cell::{Painter, name_face};
use crate::ui::columns::Column;
use crate::ui::format::Format;
use crate::ui::kit::dom::{element, set};

/// Where a column stands in the grid: the first place is the box to select with.
pub(super) fn grid_column(column: usize) -> String {
    (column + 2).to_string()
}

/// The cells of one row element.
pub(super) struct Cells {
    columns: Arc<Vec<Column>>,
    places: Vec<Element>,
    painters: Vec<Painter>,
}

impl Cells {
    /// Makes the cells of these columns, after the element `before`.
    pub(super) fn new(before: &Element, columns: Arc<Vec<Column>>) -> Self {
        let mut last = before.clone();
        let mut places = Vec::with_capacity(columns.len());
        for (at, column) in columns.iter().enumerate() {
            let Some(place) = place(at, column) else { continue };
            // Refused only by an element that stands nowhere.
            let _refused = last.after_with_node_1(&place);
            last.clone_from(&place);
            places.push(place);
        }
        let painters = places.iter().cloned().map(Painter::new).collect();
        Self { columns, places, painters }
    }

    /// Whether they are the cells of these columns.
    pub(super) fn fit(&self, columns: &Arc<Vec<Column>>) -> bool {
        Arc::ptr_eq(&self.columns, columns)
    }

    /// Takes the elements away.
    pub(super) fn remove(self) {
        self.places.iter().for_each(Element::remove);
    }

    /// Shows a row. `key` is the object type's.
    pub(super) fn paint(&mut self, row: &Row, key: &str, format: Format) {
        for (at, (column, painter)) in self.columns.iter().zip(&mut self.painters).enumerate() {
            if column.path == Path::Meta(Meta::Title) {
                painter.paint(&name_face(row, column, key));
            } else {
                painter.paint(&face_of(column, row.cells.get(at).unwrap_or(&Cell::Empty), format));
            }
        }
    }

    /// Shows nothing: the row is on its way.
    pub(super) fn blank(&mut self) {
        self.painters.iter_mut().for_each(Painter::blank);
    }
}

fn place(at: usize, column: &Column) -> Option<Element> {
    let class = match (at, column.at_end()) {
        (0, _) => "td is-name is-pin is-pin-last",
        (_, true) => "td end",
        _ => "td",
    };
    let place = element("div", class)?;
    set(&place, "role", "gridcell");
    set(&place, "data-col", &at.to_string());
    let styled: &HtmlElement = place.unchecked_ref();
    let _refused = styled.style().set_property("grid-column", &grid_column(at));
    Some(place)
}
