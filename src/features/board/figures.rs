//! Calculations as the head of a lane shows them.

use crate::db::query::Figure;
use crate::ui::format::format;

/// A sum: amounts of several currencies side by side, nothing where there is nothing to sum.
pub(super) fn figure_text(figure: &Figure) -> String {
    match figure {
        Figure::Money(amounts) => {
            let texts: Vec<_> = amounts.iter().map(|amount| format().money(*amount, true)).collect();
            texts.join(" + ")
        }
        Figure::Number(number) => format().up_to(*number, 2),
        Figure::Count(count) => format().number(*count as f64, 0),
        Figure::None | Figure::Value(_) => String::new(),
    }
}
