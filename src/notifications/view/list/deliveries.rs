//! How a notification reached its reader, asked for when somebody wants to know.

use crate::app::use_me;
use crate::ids::NotificationId;
use crate::notifications::{Channel, Delivery, DeliveryState, list_deliveries};
use crate::time::{Civil, month_short};
use crate::ui::{Attempt, ErrorNotice, Skeleton, When};
use leptos::prelude::*;

#[component]
pub fn Deliveries(id: NotificationId) -> impl IntoView {
    let ways = RwSignal::new(None::<Vec<Delivery>>);
    let attempt = Attempt::default();
    let ask = move || {
        if !attempt.busy.get_untracked() {
            attempt.start(list_deliveries(id), move |found| {
                ways.try_set(Some(found));
            });
        }
    };
    view! {
        <details class="notification__ways">
            <summary class="button button--quiet button--small" on:click=move |_| ask()>
                "How it reached you"
            </summary>
            {move || {
                let retry = Callback::new(move |()| ask());
                attempt.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
            }}
            {move || match ways.get() {
                Some(ways) => view! { <DeliveryFacts ways /> }.into_any(),
                None if attempt.busy.get() => view! { <Skeleton rows=1 /> }.into_any(),
                None => ().into_any(),
            }}
        </details>
    }
}

/// By which ways something went, and what became of each.
#[component]
pub fn DeliveryFacts(ways: Vec<Delivery>) -> impl IntoView {
    let zone = use_me().time_zone;
    let row = move |Delivery { channel, state, at, next_try_at, reason, .. }: Delivery| {
        let moment = |at| view! { <When at zone=zone.clone() form=exactly /> };
        let at = at.map(|at| view! { ", " {moment(at)} });
        let next = next_try_at
            .filter(|_| state == DeliveryState::Queued)
            .map(|next| view! { <span>" Next try: " {moment(next)} "."</span> });
        view! {
            <dt>{channel.label()}</dt>
            <dd>{said(channel, state)} {at} "." {reason.map(|reason| format!(" {reason}"))} {next}</dd>
        }
    };
    view! { <dl class="facts">{ways.into_iter().map(row).collect_view()}</dl> }
}

fn said(channel: Channel, state: DeliveryState) -> &'static str {
    match (state, channel) {
        (DeliveryState::Queued, Channel::Page) => "Not seen yet",
        (DeliveryState::Queued, _) => "On its way",
        (DeliveryState::Sent, _) => "Sent",
        (DeliveryState::Shown, _) => "Shown",
        (DeliveryState::Opened, _) => "Opened",
        (DeliveryState::Failed, _) => "Failed",
        (DeliveryState::Dropped, Channel::Page) => "Not seen",
        (DeliveryState::Dropped, _) => "Not sent",
    }
}

/// `20 Nov 2026, 14:30`
fn exactly(at: Civil, _: Civil) -> String {
    format!("{} {} {}, {}", at.date.day(), month_short(at.date), at.date.year(), at.clock())
}
