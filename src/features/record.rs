//! Records: create, read, change.

mod commands;
#[cfg(feature = "ui")]
pub mod composer;
#[cfg(feature = "ui")]
pub mod contact;
#[cfg(feature = "ui")]
pub mod create_form;
#[cfg(feature = "ui")]
pub mod details;
#[cfg(feature = "ui")]
pub mod duplicates;
#[cfg(feature = "ui")]
pub mod field_line;
#[cfg(feature = "ui")]
pub mod header;
#[cfg(feature = "ui")]
pub mod linked_list;
#[cfg(feature = "ui")]
pub mod note_list;
#[cfg(feature = "ui")]
pub mod peek;
#[cfg(feature = "ui")]
pub mod record_page;
#[cfg(feature = "ui")]
pub mod side;
#[cfg(feature = "ui")]
pub mod stage_line;
#[cfg(feature = "ui")]
pub mod state;
pub mod story;
#[cfg(feature = "ui")]
pub mod tabs;
#[cfg(feature = "ui")]
pub mod task_list;
#[cfg(feature = "ui")]
pub mod timeline;
#[cfg(feature = "ui")]
pub mod timeline_item;

use super::command::Feature;
use crate::i18n::en::record_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "record", label: text::FEATURE, commands: commands::COMMANDS };
