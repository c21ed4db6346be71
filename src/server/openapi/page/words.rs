//! Small pieces of the document as the page says them.

use leptos::prelude::*;
use serde_json::Value;

pub fn words(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let of_words = |part: &str| view! { <p>{marked(part)}</p> };
    text.split("\n\n").map(of_words).collect_view()
}

/// What stands between backticks is code.
pub fn marked(text: &str) -> impl IntoView + use<> {
    let part = |(place, part): (usize, &str)| {
        if place % 2 == 1 { view! { <code>{part.to_owned()}</code> }.into_any() } else { part.to_owned().into_any() }
    };
    text.split('`').enumerate().map(part).collect_view()
}

/// What a schema is, in a few words: `[Room]`, `string, uuid`; the nouns lead to their description.
pub fn kind(schema: &Value) -> AnyView {
    if let Some(name) = schema["$ref"].as_str().and_then(|place| place.rsplit('/').next()) {
        return view! { <a href=format!("#noun-{name}")>{name.to_owned()}</a> }.into_any();
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["allOf"].as_array()) {
        let choices = choices.iter().enumerate();
        return choices.map(|(place, choice)| ((place > 0).then_some(" or "), kind(choice))).collect_view().into_any();
    }
    if schema["items"].is_object() {
        return view! { "[" {kind(&schema["items"])} "]" }.into_any();
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        return values.join(", ").into_any();
    }
    let names = match &schema["type"] {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        name => name.as_str().unwrap_or("anything").to_owned(),
    };
    let format = schema["format"].as_str().filter(|format| !format.starts_with("int"));
    format!("{names}{}", format.map(|format| format!(", {format}")).unwrap_or_default()).into_any()
}
