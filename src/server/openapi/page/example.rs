//! What something of a schema may look like.

use serde_json::{Map, Value, json};

/// Nouns within nouns are followed this far.
const DEPTH: usize = 4;

pub fn example(document: &Value, schema: &Value) -> Value {
    within(document, schema, DEPTH)
}

fn within(document: &Value, schema: &Value, depth: usize) -> Value {
    if let Some(place) = schema["$ref"].as_str() {
        let noun = document.pointer(place.trim_start_matches('#')).unwrap_or(&Value::Null);
        return if depth == 0 { Value::Null } else { within(document, noun, depth - 1) };
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let is_null = |choice: &&Value| choice["type"] == "null";
        // A room's last message has a room's depth: what may be null ends there.
        let chosen = choices
            .iter()
            .find(|choice| !is_null(choice))
            .filter(|_| depth == DEPTH || !choices.iter().any(|choice| is_null(&choice)));
        return chosen.map_or(Value::Null, |choice| within(document, choice, depth));
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    match first_type(schema) {
        "object" => object(document, schema, depth),
        "array" => json!([within(document, &schema["items"], depth)]),
        "integer" | "number" => json!(1),
        "boolean" => json!(false),
        "string" => text(schema),
        _ => Value::Null,
    }
}

fn first_type(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(types) => types.first().and_then(Value::as_str).unwrap_or_default(),
        kind => kind.as_str().unwrap_or_default(),
    }
}

fn object(document: &Value, schema: &Value, depth: usize) -> Value {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let filled = properties.map(|(name, property)| (name.clone(), within(document, property, depth)));
    Value::Object(filled.collect::<Map<_, _>>())
}

fn text(schema: &Value) -> Value {
    match schema["format"].as_str() {
        Some("uuid") => json!("0190a000-0000-7000-8000-000000000001"),
        Some("date-time") => json!("2026-11-20T13:30:00Z"),
        _ => json!("…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_filled_in_and_do_not_go_on_for_ever() {
        let document = json!({ "nouns": { "Room": { "type": "object", "properties": {
            "id": { "type": "string", "format": "uuid" },
            "inner": { "$ref": "#/nouns/Room" },
        } } } });
        let shown = example(&document, &json!({ "type": "array", "items": { "$ref": "#/nouns/Room" } }));
        assert_eq!(shown[0]["id"], "0190a000-0000-7000-8000-000000000001");
        assert!(shown[0]["inner"]["id"].is_string());
        assert_eq!(shown[0].pointer(&"/inner".repeat(DEPTH)), Some(&Value::Null));
    }
}
