//! With whom, and what for. The choices may change while somebody is choosing.

use super::asking::Asking;
use crate::app::use_me;
use crate::appointments::Offer;
use crate::ids::UserId;
use crate::words::Role;
use leptos::prelude::*;

const ANY: &str = "any";

#[component]
pub fn Practitioners(asking: Asking, offers: Memo<Vec<Offer>>) -> impl IntoView {
    let any = format!("Any {}", use_me().practice.kind.person(Role::Practitioner));
    let people = Memo::new(move |_| {
        let mut people: Vec<(Option<UserId>, String)> = offers.with(|offers| {
            offers.iter().map(|offer| (Some(offer.practitioner.id), offer.practitioner.name.clone())).collect()
        });
        if people.len() > 1 {
            people.push((None, any.clone()));
        }
        people
    });
    let choose = move |value: String| {
        asking.practitioner.set(value.parse().ok());
        // A type that the newly chosen one does not offer gives way to their first.
        offers.with_untracked(|offers| asking.keep_to(offers));
    };
    view! {
        <div class="field">
            <label class="field__label" for="practitioner">
                "Practitioner"
            </label>
            <select id="practitioner" on:change:target=move |event| choose(event.target().value())>
                <For each=move || people.get() key=|person| person.clone() let((id, name))>
                    <option
                        value=id.map_or(ANY.to_owned(), |id| id.to_string())
                        prop:selected=move || asking.practitioner.get() == id
                    >
                        {name}
                    </option>
                </For>
            </select>
        </div>
    }
}

#[component]
pub fn Types(asking: Asking, offers: Memo<Vec<Offer>>) -> impl IntoView {
    let types = Memo::new(move |_| offers.with(|offers| asking.types(offers)));
    let choose = move |value: String| {
        if let Ok(id) = value.parse() {
            asking.type_id.set(id);
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for="type">
                "Type"
            </label>
            <select id="type" on:change:target=move |event| choose(event.target().value())>
                <For each=move || types.get() key=|kind| (kind.id, kind.line()) let:kind>
                    <option value=kind.id.to_string() prop:selected=move || asking.type_id.get() == kind.id>
                        {kind.line()}
                    </option>
                </For>
            </select>
        </div>
    }
}
