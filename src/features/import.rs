//! Import of files: the wizard. The work itself is done by the engine (`interop`); here is what
//! people see of it.

#[cfg(feature = "ui")]
mod bars;
#[cfg(feature = "ui")]
mod choose;
mod commands;
#[cfg(feature = "ui")]
pub mod drop_anywhere;
#[cfg(feature = "ui")]
mod facts;
#[cfg(feature = "ui")]
mod file_tabs;
#[cfg(feature = "ui")]
mod finished;
#[cfg(feature = "ui")]
pub mod import_page;
#[cfg(feature = "ui")]
mod mapping;
#[cfg(feature = "ui")]
mod preview;
#[cfg(feature = "ui")]
mod running;
#[cfg(feature = "ui")]
mod show;
#[cfg(feature = "ui")]
mod side;
#[cfg(feature = "ui")]
mod steps;
#[cfg(feature = "ui")]
pub mod wizard;
#[cfg(feature = "ui")]
mod words;

use super::command::Feature;
use crate::i18n::en::import_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "import", label: text::FEATURE, commands: commands::COMMANDS };
