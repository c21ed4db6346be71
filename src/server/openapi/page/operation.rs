//! One endpoint: what it is for, what it takes, and what it answers.

use super::DESCRIPTION;
use super::example::example;
use super::trial::Trial;
use super::words::{kind, marked, words};
use crate::ui::Chip;
use leptos::prelude::*;
use serde_json::Value;

#[component]
pub fn OperationCard(method: String, path: String, operation: &'static Value) -> impl IntoView {
    let id = words(operation, "operationId");
    let look = format!("docs__method docs__method--{}", method.to_lowercase());
    view! {
        <article class="card stack docs__operation" id=id.clone() aria-label=words(operation, "summary")>
            <h3 class="docs__name">{words(operation, "summary")}</h3>
            <p class="row row--wrap">
                <span class=look>{method.clone()}</span>
                <code class="docs__path">{path.clone()}</code>
                <Chip text=who(operation) />
            </p>
            {operation["description"].as_str().map(|text| view! { <p>{marked(text)}</p> })}
            <Parameters operation />
            <Taken operation />
            <Answers operation />
            <Trial method path operation />
        </article>
    }
}

/// Who may ask.
fn who(operation: &Value) -> &'static str {
    match operation["security"][0]["token"][0].as_str() {
        Some("read") => "read",
        Some(_) => "write",
        None => "anybody",
    }
}

#[component]
fn Parameters(operation: &'static Value) -> impl IntoView {
    let parameters = operation["parameters"].as_array().filter(|parameters| !parameters.is_empty());
    let row = |parameter: &Value| {
        let must = if parameter["required"] == true { ", required" } else { "" };
        view! {
            <dt>
                <code>{words(parameter, "name")}</code>
            </dt>
            <dd>
                <span class="faint">{words(parameter, "in")} ": " {kind(&parameter["schema"])} {must}</span>
                <br />
                {marked(&words(parameter, "description"))}
            </dd>
        }
    };
    parameters.map(|parameters| {
        view! {
            <h4>"Parameters"</h4>
            <dl class="facts">{parameters.iter().map(row).collect_view()}</dl>
        }
    })
}

#[component]
fn Taken(operation: &'static Value) -> impl IntoView {
    let (mime, content) = operation["requestBody"]["content"].as_object()?.iter().next()?;
    let shown = content["example"].is_object().then(|| pretty(&content["example"]));
    Some(view! {
        <h4>"Body"</h4>
        <p class="soft">{mime.clone()} ": " {kind(&content["schema"])}</p>
        {shown.map(|shown| view! { <Code name="Example of the body" shown /> })}
    })
}

#[component]
fn Answers(operation: &'static Value) -> impl IntoView {
    let responses = operation["responses"].as_object();
    let (refusals, answers): (Vec<_>, Vec<_>) =
        responses.into_iter().flatten().partition(|(_, response)| response["$ref"].is_string());
    let refusals = refusals.into_iter().map(|(status, response)| {
        let name = response["$ref"].as_str().and_then(|place| place.rsplit('/').next()).unwrap_or_default();
        view! {
            <a class="docs__status" href=format!("#problem-{name}")>
                {status.clone()}
            </a>
        }
    });
    view! {
        <h4>"Answers"</h4>
        <dl class="facts">
            {answers.into_iter().map(|(status, response)| answer(status, response)).collect_view()}
            <dt>"Refuses"</dt>
            <dd class="docs__statuses">{refusals.collect_view()}</dd>
        </dl>
    }
}

fn answer(status: &str, response: &Value) -> impl IntoView + use<> {
    let content = response["content"].as_object().and_then(|content| content.iter().next());
    let detail = content.map(|(mime, content)| {
        let schema = &content["schema"];
        if schema.is_null() {
            return mime.clone().into_any();
        }
        let items = &schema["properties"]["items"];
        let shown = pretty(&example(&DESCRIPTION, schema));
        view! {
            {kind(if items.is_object() { items } else { schema })}
            <details class="docs__example">
                <summary>"Example"</summary>
                <Code name="Example of the answer" shown />
            </details>
        }
        .into_any()
    });
    view! {
        <dt>{status.to_owned()}</dt>
        <dd>{marked(&words(response, "description"))} " " {detail}</dd>
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// What may be too wide for its place can be scrolled by keyboard.
#[component]
fn Code(name: &'static str, shown: String) -> impl IntoView {
    view! {
        <pre class="docs__code" tabindex="0" role="region" aria-label=name>
            {shown}
        </pre>
    }
}
