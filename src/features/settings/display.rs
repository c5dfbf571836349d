//! Theme, language and formats.

use leptos::prelude::*;

use super::line::{Line, PickSetting};
use crate::client::bridge::engine;
use crate::db::view::Density;
use crate::i18n::Message;
use crate::i18n::en::settings as text;
use crate::model::date::Date;
use crate::protocol::settings::{DateStyle, NumberStyle, Settings, Theme};
use crate::ui::configure::configure;
use crate::ui::format::{Format, format, today};
use crate::ui::kit::icon::Icon;
use crate::ui::kit::listbox::Choice;
use crate::ui::kit::segmented::{Segment, Segmented};
use crate::ui::text::{LOCALES, locale, t};

/// A setting of a few fixed choices: value, id, words, picture.
type Options<T> = Vec<(T, &'static str, String, Option<Icon>)>;

/// A setting of a few fixed choices, side by side.
#[component]
fn Choose<T: Copy + PartialEq + Send + Sync + 'static>(
    label: Message,
    #[prop(optional)] note: Option<Message>,
    options: Options<T>,
    read: fn(&Settings) -> T,
    write: fn(&mut Settings, T),
) -> impl IntoView {
    let state = engine().state;
    let segments: Vec<Segment> = options
        .iter()
        .map(|(_, id, label, icon)| Segment { id: (*id).to_owned(), label: label.clone(), icon: *icon })
        .collect();
    let options = StoredValue::new(options);
    let value = Signal::derive(move || {
        let now = state.with(|state| read(&state.settings));
        options.with_value(|all| all.iter().find(|(value, ..)| *value == now).map_or("", |(_, id, ..)| *id)).to_owned()
    });
    let save = move |id: String| {
        let chosen = options.with_value(|all| all.iter().find(|(_, known, ..)| *known == id).map(|(value, ..)| *value));
        if let Some(chosen) = chosen {
            configure(|settings| write(settings, chosen));
        }
    };
    let control = view! { <Segmented segments value on_change=save label=t(label) /> };
    match note {
        Some(note) => view! { <Line name=t(label) note=Signal::derive(move || t(note))>{control}</Line> }.into_any(),
        None => view! { <Line name=t(label)>{control}</Line> }.into_any(),
    }
}

/// The section.
#[component]
pub fn Display() -> impl IntoView {
    let themes = vec![
        (Theme::System, "system", t(text::THEME_SYSTEM), Some(Icon::Laptop)),
        (Theme::Light, "light", t(text::THEME_LIGHT), Some(Icon::Sun)),
        (Theme::Dark, "dark", t(text::THEME_DARK), Some(Icon::Moon)),
    ];
    // The names of Monday, Saturday and Sunday in the first week of 1970.
    let day = |day: i32| format().weekday(Date(day));
    let week = vec![(0_u8, "0", day(4), None), (5, "5", day(9), None), (6, "6", day(10), None)];
    let density = vec![
        (Density::Compact, "compact", t(text::COMPACT), None),
        (Density::Default, "default", t(text::NORMAL), None),
        (Density::Touch, "touch", t(text::LARGE), None),
    ];
    view! {
        <Choose label=text::THEME options=themes read=|s| s.theme write=|s, to| s.theme = to />
        <Language />
        <Dates />
        <Numbers />
        <Choose label=text::WEEK options=week read=|s| s.week_start write=|s, to| s.week_start = to />
        <Choose
            label=text::DENSITY
            note=text::DENSITY_NOTE
            options=density
            read=|s| s.density
            write=|s, to| s.density = to
        />
    }
}

#[component]
fn Language() -> impl IntoView {
    let state = engine().state;
    // Ids of choices are never empty, so that "as the browser" has one of its own.
    let mut choices = vec![Choice::new("browser", t(text::LANGUAGE_BROWSER))];
    choices.extend(LOCALES.iter().map(|locale| Choice::new(locale.tag, locale.name)));
    let value = Signal::derive(move || {
        let tag = state.with(|state| state.settings.locale.clone());
        if tag.is_empty() { "browser".to_owned() } else { tag }
    });
    let save = |id: String| {
        let tag = if id == "browser" { String::new() } else { id };
        configure(|settings| settings.locale = tag);
    };
    view! {
        <Line name=t(text::LANGUAGE) note=Signal::derive(|| t(text::LANGUAGE_NOTE))>
            <PickSetting label=t(text::LANGUAGE) choices value on_save=save />
        </Line>
    }
}

const DATES: [(DateStyle, &str); 4] = [
    (DateStyle::Locale, "locale"),
    (DateStyle::DayMonthYear, "dmy"),
    (DateStyle::MonthDayYear, "mdy"),
    (DateStyle::Iso, "iso"),
];

#[component]
fn Dates() -> impl IntoView {
    let state = engine().state;
    let settings = state.with_untracked(|state| state.settings.clone());
    let example = |dates: DateStyle| Format::new(&Settings { dates, ..settings.clone() }, locale().tag).date(today());
    let choices =
        DATES.iter().map(|(style, id)| with_example(id, *style == DateStyle::Locale, example(*style))).collect();
    let value = Signal::derive(move || name_of(&DATES, state.with(|state| state.settings.dates)));
    let save = |id: String| {
        if let Some(style) = value_of(&DATES, &id) {
            configure(|settings| settings.dates = style);
        }
    };
    view! {
        <Line name=t(text::DATES)>
            <PickSetting label=t(text::DATES) choices value on_save=save />
        </Line>
    }
}

const NUMBERS: [(NumberStyle, &str); 4] = [
    (NumberStyle::Locale, "locale"),
    (NumberStyle::CommaPoint, "comma_point"),
    (NumberStyle::PointComma, "point_comma"),
    (NumberStyle::SpaceComma, "space_comma"),
];

#[component]
fn Numbers() -> impl IntoView {
    let state = engine().state;
    let settings = state.with_untracked(|state| state.settings.clone());
    let example = |numbers: NumberStyle| {
        Format::new(&Settings { numbers, ..settings.clone() }, locale().tag).number(1_234_567.8, 1)
    };
    let choices =
        NUMBERS.iter().map(|(style, id)| with_example(id, *style == NumberStyle::Locale, example(*style))).collect();
    let value = Signal::derive(move || name_of(&NUMBERS, state.with(|state| state.settings.numbers)));
    let save = |id: String| {
        if let Some(style) = value_of(&NUMBERS, &id) {
            configure(|settings| settings.numbers = style);
        }
    };
    view! {
        <Line name=t(text::NUMBERS)>
            <PickSetting label=t(text::NUMBERS) choices value on_save=save />
        </Line>
    }
}

/// A format shows itself by an example.
fn with_example(id: &str, by_language: bool, example: String) -> Choice {
    let label = if by_language { format!("{}: {example}", t(text::BY_LANGUAGE)) } else { example };
    Choice::new(id, label)
}

fn name_of<T: PartialEq>(all: &[(T, &str)], value: T) -> String {
    all.iter().find(|(one, _)| *one == value).map(|(_, id)| (*id).to_owned()).unwrap_or_default()
}

fn value_of<T: Copy>(all: &[(T, &str)], id: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == id).map(|(value, _)| *value)
}
