//! `/{role}/appointments/{id}`: one appointment, what can be done to it, and its conversation.

use super::cards::{OpenChat, StatusChip, span_line};
use super::deeds::DeedButtons;
use super::live::changes;
use crate::app::{paths, set_status, use_me};
use crate::appointments::{Appointment, show_appointment};
use crate::chat::{ConversationLine, use_chat};
use crate::error::AppError;
use crate::ids::{AppointmentId, RoomId};
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read};
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
    changes(move |()| shown.refetch());
    let list = paths::appointments(&use_me());
    view! {
        <Title text="Appointment" />
        <main class="page page--narrow" id="main">
            <a class="more" href=list>
                "All appointments"
            </a>
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    let reread = Callback::new(move |()| shown.refetch());
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
        </main>
    }
}

#[component]
fn Details(appointment: Appointment, reread: Callback<()>) -> impl IntoView {
    let me = use_me();
    let name = appointment.other(me.id()).name.clone();
    let room = appointment.room;
    view! {
        <header class="page__head">
            <div>
                <h1>{name}</h1>
                <p class="soft">{span_line(&appointment, &me.time_zone)}</p>
            </div>
            <OpenChat appointment=appointment.clone() />
        </header>
        <section class="card stack" aria-label="Appointment">
            <AppointmentFacts appointment=appointment.clone() />
            <DeedButtons appointment on_done=reread />
        </section>
        {room.map(|room| view! { <RoomSection room /> })}
    }
}

/// When, where, what for, and what has become of it.
#[component]
pub fn AppointmentFacts(appointment: Appointment) -> impl IntoView {
    let zone = use_me().time_zone;
    let (from, until) = (appointment.starts_at.civil(&zone), appointment.ends_at.civil(&zone));
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
            <dt>"Type"</dt>
            <dd>{appointment.type_name}</dd>
            <dt>"Where"</dt>
            <dd>{appointment.place.name()}</dd>
            <dt>"Reason"</dt>
            <dd>{appointment.reason}</dd>
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
