//! What happened to an appointment, and the question that a proposed time is.

use super::proposals::who_proposed;
use crate::app::use_me;
use crate::appointments::{Appointment, Change, answer_proposal};
use crate::error::{AppError, Result};
use crate::ui::{Attempt, Button, ErrorNotice, Look, Read, Skeleton, When};
use leptos::prelude::*;

/// Nothing where nothing is known of it, as of an imported one, or where there is no such appointment, which the page
/// says itself.
#[component]
pub fn History(changes: Read<Result<Vec<Change>>>) -> impl IntoView {
    let zone = use_me().time_zone;
    view! {
        <Transition fallback=|| view! { <Skeleton rows=2 /> }>
            {move || {
                let zone = zone.clone();
                Suspend::new(async move {
                    match changes.await {
                        Ok(changes) if changes.is_empty() => ().into_any(),
                        Ok(changes) => view! {
                            <section class="card stack" aria-label="History">
                                <h2>"History"</h2>
                                <ol class="history">{lines(changes, &zone)}</ol>
                            </section>
                        }
                        .into_any(),
                        Err(AppError::NotFound) => ().into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| changes.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

fn lines(changes: Vec<Change>, zone: &str) -> impl IntoView + use<> {
    let line = |change: Change| {
        view! {
            <li class="history__change">
                <span class="lines">{change.sentence(zone)}</span>
                <span class="soft">
                    <When at=change.at zone=zone.to_owned() form=|at, now| format!("{}, {}", at.day_near(now), at.clock()) />
                </span>
            </li>
        }
    };
    changes.into_iter().map(line).collect_view()
}

/// The proposed time, and for whom it is to say so: yes or no.
#[component]
pub fn ProposedTime(appointment: Appointment, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let me = use_me();
    let sentence = who_proposed(&appointment, &me)?;
    let attempt = Attempt::default();
    let answer = move |accept: bool| {
        attempt.start(answer_proposal(appointment.id, accept), move |_| {
            on_done.try_run(());
        });
    };
    let may_answer = appointment.may_answer_proposal(&me);
    Some(view! {
        <div class="notice stack" role="group" aria-label="Proposed time">
            <p>{sentence}</p>
            {may_answer
                .then(|| {
                    view! {
                        <div class="row row--wrap">
                            <Button look=Look::Accent busy=attempt.busy on_press=move || answer(true)>
                                "Accept new time"
                            </Button>
                            <Button busy=attempt.busy on_press=move || answer(false)>
                                "Keep asking"
                            </Button>
                        </div>
                    }
                })}
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        </div>
    })
}
