//! The browser's order of texts, at each strength.

use core::cmp::Ordering;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::model::collate::Strength;

/// Compares as `Intl.Collator` does for a language; by code points where there is none.
pub(super) fn compare(locale: &str) -> Box<dyn FnMut(&str, &str, Strength) -> Ordering> {
    let of = |sensitivity| collator(locale, sensitivity);
    let (base, accent, variant) = (of("base"), of("accent"), of("variant"));
    Box::new(move |a, b, strength| {
        let compare = match strength {
            Strength::Base => &base,
            Strength::Accent => &accent,
            Strength::Variant => &variant,
        };
        let answer = compare.as_ref().and_then(|compare| compare.call2(&JsValue::UNDEFINED, &a.into(), &b.into()).ok());
        match answer.and_then(|answer| answer.as_f64()) {
            Some(answer) => answer.total_cmp(&0.0),
            None => a.cmp(b),
        }
    })
}

/// The bound `compare` of a collator. Built by name: the constructor throws for a malformed tag,
/// which the plain binding does not catch; the browser's own language is used then.
fn collator(locale: &str, sensitivity: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"Collator".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"sensitivity".into(), &sensitivity.into()).ok()?;
    let tag = if locale.is_empty() { JsValue::UNDEFINED } else { locale.into() };
    let made = Reflect::construct(&class, &Array::of2(&tag, &options));
    let collator = made.or_else(|_| Reflect::construct(&class, &Array::of2(&JsValue::UNDEFINED, &options))).ok()?;
    Reflect::get(&collator, &"compare".into()).ok()?.dyn_into().ok()
}
