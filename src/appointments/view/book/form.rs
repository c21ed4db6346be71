//! The form: each choice narrows the next.

use super::FreeTimes;
use super::asking::Asking;
use super::choosing::{Practitioners, Types};
use super::draft::keep_reason;
use super::given::{Given, Pets};
use super::kept::Kept;
use super::repeat::Repeat;
use crate::accounts::Me;
use crate::app::{paths, use_me};
use crate::appointments::Choices;
use crate::appointments::view::times::TimePicker;
use crate::appointments::view::waitlist::JoinWaitlist;
use crate::error::Result;
use crate::ids::{AppointmentTypeId, UserId};
use crate::time::Moment;
use crate::ui::{Empty, ErrorNotice, IconName, Latest, Skeleton};
use crate::words::{Role, capitalised};
use leptos::prelude::*;

/// `first`: what could be chosen when the page was opened; `fresh`: what can be since.
#[component]
pub fn BookForm(first: Choices, fresh: Latest<Choices>, free: FreeTimes) -> impl IntoView {
    let me = use_me();
    let client = first.client.as_ref().map(|client| client.id);
    if !me.is_client() && client.is_none() {
        return for_nobody(&me).into_any();
    }
    let choices = fresh.or(first, move |it| it.client.as_ref().map(|client| client.id) == client);
    // Once there was something to choose the form stays, with what was typed.
    let is_open = Memo::new(move |was: Option<&bool>| was == Some(&true) || choices.with(|it| first_of(it).is_some()));
    let form = move || match is_open.get().then(|| choices.with_untracked(first_of)).flatten() {
        Some(chosen) => view! { <Form choices chosen fresh free /> }.into_any(),
        None => view! {
            <Empty icon=IconName::Calendar title="Nothing can be booked yet" hint="Please ask your practice." />
        }
        .into_any(),
    };
    form.into_any()
}

fn first_of(choices: &Choices) -> Option<(UserId, AppointmentTypeId)> {
    choices.offers.first().and_then(|offer| Some((offer.practitioner.id, offer.types.first()?.id)))
}

fn for_nobody(me: &Me) -> impl IntoView + use<> {
    let word = me.practice.kind.person(Role::Client);
    let hint = format!("Open the card of the {word} for whom you want to book, and press Book appointment there.");
    let (clients, name) = (paths::clients(me), capitalised(me.practice.kind.people(Role::Client)));
    view! {
        <Empty icon=IconName::Person title="For whom?" hint=hint>
            <a class="button" href=clients>
                {name}
            </a>
        </Empty>
    }
}

#[component]
fn Form(
    choices: Memo<Choices>,
    chosen: (UserId, AppointmentTypeId),
    fresh: Latest<Choices>,
    free: FreeTimes,
) -> impl IntoView {
    let me = use_me();
    let Choices { client: for_whom, pets, first_free, .. } = choices.get_untracked();
    let client = for_whom.as_ref().map(|client| client.id);
    let asking = Asking::new(chosen, client, free);
    asking.follow();
    asking.then_show();
    keep_reason(asking, client);
    // Other hours, types or holidays: other times.
    fresh.each(move |choices| {
        asking.keep_to(&choices.offers);
        asking.ask_anew();
    });
    let offers = Memo::new(move |_| choices.with(|choices| choices.offers.clone()));
    let for_whom = for_whom.map(|client| format!("For {}", client.name));
    let zone = StoredValue::new(me.time_zone.clone());
    let first_free = StoredValue::new(first_free);
    let button = if me.is_client() { "Request appointment" } else { "Book appointment" };
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
            <Repeat asking offers />
            <Pets asking pets />
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
