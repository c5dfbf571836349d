//! Records: create, read, change.

mod commands;
#[cfg(feature = "ui")]
mod composer;
#[cfg(feature = "ui")]
mod contact;
#[cfg(feature = "ui")]
pub mod create_form;
#[cfg(feature = "ui")]
mod details;
#[cfg(feature = "ui")]
mod duplicates;
#[cfg(feature = "ui")]
mod field_line;
#[cfg(feature = "ui")]
mod header;
#[cfg(feature = "ui")]
mod linked_list;
#[cfg(feature = "ui")]
mod note_list;
#[cfg(feature = "ui")]
pub mod peek;
#[cfg(feature = "ui")]
pub mod record_page;
#[cfg(feature = "ui")]
mod side;
#[cfg(feature = "ui")]
mod stage_line;
#[cfg(feature = "ui")]
mod state;
pub mod story;
#[cfg(feature = "ui")]
mod tabs;
#[cfg(feature = "ui")]
mod task_list;
#[cfg(feature = "ui")]
mod timeline;
#[cfg(feature = "ui")]
mod timeline_item;

use super::command::Feature;
use crate::i18n::en::record_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "record", label: text::FEATURE, commands: commands::COMMANDS };
