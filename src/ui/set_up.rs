//! The end of the first run: the user gets a record, the workspace its name and currency.

use leptos::prelude::*;

use super::commit::commit_quietly;
use super::fault_text::{FaultText, fault_text};
use super::text::t;
use crate::client::bridge::engine;
use crate::client::time::new_record_id;
use crate::i18n::en::start as text;
use crate::model::money::Currency;
use crate::model::standard::{self, user_field};
use crate::model::value::Value;
use crate::protocol::edit::Edit;
use crate::protocol::request::Request;
use crate::protocol::settings::Settings;

/// What the first run asks.
#[derive(Clone, PartialEq, Debug)]
pub struct Profile {
    /// The user's name; may be empty.
    pub name: String,
    /// What the company is called; may be empty.
    pub workspace: String,
    /// Currency of new amounts.
    pub currency: Currency,
}

impl Default for Profile {
    fn default() -> Self {
        Self { name: String::new(), workspace: String::new(), currency: local_currency() }
    }
}

/// Ends the first run; durable when this returns. Does nothing when it has ended already.
pub async fn set_up(profile: Profile) -> Result<(), FaultText> {
    let engine = engine();
    let (done, settings) = engine.state.with_untracked(|state| (state.settings.set_up, state.settings.clone()));
    if done {
        return Ok(());
    }
    let me = new_record_id();
    let name = match Value::text(&profile.name) {
        Value::Empty => Value::Text(t(text::DEFAULT_NAME)),
        name => name,
    };
    let cells = vec![(user_field::NAME, name), (user_field::ACTIVE, Value::Bool(true))];
    let create = Edit::Create { object: standard::USER, id: me, cells };
    commit_quietly("sample.start_empty", vec![create]).await?;
    let workspace = profile.workspace.trim().to_owned();
    let settings = Settings { me, workspace, currency: profile.currency, set_up: true, ..settings };
    engine.call(Request::Configure(Box::new(settings.clone()))).await.map_err(|fault| fault_text(&fault))?;
    // The engine says so too, but a page that opens before that must not begin again.
    engine.state.update(|state| state.settings = settings);
    Ok(())
}

/// Currencies offered first.
pub const CURRENCIES: [&str; 24] = [
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "CAD", "AUD", "NZD", "JPY", "CNY",
    "INR", "BRL", "MXN", "ZAR", "AED", "SGD", "KRW", "TRY",
];

/// The currency of the browser's country, where it is told.
fn local_currency() -> Currency {
    let language = window().navigator().language().unwrap_or_default();
    let country = language.rsplit('-').next().unwrap_or_default();
    let code = match country {
        "US" => "USD",
        "GB" => "GBP",
        "CH" | "LI" => "CHF",
        "SE" => "SEK",
        "NO" => "NOK",
        "DK" => "DKK",
        "PL" => "PLN",
        "CZ" => "CZK",
        "HU" => "HUF",
        "RO" => "RON",
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        "JP" => "JPY",
        "CN" => "CNY",
        "IN" => "INR",
        "BR" => "BRL",
        "MX" => "MXN",
        "ZA" => "ZAR",
        "AE" => "AED",
        "SG" => "SGD",
        "KR" => "KRW",
        "TR" => "TRY",
        _ => "EUR",
    };
    Currency::parse(code).unwrap_or(Currency::EUR)
}
