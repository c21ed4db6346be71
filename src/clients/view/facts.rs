//! What is known of a client, as names and values.

use crate::app::use_me;
use crate::clients::{Fact, KnownFact, age_on, read_day, value_of};
use crate::time::month_name;
use crate::ui::use_clock;
use leptos::prelude::*;
use time::Date;

/// `asks`: what is shown, said or not; without it, what is known.
#[component]
pub fn FactsList(facts: Vec<KnownFact>, #[prop(optional)] asks: Vec<Fact>) -> impl IntoView {
    let shown = if asks.is_empty() { facts.iter().map(|known| known.fact).collect() } else { asks };
    view! {
        <dl class="facts">
            {shown
                .into_iter()
                .map(|fact| {
                    let value = value_of(&facts, fact).map(str::to_owned);
                    view! {
                        <dt>{fact.name()}</dt>
                        <dd class="facts__text">{said(fact, value)}</dd>
                    }
                })
                .collect_view()}
        </dl>
    }
}

fn said(fact: Fact, value: Option<String>) -> AnyView {
    match value {
        None => view! { <span class="soft">"Not said"</span> }.into_any(),
        Some(value) => match read_day(&value).filter(|_| fact == Fact::BirthDate) {
            Some(birth) => view! { <BirthDate birth /> }.into_any(),
            None => value.into_any(),
        },
    }
}

/// `14 March 1991, 35 years`
#[component]
fn BirthDate(birth: Date) -> impl IntoView {
    let clock = use_clock();
    let zone = use_me().practice.time_zone;
    let age = Memo::new(move |_| age_on(birth, clock.get().civil(&zone).date));
    let years = move || match age.get() {
        Some(1) => ", 1 year".to_owned(),
        Some(age) => format!(", {age} years"),
        None => String::new(),
    };
    view! {
        <time datetime=birth.to_string()>{format!("{} {} {}", birth.day(), month_name(birth), birth.year())}</time>
        {years}
    }
}
