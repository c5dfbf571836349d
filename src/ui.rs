//! L4: what people see. `kit` knows nothing of the CRM; everything else is derived from the schema
//! and the command registry.
//!
//! [`chord`], [`matching`], [`route`] and [`scope`] are plain data, tested natively; the rest needs the
//! browser.

#[cfg(feature = "ui")]
pub mod app;
#[cfg(feature = "ui")]
pub mod boot;
#[cfg(feature = "ui")]
pub mod bottom_bar;
#[cfg(feature = "ui")]
pub mod cell;
pub mod chord;
#[cfg(feature = "ui")]
pub mod columns;
#[cfg(feature = "ui")]
pub mod commit;
#[cfg(feature = "ui")]
pub mod configure;
#[cfg(feature = "ui")]
pub mod create;
#[cfg(feature = "ui")]
pub mod download;
#[cfg(feature = "ui")]
pub mod fault_text;
#[cfg(feature = "ui")]
pub mod figures;
pub mod filter;
#[cfg(feature = "ui")]
pub mod format;
#[cfg(feature = "ui")]
pub mod keys;
pub mod kit;
#[cfg(feature = "ui")]
pub mod local;
#[cfg(feature = "ui")]
pub mod marked;
pub mod matching;
#[cfg(feature = "ui")]
pub mod more_sheet;
#[cfg(feature = "ui")]
pub mod names;
#[cfg(feature = "ui")]
pub mod nav;
#[cfg(feature = "ui")]
pub mod notices;
#[cfg(feature = "ui")]
pub mod online;
#[cfg(feature = "ui")]
pub mod page_bar;
#[cfg(feature = "ui")]
pub mod pages;
#[cfg(feature = "ui")]
pub mod palette;
#[cfg(feature = "ui")]
pub mod peek_slot;
#[cfg(feature = "ui")]
pub mod recent;
#[cfg(feature = "ui")]
pub mod record_mark;
#[cfg(feature = "ui")]
pub mod remembered;
pub mod route;
#[cfg(feature = "ui")]
pub mod router;
#[cfg(feature = "ui")]
pub mod saved_views;
pub mod scope;
#[cfg(feature = "ui")]
pub mod set_up;
#[cfg(feature = "ui")]
pub mod shell;
#[cfg(feature = "ui")]
pub mod shell_commands;
#[cfg(feature = "ui")]
pub mod shortcut_sheet;
#[cfg(feature = "ui")]
pub mod sidebar;
#[cfg(feature = "ui")]
pub mod text;
#[cfg(feature = "ui")]
pub mod theme;
#[cfg(feature = "ui")]
pub mod update;
pub mod view_state;
#[cfg(feature = "ui")]
pub mod walk;
#[cfg(feature = "ui")]
pub mod workspace;

#[cfg(test)]
mod tests {
    use super::kit::icon::Icon;

    #[test]
    fn every_icon_that_commands_and_objects_name_exists() {
        let commands = crate::features::commands().map(|command| command.icon.to_owned());
        let objects = crate::model::standard::schema().objects.into_iter().map(|object| object.icon);
        for name in commands.chain(objects) {
            assert!(Icon::named(&name).is_some(), "{name}");
        }
    }
}
