//! Calculations as text.

use crate::db::query::Figure;
use crate::ui::format::format;

/// A sum as a lane's head shows it: amounts of several currencies side by side, nothing for none.
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
