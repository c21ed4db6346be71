//! `/{role}/appointments/{id}`: one appointment, what can be done to it, and its conversation.

use super::calendar::AddToCalendar;
use super::cards::{OpenChat, StatusChip, span_line};
use super::deeds::DeedButtons;
use super::history::{History, ProposedTime};
use super::live::changes;
use super::moving::NoteField;
use crate::app::{paths, set_status, use_me};
use crate::appointments::{Appointment, list_changes, show_appointment};
use crate::chat::{ConversationLine, use_chat};
use crate::error::AppError;
use crate::ids::{AppointmentId, RoomId};
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read, use_clock};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

#[component]
pub fn AppointmentPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("appointment").and_then(|id| id.parse::<AppointmentId>().ok()))
    });
    let shown = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => show_appointment(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let happened = read(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => list_changes(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let reread = Callback::new(move |()| {
        shown.refetch();
        happened.refetch();
    });
    changes(move |()| reread.run(()));
    let list = paths::appointments(&use_me());
    view! {
        <Title text="Appointment" />
        <main class="page page--narrow" id="main">
            <a class="more" href=list>
                "All appointments"
            </a>
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match shown.await {
                        Ok(appointment) => view! { <Details appointment reread /> }.into_any(),
                        Err(AppError::NotFound) => {
                            set_status(404);
                            view! {
                                <Empty
                                    icon=IconName::Lock
                                    title="Not found"
                                    hint="There is no appointment here that you can see."
                                    is_page=true
                                />
                            }
                                .into_any()
                        }
                        Err(error) => view! { <ErrorNotice error on_retry=reread /> }.into_any(),
                    }
                })}
            </Transition>
            // Not in there: what is awaited in something that is drawn anew has lost its context.
            <History changes=happened />
        </main>
    }
}

#[component]
fn Details(appointment: Appointment, reread: Callback<()>) -> impl IntoView {
    let me = use_me();
    let now = use_clock().get_untracked();
    let name = appointment.other(me.id()).name.clone();
    let room = appointment.room;
    let note = RwSignal::new(String::new());
    let is_open = appointment.status.is_open() && appointment.ends_at > now || appointment.may_propose(&me);
    view! {
        <header class="page__head">
            <div>
                <h1>{name}</h1>
                <p class="soft">{span_line(&appointment, &me.time_zone)}</p>
            </div>
            <div class="row row--wrap">
                <AddToCalendar id=appointment.id />
                <OpenChat appointment=appointment.clone() />
            </div>
        </header>
        <section class="card stack" aria-label="Appointment">
            <ProposedTime appointment=appointment.clone() on_done=reread />
            <AppointmentFacts appointment=appointment.clone() />
            {is_open.then(|| view! { <NoteField note id="deed-note" /> })}
            <DeedButtons appointment note on_done=reread />
        </section>
        {room.map(|room| view! { <RoomSection room /> })}
    }
}

/// When, where, what for, and what has become of it.
#[component]
pub fn AppointmentFacts(appointment: Appointment) -> impl IntoView {
    let me = use_me();
    let zone = me.time_zone.clone();
    let (from, until) = (appointment.starts_at.civil(&zone), appointment.ends_at.civil(&zone));
    let expected = appointment.expected_at.map(|at| at.civil(&zone));
    view! {
        <dl class="facts">
            <dt>"Status"</dt>
            <dd>
                <StatusChip status=appointment.status />
            </dd>
            <dt>"When"</dt>
            <dd>
                <time datetime=appointment
                    .starts_at
                    .rfc3339()>{format!("{}, {} – {}", from.day_short(), from.clock(), until.clock())}</time>
            </dd>
            <dt>"Time zone"</dt>
            <dd>{zone}</dd>
            {expected
                .map(|at| {
                    view! {
                        <dt>"Expected"</dt>
                        <dd>{at.clock()}</dd>
                    }
                })}
            {appointment
                .pet
                .map(|pet| {
                    view! {
                        <dt>"Pet"</dt>
                        <dd>
                            <a href=paths::pet(&me, pet.id)>{pet.name}</a>
                        </dd>
                    }
                })}
            <dt>"Type"</dt>
            <dd>{appointment.type_name}</dd>
            {(!appointment.price.is_empty())
                .then(|| {
                    view! {
                        <dt>"Price"</dt>
                        <dd>{appointment.price}</dd>
                    }
                })}
            <dt>"Where"</dt>
            <dd>{appointment.place.name()}</dd>
            <dt>"Reason"</dt>
            <dd>{appointment.reason}</dd>
            {(!appointment.closing_note.is_empty())
                .then(|| {
                    view! {
                        <dt>"Note"</dt>
                        <dd>{appointment.closing_note}</dd>
                    }
                })}
        </dl>
    }
}

/// What was said last in the appointment's room.
#[component]
fn RoomSection(room: RoomId) -> impl IntoView {
    let chat = use_chat();
    let line = Memo::new(move |_| chat.conversations.with(|list| list.get(room).cloned()));
    view! {
        <section class="card" aria-label="Conversation">
            <h2>"Conversation"</h2>
            {move || line.get().map(|room| view! { <ConversationLine room /> })}
        </section>
    }
}
