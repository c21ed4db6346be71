//! Who was told of an emergency, when they saw it, and how it reached them: for the practice's admins.

use crate::accounts::model::initials;
use crate::app::use_me;
use crate::emergencies::Told;
use crate::notifications::DeliveryFacts;
use crate::time::{Civil, month_short};
use crate::ui::{Avatar, Chip, When};
use leptos::prelude::*;

#[component]
pub fn ToldCard(told: Vec<Told>) -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="told">
            <h2 id="told">"Who was told"</h2>
            <ul class="told" aria-label="People who were told">
                {told.into_iter().map(|told| view! { <ToldRow told /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn ToldRow(told: Told) -> impl IntoView {
    let zone = use_me().time_zone;
    let Told { user, told_at, seen_at, ways } = told;
    let (text, look, at) = match seen_at {
        Some(at) => ("Seen", "good", at),
        None => ("Told", "", told_at),
    };
    view! {
        <li class="line">
            <Avatar initials=initials(&user.name) seed=user.id.to_string() />
            <div>
                <b>{user.name}</b>
                <DeliveryFacts ways />
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

/// `20 Nov, 14:30`
fn moment(at: Civil, _: Civil) -> String {
    format!("{} {}, {}", at.date.day(), month_short(at.date), at.clock())
}
