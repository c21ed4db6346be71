//! The form: each choice narrows the next.

use super::FreeTimes;
use super::asking::Asking;
use super::given::{Given, Pets};
use super::kept::Kept;
use super::repeat::Repeat;
use crate::app::{paths, use_me};
use crate::appointments::view::times::TimePicker;
use crate::appointments::view::waitlist::JoinWaitlist;
use crate::appointments::{Choices, Offer};
use crate::error::Result;
use crate::time::Moment;
use crate::ui::{Empty, ErrorNotice, IconName, Select, Skeleton};
use crate::words::{Role, capitalised};
use leptos::prelude::*;

const ANY: &str = "any";

#[component]
pub fn BookForm(choices: Choices, free: FreeTimes) -> impl IntoView {
    let me = use_me();
    let first = choices.offers.first().and_then(|offer| Some((offer.practitioner.id, offer.types.first()?.id)));
    let Some(first) = first else {
        return view! {
            <Empty icon=IconName::Calendar title="Nothing can be booked yet" hint="Please ask your practice." />
        }
        .into_any();
    };
    if !me.is_client() && choices.client.is_none() {
        let word = me.practice.kind.person(Role::Client);
        let hint = format!("Open the card of the {word} for whom you want to book, and press Book appointment there.");
        return view! {
            <Empty icon=IconName::Person title="For whom?" hint=hint>
                <a class="button" href=paths::clients(&me)>
                    {capitalised(me.practice.kind.people(Role::Client))}
                </a>
            </Empty>
        }
        .into_any();
    }
    let client = choices.client.as_ref().map(|client| client.id);
    let asking = Asking::new(first, client, free);
    asking.follow();
    asking.then_show();
    let for_whom = choices.client.as_ref().map(|client| format!("For {}", client.name));
    let zone = StoredValue::new(me.time_zone.clone());
    let first_free = StoredValue::new(choices.first_free);
    let button = if me.is_client() { "Request appointment" } else { "Book appointment" };
    let offers = StoredValue::new(choices.offers);
    view! {
        <form
            class="card stack stack--wide"
            on:submit=move |event| {
                event.prevent_default();
                asking.request.dispatch(());
            }
        >
            {for_whom.map(|line| view! { <h2>{line}</h2> })}
            <div class="grid grid--even">
                <Practitioners asking offers />
                <Types asking offers />
            </div>
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    let asked = free.found.await;
                    // The page may have been left meanwhile.
                    let (Some(first), Some(zone)) = (first_free.try_get_value(), zone.try_get_value()) else {
                        return ().into_any();
                    };
                    let is_first = free.query.get_untracked().is_none();
                    times(if is_first { Ok(first) } else { asked }, zone, asking)
                })}
            </Transition>
            <Kept asking />
            <JoinWaitlist practitioner=asking.practitioner type_id=asking.type_id pet=asking.pet client />
            <Repeat asking />
            <Pets asking pets=choices.pets />
            <div class="field">
                <label class="field__label" for="reason">
                    "Reason"
                </label>
                <textarea
                    id="reason"
                    rows="3"
                    placeholder="A few words help to prepare"
                    required
                    maxlength="500"
                    prop:value=move || asking.reason.get()
                    on:input:target=move |event| asking.reason.set(event.target().value())
                ></textarea>
            </div>
            <Given asking />
            {move || asking.request.value().get().and_then(Result::err).map(|error| view! { <ErrorNotice error /> })}
            <button
                type="submit"
                class="button button--accent"
                disabled=move || asking.request.pending().get() || asking.uploads.is_busy()
            >
                {button}
            </button>
            {(!me.is_client())
                .then(|| {
                    view! {
                        <a class="more" href=paths::appointments(&me)>
                            "Cancel"
                        </a>
                    }
                })}
        </form>
    }
    .into_any()
}

#[component]
fn Practitioners(asking: Asking, offers: StoredValue<Vec<Offer>>) -> impl IntoView {
    let me = use_me();
    let mut people: Vec<(String, String)> = offers.with_value(|offers| {
        offers.iter().map(|offer| (offer.practitioner.id.to_string(), offer.practitioner.name.clone())).collect()
    });
    if people.len() > 1 {
        people.push((ANY.into(), format!("Any {}", me.practice.kind.person(Role::Practitioner))));
    }
    let choose = move |value: String| {
        asking.practitioner.set(value.parse().ok());
        // A type that the newly chosen one does not offer gives way to their first.
        let types = offers.with_value(|offers| asking.types(offers));
        if !types.iter().any(|kind| kind.id == asking.type_id.get_untracked())
            && let Some(first) = types.first()
        {
            asking.type_id.set(first.id);
        }
    };
    view! { <Select label="Practitioner" id="practitioner" options=people on_choose=choose /> }
}

#[component]
fn Types(asking: Asking, offers: StoredValue<Vec<Offer>>) -> impl IntoView {
    let types = Memo::new(move |_| offers.with_value(|offers| asking.types(offers)));
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
            <select
                id="type"
                prop:value=move || asking.type_id.get().to_string()
                on:change:target=move |event| choose(event.target().value())
            >
                <For each=move || types.get() key=|kind| kind.id let:kind>
                    <option value=kind.id.to_string()>{kind.line()}</option>
                </For>
            </select>
        </div>
    }
}

fn times(free: Result<Vec<Moment>>, zone: String, asking: Asking) -> AnyView {
    match free {
        Ok(free) if free.is_empty() => view! {
            <Empty icon=IconName::Calendar title="No free times" hint="Try another practitioner or type." />
        }
        .into_any(),
        Ok(free) => view! { <TimePicker free zone day=asking.day chosen=asking.chosen /> }.into_any(),
        Err(error) => {
            let retry = Callback::new(move |()| asking.ask_anew());
            view! { <ErrorNotice error on_retry=retry /> }.into_any()
        }
    }
}
