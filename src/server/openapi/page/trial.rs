//! The form that sends a request, and the place where its answer is shown.

use super::words::words;
use leptos::prelude::*;
use serde_json::Value;

#[component]
pub fn Trial(method: String, path: String, operation: &'static Value) -> impl IntoView {
    let id = words(operation, "operationId");
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let inputs = parameters.map(|parameter| {
        view! { <Input id=id.clone() parameter=parameter /> }
    });
    view! {
        <details class="docs__trial">
            <summary class="button button--small">"Try it"</summary>
            <form class="stack" data-method=method data-path=path aria-label=format!("Try: {}", words(operation, "summary"))>
                {inputs.collect_view()}
                <BodyInput id=id.clone() operation />
                <div class="row">
                    <button type="submit" class="button button--accent">
                        "Send"
                    </button>
                </div>
                <p role="status" class="docs__outcome"></p>
                <div class="stack" hidden data-answer="">
                    <pre class="docs__code" tabindex="0" role="region" aria-label="Headers" data-headers=""></pre>
                    <pre class="docs__code" tabindex="0" role="region" aria-label="Body of the answer" data-body=""></pre>
                </div>
            </form>
        </details>
    }
}

#[component]
fn Input(id: String, parameter: &'static Value) -> impl IntoView {
    let (name, place) = (words(parameter, "name"), words(parameter, "in"));
    let id = format!("{id}-{name}");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {name.clone()}
            </label>
            <input id=id name=name data-in=place required=parameter["required"] == true autocomplete="off" />
        </div>
    }
}

/// The body as it is typed, or the file that is chosen.
#[component]
fn BodyInput(id: String, operation: &'static Value) -> impl IntoView {
    let (mime, content) = operation["requestBody"]["content"].as_object()?.iter().next()?;
    let id = format!("{id}-body");
    let input = if mime == "application/json" {
        let text = serde_json::to_string_pretty(&content["example"]).unwrap_or_default();
        let rows = text.lines().count().to_string();
        view! {
            <textarea id=id.clone() data-in="body" rows=rows spellcheck="false">
                {text}
            </textarea>
        }
        .into_any()
    } else {
        view! { <input id=id.clone() type="file" name="file" data-in="file" required /> }.into_any()
    };
    Some(view! {
        <div class="field">
            <label class="field__label" for=id>
                "Body"
            </label>
            {input}
        </div>
    })
}
