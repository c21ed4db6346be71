//! Who was told of an emergency, when they saw it, and how it reached them: for the practice's admins.

use crate::accounts::model::initials;
use crate::app::use_me;
use crate::emergencies::Told;
use crate::ids::UserId;
use crate::notifications::{DeliveryFacts, Telling};
use crate::time::{Civil, Moment, month_short};
use crate::ui::{Avatar, Chip, When};
use leptos::prelude::*;

/// `taken`: who has it, and since when.
#[component]
pub fn ToldCard(told: Vec<Told>, taken: Option<(UserId, Moment)>) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="told">
            <h2 id="told">"Who was told"</h2>
            <ul class="told" aria-label="People who were told">
                {told
                    .into_iter()
                    .map(|told| {
                        let taken_at = taken.filter(|(taker, _)| *taker == told.user.id).map(|(_, at)| at);
                        view! { <ToldRow told taken_at /> }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn ToldRow(told: Told, taken_at: Option<Moment>) -> impl IntoView {
    let zone = use_me().time_zone;
    let Told { user, told_at, seen_at, ways, earlier } = told;
    let (text, look, at) = match (taken_at, seen_at) {
        (Some(at), _) => ("Took it", "good", at),
        (None, Some(at)) => ("Seen", "good", at),
        (None, None) => ("Told", "", told_at),
    };
    view! {
        <li class="line">
            <Avatar initials=initials(&user.name) seed=user.id.to_string() />
            <div>
                <b>{user.name}</b>
                <DeliveryFacts ways />
                <Earlier tellings=earlier />
            </div>
            <span class="row">
                <span class="faint">
                    <When at zone form=moment />
                </span>
                <Chip text look />
            </span>
        </li>
    }
}

/// Nothing where they were told once.
#[component]
fn Earlier(tellings: Vec<Telling>) -> impl IntoView {
    let zone = use_me().time_zone;
    let telling = move |Telling { at, ways }: Telling| {
        view! {
            <p class="faint">
                "Told " <When at zone=zone.clone() form=moment />
            </p>
            <DeliveryFacts ways />
        }
    };
    let is_any = !tellings.is_empty();
    is_any.then(|| {
        view! {
            <details>
                <summary class="button button--quiet button--small">"Told before"</summary>
                {tellings.into_iter().map(telling).collect_view()}
            </details>
        }
    })
}

/// `20 Nov, 14:30`
fn moment(at: Civil, _: Civil) -> String {
    format!("{} {}, {}", at.date.day(), month_short(at.date), at.clock())
}
