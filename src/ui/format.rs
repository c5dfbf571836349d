//! Numbers, money, dates and times as the user writes them: the browser's `Intl`, with the formats
//! chosen in the settings. Formatters are made once and kept, because making one costs a hundred
//! times as much as using it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::model::date::Date;
use crate::model::money::{Currency, Money};
use crate::protocol::settings::{DateStyle, NumberStyle, Settings};

pub use crate::i18n::parse::Marks;

struct Inner {
    numbers: String,
    dates: String,
    style: DateStyle,
    marks: Marks,
    made: RefCell<HashMap<String, Function>>,
}

/// The formats in use. Copy it freely.
#[derive(Clone, Copy)]
pub struct Format(StoredValue<Rc<Inner>, LocalStorage>);

const DAY_MS: f64 = 86_400_000.0;

impl Format {
    /// The formats of these settings in this language.
    #[must_use]
    pub fn new(settings: &Settings, locale: &str) -> Self {
        // A pseudo-language has no formats of its own; Arabic with Latin digits shows the direction.
        let base = match locale {
            "en-XA" => "en",
            "ar-XB" => "ar-u-nu-latn",
            other => other,
        };
        // English without a country would write dates the American way round.
        let browser = window().navigator().language().unwrap_or_default();
        let base = if browser.split('-').next() == Some(base) { browser } else { base.to_owned() };
        let numbers = match settings.numbers {
            NumberStyle::Locale => base.clone(),
            NumberStyle::CommaPoint => "en-US".into(),
            NumberStyle::PointComma => "de-DE".into(),
            NumberStyle::SpaceComma => "fr-FR".into(),
        };
        let mut inner = Inner { numbers, dates: base, style: settings.dates, marks: MARKS, made: RefCell::default() };
        inner.marks = inner.find_marks();
        Self(StoredValue::new_local(Rc::new(inner)))
    }

    /// A number with exactly so many decimals.
    #[must_use]
    pub fn number(self, number: f64, decimals: u8) -> String {
        let digits = f64::from(decimals);
        self.with(|inner| {
            let options = [("minimumFractionDigits", digits.into()), ("maximumFractionDigits", digits.into())];
            inner.numeral(&format!("n{decimals}"), &options, number)
        })
    }

    /// A number as a field holds it: four digits stand together, so that a year reads as one.
    #[must_use]
    pub fn figure(self, number: f64, decimals: u8) -> String {
        let digits = f64::from(decimals);
        self.with(|inner| {
            let options = [
                ("minimumFractionDigits", digits.into()),
                ("maximumFractionDigits", digits.into()),
                ("useGrouping", "min2".into()),
            ];
            inner.numeral(&format!("f{decimals}"), &options, number)
        })
    }

    /// A number with as many decimals as it needs, at most so many.
    #[must_use]
    pub fn up_to(self, number: f64, decimals: u8) -> String {
        self.with(|inner| {
            inner.numeral(&format!("u{decimals}"), &[("maximumFractionDigits", f64::from(decimals).into())], number)
        })
    }

    /// A percentage; 12.5 means 12.5 %.
    #[must_use]
    pub fn percent(self, number: f64) -> String {
        let options = [("style", "percent".into()), ("maximumFractionDigits", 1.into())];
        self.with(|inner| inner.numeral("%", &options, number / 100.0))
    }

    /// An amount. Whole amounts are written without decimals when `short`.
    #[must_use]
    pub fn money(self, money: Money, short: bool) -> String {
        let scale = money.currency.scale();
        let whole = short && money.minor % scale == 0;
        let digits = if whole { 0 } else { money.currency.digits() };
        let options = [
            ("style", "currency".into()),
            ("currency", money.currency.code().into()),
            ("currencyDisplay", "narrowSymbol".into()),
            ("minimumFractionDigits", digits.into()),
            ("maximumFractionDigits", digits.into()),
        ];
        let key = format!("{}{digits}", money.currency);
        self.with(|inner| inner.numeral(&key, &options, money.minor as f64 / scale as f64))
    }

    /// The symbol of a currency, such as `€`.
    #[must_use]
    pub fn symbol(self, currency: Currency) -> String {
        let zero = self.money(Money { minor: 0, currency }, true);
        zero.replace(|c: char| c.is_numeric(), "").trim().to_owned()
    }

    /// A day.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        self.with(|inner| inner.day(date))
    }

    /// A day without its year.
    #[must_use]
    pub fn day_month(self, date: Date) -> String {
        let options = [("day", "numeric".into()), ("month", "short".into()), ("timeZone", "UTC".into())];
        self.with(|inner| inner.moment("dm", &options, f64::from(date.0) * DAY_MS))
    }

    /// A month and its year: "November 2026".
    #[must_use]
    pub fn month(self, date: Date) -> String {
        let options = [("month", "long".into()), ("year", "numeric".into()), ("timeZone", "UTC".into())];
        self.with(|inner| inner.moment("my", &options, f64::from(date.0) * DAY_MS))
    }

    /// A day with its weekday and month in words: "Monday 23 November".
    #[must_use]
    pub fn long_date(self, date: Date) -> String {
        let options = [
            ("weekday", "long".into()),
            ("day", "numeric".into()),
            ("month", "long".into()),
            ("timeZone", "UTC".into()),
        ];
        self.with(|inner| inner.moment("ld", &options, f64::from(date.0) * DAY_MS))
    }

    /// A weekday, short: "Fri".
    #[must_use]
    pub fn weekday(self, date: Date) -> String {
        let options = [("weekday", "short".into()), ("timeZone", "UTC".into())];
        self.with(|inner| inner.moment("wd", &options, f64::from(date.0) * DAY_MS))
    }

    /// A time of day: milliseconds since 1970, in the browser's zone.
    #[must_use]
    pub fn time(self, at: i64) -> String {
        let options = [("hour", "numeric".into()), ("minute", "2-digit".into())];
        self.with(|inner| inner.moment("hm", &options, at as f64))
    }

    /// A day and a time.
    #[must_use]
    pub fn date_time(self, at: i64) -> String {
        format!("{} {}", self.date(local_day(at)), self.time(at))
    }

    /// A size in bytes, with a decimal unit.
    #[must_use]
    pub fn bytes(self, bytes: u64) -> String {
        let mut amount = bytes as f64;
        for unit in ["byte", "kilobyte", "megabyte"] {
            if amount < 1000.0 {
                return self.unit(amount, unit);
            }
            amount /= 1000.0;
        }
        self.unit(amount, "gigabyte")
    }

    fn unit(self, amount: f64, unit: &str) -> String {
        let digits = i32::from(amount < 10.0 && unit != "byte");
        let options = [
            ("style", "unit".into()),
            ("unit", unit.into()),
            ("unitDisplay", "short".into()),
            ("maximumFractionDigits", digits.into()),
        ];
        self.with(|inner| inner.numeral(&format!("{unit}{digits}"), &options, amount))
    }

    /// The marks numbers are written with, for reading what a user types.
    #[must_use]
    pub fn marks(self) -> Marks {
        self.with(|inner| inner.marks)
    }

    fn with<T>(self, f: impl FnOnce(&Inner) -> T) -> T {
        self.0.with_value(|inner| f(inner))
    }
}

const MARKS: Marks = Marks { decimal: '.', group: ',' };

type Options<'a> = [(&'a str, JsValue)];

impl Inner {
    fn numeral(&self, key: &str, options: &Options, number: f64) -> String {
        let make = || {
            let format = Intl::NumberFormat::new(&Array::of1(&self.numbers.as_str().into()), &object(options));
            format.format()
        };
        self.apply(key, make, number)
    }

    fn moment(&self, key: &str, options: &Options, at: f64) -> String {
        self.moment_in(&self.dates, key, options, at)
    }

    fn moment_in(&self, locale: &str, key: &str, options: &Options, at: f64) -> String {
        let make = || Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &object(options)).format();
        self.apply(key, make, at)
    }

    fn apply(&self, key: &str, make: impl FnOnce() -> Function, number: f64) -> String {
        let mut made = self.made.borrow_mut();
        let format = made.entry(key.to_owned()).or_insert_with(make);
        let text = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(number));
        text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| number.to_string())
    }

    fn day(&self, date: Date) -> String {
        let (year, month, day) = date.ymd();
        match self.style {
            DateStyle::Iso => date.to_string(),
            DateStyle::DayMonthYear => format!("{day:02}.{month:02}.{year:04}"),
            DateStyle::MonthDayYear => format!("{month:02}/{day:02}/{year:04}"),
            DateStyle::Locale => {
                let options = [("dateStyle", "medium".into()), ("timeZone", "UTC".into())];
                self.moment("d", &options, f64::from(date.0) * DAY_MS)
            }
        }
    }

    fn find_marks(&self) -> Marks {
        let sample = self.numeral("marks", &[("minimumFractionDigits", 1.into())], 1_234_567.5);
        let mut marks = sample.chars().filter(|c| !c.is_numeric());
        let group = marks.next().unwrap_or(MARKS.group);
        let decimal = marks.next_back().unwrap_or(MARKS.decimal);
        Marks { decimal, group }
    }
}

fn object(options: &Options) -> Object {
    let object = Object::new();
    for (name, value) in options {
        // Setting a property of a fresh plain object cannot fail.
        let _set = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.unchecked_into()
}

/// The day a moment falls on in the browser's zone.
#[must_use]
pub fn local_day(at: i64) -> Date {
    let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
    Date::from_ymd(date.get_full_year() as i32, date.get_month() + 1, date.get_date()).unwrap_or_default()
}

/// The moment a day begins in the browser's zone: milliseconds since 1970.
#[must_use]
pub fn local_midnight(date: Date) -> i64 {
    let (year, month, day) = date.ymd();
    let moment = js_sys::Date::new_with_year_month_day(year as u32, month as i32 - 1, day as i32);
    moment.get_time() as i64
}

/// Today, in the browser's zone.
#[must_use]
pub fn today() -> Date {
    local_day(js_sys::Date::now() as i64)
}

/// The formats of this page.
///
/// # Panics
/// Outside of the app: `app` provides them before anything else.
#[must_use]
pub fn format() -> Format {
    expect_context::<Format>()
}
