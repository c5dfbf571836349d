//! Cells, derived from the schema: how a value of each kind is shown and edited, wherever it stands
//! (list, details panel, form). An editor never changes the height of its place.

mod choice_editor;
mod date_editor;
mod draft;
mod editor;
mod edits;
mod form_input;
mod link_editor;
mod link_source;
mod text;
mod text_editor;
mod view;

pub use draft::{draft_of, read_draft, words_for};
pub use editor::{CellEditor, Entered, Leave};
pub use edits::{edits_for, value_of};
pub use form_input::FormInput;
pub use link_source::{LinkSource, new_record_cells, use_link_source};
pub use text::cell_text;
pub use view::{cell_view, link_avatar, outside_href, record_href};
