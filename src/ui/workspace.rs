//! What the workspace and its user are called.

use leptos::prelude::*;

use super::text::t;
use crate::client::bridge::engine;
use crate::i18n::en::shell as text;

/// The name of the workspace; tracked.
#[must_use]
pub fn name() -> String {
    let name = engine().state.with(|state| state.settings.workspace.clone());
    if name.is_empty() { t(text::WORKSPACE) } else { name }
}

/// The name of the user on this device; tracked.
#[must_use]
pub fn user_name() -> String {
    let name = engine()
        .state
        .with(|state| state.users.iter().find(|user| user.id == state.settings.me).map(|user| user.title.clone()));
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| t(text::NO_NAME))
}
