//! What takes which way: a row for each sort, a column for each channel.

use super::keeping::{Chosen, Keeping};
use crate::app::use_me;
use crate::notifications::view::sorts_here;
use crate::notifications::{Channel, Mode, PreferenceChanges, Sort};
use crate::ui::{Button, Icon, IconName, Look};
use leptos::prelude::*;

#[component]
pub fn WaysCard(chosen: Chosen) -> impl IntoView {
    let keeping = Keeping::default();
    let reset = move || chosen.keep(keeping, PreferenceChanges::to_the_usual());
    view! {
        <section class="card stack" aria-labelledby="ways">
            <div class="card__head">
                <h2 id="ways">"What reaches you"</h2>
                <Button small=true look=Look::Quiet busy=keeping.attempt.busy on_press=reset>
                    "Back to the usual"
                </Button>
            </div>
            <div class="ways">
                <div class="ways__head" aria-hidden="true">
                    <span></span>
                    {Channel::ALL.map(|channel| view! { <span>{channel.label()}</span> })}
                </div>
                {sorts_here().map(|sort| view! { <Row sort chosen keeping /> }).collect_view()}
            </div>
            {keeping.outcome()}
            <p class="soft">
                "Gathered: messages that you have not read after 30 minutes come together in one mail. A push or mail for "
                "what you have read already is not sent."
            </p>
        </section>
    }
}

#[component]
fn Row(sort: Sort, chosen: Chosen, keeping: Keeping) -> impl IntoView {
    let why = (sort == Sort::Emergencies).then(|| why_always(use_me().is_client()));
    view! {
        <div class="ways__row" role="group" aria-label=sort.label()>
            <div class="ways__sort">
                <b>{sort.label()}</b>
                {why.map(|why| view! { <p class="soft">{why}</p> })}
            </div>
            {Channel::ALL
                .map(|channel| {
                    view! {
                        <div class="ways__cell">
                            <span class="ways__channel" aria-hidden="true">
                                {channel.label()}
                            </span>
                            <Way sort channel chosen keeping />
                        </div>
                    }
                })}
        </div>
    }
}

/// Clients raise alerts, and are told what becomes of their own.
fn why_always(is_client: bool) -> &'static str {
    if is_client {
        "Who comes to an alert of yours, and when it is over: these always reach you."
    } else {
        "Somebody may need help at once, so these always reach you."
    }
}

#[component]
fn Way(sort: Sort, channel: Channel, chosen: Chosen, keeping: Keeping) -> impl IntoView {
    let mode = Memo::new(move |_| chosen.preferences.with(|now| now.mode(sort, channel)));
    let choose = move |mode| chosen.keep(keeping, PreferenceChanges::choose(sort, channel, mode));
    let name = format!("{}: {}", sort.label(), channel.label());
    match sort.choices(channel) {
        [_] => view! {
            <span class="ways__fixed">
                <Icon name=IconName::Lock />
                "Always"
            </span>
        }
        .into_any(),
        [_, _] => {
            let is_on = move || mode.get() != Mode::Off;
            let turn = move |_| choose(if mode.get_untracked() == Mode::Off { Mode::On } else { Mode::Off });
            view! {
                <button
                    type="button"
                    class="switch switch--bare"
                    role="switch"
                    aria-label=name
                    aria-checked=move || is_on().to_string()
                    on:click=turn
                >
                    <span class="switch__track" aria-hidden="true"></span>
                </button>
            }
            .into_any()
        }
        modes => view! { <ModeChoice name modes mode choose=Callback::new(choose) /> }.into_any(),
    }
}

#[component]
fn ModeChoice(name: String, modes: &'static [Mode], mode: Memo<Mode>, choose: Callback<Mode>) -> impl IntoView {
    let first = mode.get_untracked();
    let chosen = move |text: String| {
        if let Some(mode) = modes.iter().find(|mode| mode.as_str() == text) {
            choose.run(*mode);
        }
    };
    let option = |mode: &'static Mode| {
        view! {
            <option value=mode.as_str() selected=*mode == first>
                {mode.label()}
            </option>
        }
    };
    view! {
        <div class="field">
            <select
                aria-label=name
                prop:value=move || mode.get().as_str()
                on:change:target=move |event| chosen(event.target().value())
            >
                {modes.iter().map(option).collect_view()}
            </select>
        </div>
    }
}
