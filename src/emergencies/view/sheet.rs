//! `/{role}/emergencies/{id}`: one emergency, and all that happened to it.

use super::article::EmergencyDeeds;
use super::page::{standing_chip, when};
use super::told::ToldCard;
use super::use_board;
use crate::accounts::deeds_done;
use crate::app::{paths, use_me};
use crate::emergencies::{EmergencySheet, Step, show_emergency};
use crate::error::AppError;
use crate::ids::EmergencyId;
use crate::time::Moment;
use crate::ui::{ErrorNotice, NotHere, Skeleton, When, read, use_path_id};
use leptos::prelude::*;
use leptos_meta::Title;
use time::Date;

#[component]
pub fn EmergencyPage() -> impl IntoView {
    let board = use_board();
    let id = use_path_id::<EmergencyId>("emergency");
    let sheet = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => show_emergency(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let heard =
        Memo::new(move |_| id.get().and_then(|id| board.watch.with(|watch| watch.get(id).map(|one| one.version))));
    Effect::new(move |was: Option<Option<i64>>| {
        let is = heard.get();
        if was.is_some_and(|was| was != is) {
            sheet.refetch();
        }
        is
    });
    deeds_done(move || sheet.refetch());
    view! {
        <Title text="Emergency" />
        <main class="page page--narrow" id="main">
            <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match sheet.await {
                        Ok(sheet) => view! { <Sheet sheet /> }.into_any(),
                        Err(AppError::NotFound) => {
                            view! { <NotHere hint="There is no emergency here that you can see." /> }.into_any()
                        }
                        Err(error) => {
                            let retry = Callback::new(move |()| sheet.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
    }
}

#[component]
fn Sheet(sheet: EmergencySheet) -> impl IntoView {
    let (me, board) = (use_me(), use_board());
    let EmergencySheet { emergency, steps, told } = sheet;
    let (id, client) = (emergency.id, emergency.client.clone());
    let taker = emergency.taken_by.as_ref().filter(|_| emergency.is_open()).map(|taker| taker.name.clone());
    let taken = emergency.taken_by.as_ref().map(|taker| taker.id).zip(emergency.taken_at);
    // A page knows of those only that concern it now; this one it was shown.
    let (shown, first) = (StoredValue::new(emergency.clone()), emergency.version);
    let current = Signal::derive(move || {
        let heard = board.watch.with(|watch| watch.get(id).cloned()).filter(|heard| heard.version > first);
        heard.or_else(|| shown.try_get_value())
    });
    view! {
        <header class="page__head">
            <div>
                <h1>{format!("Emergency: {}", client.name)}</h1>
                <p class="soft">
                    <When at=emergency.raised_at zone=me.time_zone.clone() form=when />
                </p>
            </div>
            <a class="button" href=paths::client(&me, client.id)>
                "Open card"
            </a>
        </header>
        <section class="card stack" aria-label="The alert">
            <div>{standing_chip(&emergency)} {taker.map(|name| view! { <span class="soft">{format!(" by {name}")}</span> })}</div>
            <p class="emergency__text">{emergency.text.clone()}</p>
            {emergency
                .outcome
                .clone()
                .map(|outcome| {
                    view! {
                        <div>
                            <h2>"Outcome"</h2>
                            <p class="emergency__text">{outcome}</p>
                        </div>
                    }
                })}
            <EmergencyDeeds id emergency=current is_page=true />
        </section>
        <section class="card stack" aria-label="What happened">
            <h2>"What happened"</h2>
            <ol class="history">{lines(steps)}</ol>
        </section>
        {(!told.is_empty()).then(|| view! { <ToldCard told taken /> })}
    }
}

fn lines(steps: Vec<Step>) -> impl IntoView {
    let me = use_me();
    let begun = steps.first().map(|step| step.at.civil(&me.time_zone).date);
    let line = |step: Step| {
        let at = exactly(step.at, &me.time_zone, begun);
        view! {
            <li class="history__change">
                <span>{step.sentence(me.practice.kind)}</span>
                <time class="soft" datetime=step.at.rfc3339()>
                    {at}
                </time>
            </li>
        }
    };
    steps.into_iter().map(line).collect_view()
}

/// `14:30:05`, with its day where that is not the one on which it began.
fn exactly(at: Moment, zone: &str, begun: Option<Date>) -> String {
    let there = at.civil(zone);
    // Zones are whole minutes apart.
    let clock = format!("{}:{:02}", there.clock(), at.unix_seconds().rem_euclid(60));
    if begun == Some(there.date) { clock } else { format!("{}, {clock}", there.day_short()) }
}
