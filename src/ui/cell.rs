//! Cells, derived from the schema: how a value of each kind is shown and edited, wherever it stands
//! (list, details panel, form). An editor never changes the height of its place.

pub mod choice_editor;
pub mod date_editor;
mod draft;
pub mod editor;
pub mod edits;
pub mod face;
pub mod form_input;
pub mod link_editor;
pub mod link_source;
pub mod paint;
mod text;
pub mod text_editor;
pub mod view;

pub use draft::{draft_of, read_draft, words_for};
pub use editor::{CellEditor, Entered, Leave};
pub use edits::{edits_for, value_of};
pub use face::{name_face, outside_href, record_href};
pub use form_input::FormInput;
pub use link_source::{LinkSource, new_record_cells, use_link_source};
pub use paint::Painter;
pub use text::cell_text;
pub use view::{cell_view, link_avatar};
