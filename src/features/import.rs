//! Import of files: the wizard. The work itself is done by the engine (`interop`); here is what
//! people see of it.

#[cfg(feature = "ui")]
pub mod bars;
#[cfg(feature = "ui")]
pub mod choose;
mod commands;
#[cfg(feature = "ui")]
pub mod drop_anywhere;
#[cfg(feature = "ui")]
pub mod facts;
#[cfg(feature = "ui")]
pub mod file_tabs;
#[cfg(feature = "ui")]
pub mod finished;
#[cfg(feature = "ui")]
pub mod import_page;
#[cfg(feature = "ui")]
pub mod mapping;
#[cfg(feature = "ui")]
pub mod preview;
#[cfg(feature = "ui")]
pub mod running;
#[cfg(feature = "ui")]
pub mod show;
#[cfg(feature = "ui")]
pub mod side;
#[cfg(feature = "ui")]
pub mod steps;
#[cfg(feature = "ui")]
pub mod wizard;
#[cfg(feature = "ui")]
pub mod words;

use super::command::Feature;
use crate::i18n::en::import_commands as text;

/// The feature.
pub const FEATURE: Feature = Feature { name: "import", label: text::FEATURE, commands: commands::COMMANDS };
