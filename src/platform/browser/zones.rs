//! Offsets of time zones through `Intl`: what the wall clock of a zone shows at a moment, minus the
//! moment.

use std::cell::LazyCell;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::model::date::Date;

/// Minutes that a zone is ahead of UTC, by moment; always 0 for a zone the browser does not know.
pub(super) fn offsets(zone: &str) -> Box<dyn Fn(i64) -> i32> {
    // Made when it is needed first: that takes the browser longer than to read what the start needs.
    let format = LazyCell::new({
        let zone = zone.to_owned();
        move || self::format(&zone)
    });
    Box::new(move |at_ms| {
        format
            .as_ref()
            .and_then(|format| wall(format, at_ms))
            .map_or(0, |wall| (wall - at_ms.div_euclid(60_000)) as i32)
    })
}

/// A format of English digits that names all parts.
fn format(zone: &str) -> Option<js_sys::Intl::DateTimeFormat> {
    let options = Object::new();
    let set = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into()).is_ok();
    let set_all = set("timeZone", zone)
        && set("hourCycle", "h23")
        && ["year", "month", "day", "hour", "minute"].iter().all(|part| set(part, "numeric"));
    // `new Intl.DateTimeFormat` throws for an unknown zone, which the plain constructor binding does
    // not catch; so it is built by name.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    if !set_all {
        return None;
    }
    Reflect::construct(&class, &Array::of2(&"en-US-u-ca-gregory-nu-latn".into(), &options)).ok()?.dyn_into().ok()
}

/// What the zone's wall clock shows, in minutes since 1970 as if it were UTC.
fn wall(format: &js_sys::Intl::DateTimeFormat, at_ms: i64) -> Option<i64> {
    let parts = format.format_to_parts(&js_sys::Date::new(&JsValue::from_f64(at_ms as f64)));
    let (mut year, mut month, mut day, mut hour, mut minute) = (0, 0, 0, 0, 0);
    for part in parts.iter() {
        let text = |key: &str| Reflect::get(&part, &key.into()).ok().and_then(|value| value.as_string());
        let number = text("value").and_then(|value| value.parse::<u32>().ok()).unwrap_or_default();
        match text("type")?.as_str() {
            "year" => year = number,
            "month" => month = number,
            "day" => day = number,
            "hour" => hour = number,
            "minute" => minute = number,
            _ => {}
        }
    }
    let date = Date::from_ymd(i32::try_from(year).ok()?, month, day)?;
    Some(i64::from(date.0) * 1440 + i64::from(hour) * 60 + i64::from(minute))
}
