//! The wall clock of a zone, asked of the browser's `Intl`. A formatter is slow to make, so each zone keeps its own.

use super::{Civil, Moment};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static FORMATS: RefCell<HashMap<String, js_sys::Intl::DateTimeFormat>> = RefCell::default();
}

pub fn civil(at: Moment, zone: &str) -> Option<Civil> {
    FORMATS.with_borrow_mut(|formats| {
        if !formats.contains_key(zone) {
            formats.insert(zone.to_owned(), format_in(zone)?);
        }
        read(&written(formats.get(zone)?, at)?)
    })
}

/// The Swedish form is the ISO one: `2026-11-20 14:30`.
fn format_in(zone: &str) -> Option<js_sys::Intl::DateTimeFormat> {
    let options = js_sys::Object::new();
    for (key, value) in [
        ("timeZone", zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ] {
        js_sys::Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let constructor = js_sys::Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| js_sys::Reflect::get(&intl, &"DateTimeFormat".into()))
        .ok()?;
    let arguments = js_sys::Array::of2(&"sv-SE".into(), &options);
    // An unknown zone throws; `construct` hands that back instead of aborting.
    js_sys::Reflect::construct(constructor.unchecked_ref::<js_sys::Function>(), &arguments)
        .ok()
        .map(JsCast::unchecked_into)
}

#[allow(clippy::cast_precision_loss)] // exact for some 280,000 years
fn written(format: &js_sys::Intl::DateTimeFormat, at: Moment) -> Option<String> {
    let date = js_sys::Date::new(&JsValue::from_f64((at.unix_seconds() * 1000) as f64));
    format.format().call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
}

fn read(text: &str) -> Option<Civil> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year = numbers.next()?.parse().ok()?;
    let month = time::Month::try_from(numbers.next()?.parse::<u8>().ok()?).ok()?;
    let day = numbers.next()?.parse().ok()?;
    Some(Civil {
        date: time::Date::from_calendar_date(year, month, day).ok()?,
        hour: numbers.next()?.parse().ok()?,
        minute: numbers.next()?.parse().ok()?,
    })
}
