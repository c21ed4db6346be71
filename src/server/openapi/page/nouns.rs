//! The nouns that requests and answers are made of, and the problems.

use super::DESCRIPTION;
use super::words::{kind, marked, words};
use leptos::prelude::*;
use serde_json::Value;

#[component]
pub fn Nouns() -> impl IntoView {
    let all = |part: &str| DESCRIPTION["components"][part].as_object().into_iter().flatten();
    let problems = all("responses").map(|(name, problem)| {
        view! {
            <dt id=format!("problem-{name}")>{name.clone()}</dt>
            <dd>{marked(&words(problem, "description"))}</dd>
        }
    });
    view! {
        <section class="card stack" aria-labelledby="problems">
            <h2 id="problems">"Problems"</h2>
            <dl class="facts">{problems.collect_view()}</dl>
        </section>
        <section class="stack" aria-labelledby="nouns">
            <h2 id="nouns">"Nouns"</h2>
            {all("schemas").map(|(name, schema)| noun(name, schema)).collect_view()}
        </section>
    }
}

fn noun(name: &str, schema: &'static Value) -> impl IntoView + use<> {
    let properties = schema["properties"].as_object();
    let row = |(name, property): (&String, &Value)| {
        view! {
            <dt>
                <code>{name.clone()}</code>
            </dt>
            <dd>
                <span class="faint">{kind(property)}</span>
                " "
                {marked(&words(property, "description"))}
            </dd>
        }
    };
    let detail = match properties {
        Some(properties) => view! { <dl class="facts">{properties.iter().map(row).collect_view()}</dl> }.into_any(),
        None => view! { <p class="faint">{kind(schema)}</p> }.into_any(),
    };
    view! {
        <article class="card stack" id=format!("noun-{name}") aria-label=name.to_owned()>
            <h3>{name.to_owned()}</h3>
            {schema["description"].as_str().map(|text| view! { <p class="soft">{marked(text)}</p> })}
            {detail}
        </article>
    }
}
