//! How far an announcement has come: with how many people, and by which ways.

use super::page::AnnouncementState;
use super::times::moment;
use crate::announcements::model::percent;
use crate::announcements::{Channels, Sending, Ways};
use crate::app::use_me;
use crate::time::Moment;
use crate::ui::When;
use leptos::prelude::*;

/// A part of a whole. What it shows is said in words beside it.
#[component]
pub fn Bar(part: i64, whole: i64) -> impl IntoView {
    let width = percent(part, whole);
    view! {
        <svg class="reach__bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect class="reach__whole" width="100" height="1"></rect>
            <rect class="reach__part" width=width.to_string() height="1"></rect>
        </svg>
    }
}

#[component]
pub fn ProgressCard(state: AnnouncementState) -> impl IntoView {
    move || {
        let (sending, asks) = state.announcement.with(|a| (a.sending.clone(), a.asks_acknowledgement));
        let deadline = state.announcement.with(|a| a.deadline);
        sending.map(|sending| view! { <Figures sending asks deadline /> })
    }
}

#[component]
fn Figures(sending: Sending, asks: bool, deadline: Option<Moment>) -> impl IntoView {
    let me = use_me();
    let (kind, zone) = (me.practice.kind, me.time_zone);
    let to = sending.cohort.label(kind, sending.cohort_name.as_deref());
    let progress = sending.progress;
    let channels = sending.channels.unwrap_or_default();
    let stopped = sending.stopped_by.map(|by| format!("{} stopped it.", by.name));
    view! {
        <section class="card stack" aria-labelledby="progress">
            <h2 id="progress">"Progress"</h2>
            <p class="soft">{format!("For {to}. ")} {stopped}</p>
            {deadline
                .map(|at| {
                    view! {
                        <p class="soft">
                            "To be confirmed by " <When at zone=zone.clone() form=moment /> {format!(" ({zone}).")}
                        </p>
                    }
                })}
            <dl class="reach">
                {figure("Told", progress.told, progress.people)}
                {figure("Shown in the bell", channels.shown, progress.people)}
                {figure("Opened", progress.opened, progress.people)}
                {asks.then(|| figure("Confirmed", progress.acknowledged, progress.people))}
            </dl>
            {ways(channels)}
        </section>
    }
}

fn figure(name: &'static str, part: i64, whole: i64) -> impl IntoView {
    view! {
        <div class="reach__figure">
            <dt>{name}</dt>
            <dd>
                <b>{part}</b>
                {format!(" of {whole}")}
                <Bar part whole />
            </dd>
        </div>
    }
}

fn ways(channels: Channels) -> impl IntoView {
    view! {
        <table class="reach__ways">
            <caption class="soft">"What left the house"</caption>
            <thead>
                <tr>
                    <th scope="col">"By"</th>
                    <th scope="col">"Queued"</th>
                    <th scope="col">"Sent"</th>
                    <th scope="col">"Failed"</th>
                    <th scope="col">"Not needed"</th>
                </tr>
            </thead>
            <tbody>{way("Push", channels.push)} {way("Mail", channels.mail)}</tbody>
        </table>
    }
}

fn way(name: &'static str, ways: Ways) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{ways.queued}</td>
            <td>{ways.sent}</td>
            <td>{ways.failed}</td>
            <td>{ways.dropped}</td>
        </tr>
    }
}
