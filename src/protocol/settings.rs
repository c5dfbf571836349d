//! Settings of this device and workspace, and the state of its storage.

use serde::{Deserialize, Serialize};

use crate::model::id::RecordId;
use crate::model::money::Currency;

/// What a user can set.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Settings {
    /// What the company calls its workspace.
    pub workspace: String,
    /// The user on this device: a record of the user object; 0 before first run is done.
    pub me: RecordId,
    /// Currency of new amounts.
    pub currency: Currency,
    /// Light, dark, or as the system.
    pub theme: Theme,
    /// BCP 47 tag of the interface language; empty: as the browser.
    pub locale: String,
    /// How dates are written.
    pub dates: DateStyle,
    /// How numbers are written.
    pub numbers: NumberStyle,
    /// First day of the week, Monday = 0.
    pub week_start: u8,
    /// Height of rows.
    pub density: crate::db::view::Density,
    /// Keys the user chose, by command id.
    pub keys: Vec<(String, String)>,
    /// Deals older than this many days in one stage are marked.
    pub rotting_days: u16,
    /// Whether first run was finished.
    pub set_up: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            workspace: String::new(),
            me: RecordId(0),
            currency: Currency::EUR,
            theme: Theme::System,
            locale: String::new(),
            dates: DateStyle::Locale,
            numbers: NumberStyle::Locale,
            week_start: 0,
            density: crate::db::view::Density::Default,
            keys: Vec::new(),
            rotting_days: 14,
            set_up: false,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How dates are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum DateStyle {
    /// As the interface language does.
    #[default]
    Locale,
    /// 2026-11-22.
    Iso,
    /// 22.11.2026.
    DayMonthYear,
    /// 11/22/2026.
    MonthDayYear,
}

/// How numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum NumberStyle {
    /// As the interface language does.
    #[default]
    Locale,
    /// 1,234.5.
    CommaPoint,
    /// 1.234,5.
    PointComma,
    /// 1 234,5.
    SpaceComma,
}

/// Storage in use.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct StorageInfo {
    /// Bytes the browser says are used by this site.
    pub used: u64,
    /// Bytes the browser would allow.
    pub quota: u64,
    /// Whether the browser promised not to evict it.
    pub persistent: bool,
    /// Records per object type, live and in the trash.
    pub records: Vec<(crate::model::id::ObjectId, u32, u32)>,
    /// Frames of the op log not yet folded into chunks.
    pub frames: u32,
    /// Packed chunks.
    pub chunks: u32,
    /// Bytes of frames, of chunks, of history, of usage events.
    pub bytes: [u64; 4],
}
