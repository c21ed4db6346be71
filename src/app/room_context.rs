//! The pane beside a thread: who the other is and what the room is for, put together from several domains.

use super::client_card::{KnownOfClient, read_known};
use super::frame::use_me;
use super::paths;
use crate::accounts::Me;
use crate::accounts::model::initials;
use crate::appointments::{Appointment, AppointmentFacts, changes, list_given_files, show_appointment_of};
use crate::chat::{GroupFace, Pane, RoomDetails, Thread, ThreadPane};
use crate::error::{AppError, Result};
use crate::files::{Attachment, FileList};
use crate::ids::RoomId;
use crate::live::use_live;
use crate::ui::{Avatar, Chip, ErrorNotice, Icon, IconName, Read, Size, Skeleton, read, use_path_id};
use leptos::prelude::*;

/// A conversation with what it is for. What the pane reads is asked for here, beside the thread: a resource made
/// within another's answer would be another one on the server than in the browser.
#[component]
pub fn RoomPage() -> impl IntoView {
    let room = use_path_id::<RoomId>("room");
    let details: Details = read(move || room.get(), read_booked);
    changes(move |()| details.refetch());
    provide_context(details);
    provide_context(read_known(room));
    view! { <ThreadPane context=room_context /> }
}

async fn read_booked(room: Option<RoomId>) -> Result<Option<Booked>> {
    let Some(room) = room else { return Ok(None) };
    let Some(appointment) = show_appointment_of(room).await? else { return Ok(None) };
    let files = list_given_files(appointment.id).await?;
    Ok(Some((appointment, files)))
}

/// The appointment that the room was opened for, and what was given with its request.
type Booked = (Appointment, Vec<Attachment>);
type Details = Read<Result<Option<Booked>>>;

fn room_context(thread: RwSignal<Thread>) -> AnyView {
    view! { <RoomContext thread /> }.into_any()
}

#[component]
fn RoomContext(thread: RwSignal<Thread>) -> impl IntoView {
    let me = use_me();
    let pane = expect_context::<RwSignal<Pane>>();
    let details = expect_context::<Details>();
    let is_awaited = !me.is_client() && thread.with_untracked(|thread| thread.room.other(me.id()).is_some());
    view! {
        <aside class="context" aria-label="Details">
            <button
                type="button"
                class="context__close button button--icon button--quiet"
                aria-label="Close details"
                on:click=move |_| pane.set(Pane::Thread)
            >
                <Icon name=IconName::Close />
            </button>
            <OtherPerson thread me=me.clone() />
            <ThisCourse thread />
            <KnownOfClient is_awaited />
            <RoomDetails thread />
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || {
                    let me = me.clone();
                    Suspend::new(async move {
                        match details.await {
                            Ok(Some(booked)) => this_appointment(&me, booked).into_any(),
                            Ok(None) | Err(AppError::NotFound) => ().into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| details.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })
                }}
            </Transition>
        </aside>
    }
}

#[component]
fn OtherPerson(thread: RwSignal<Thread>, me: Me) -> impl IntoView {
    let room = thread.with_untracked(|thread| thread.room.clone());
    let name = room.name_for(me.id());
    let Some(other) = room.other(me.id()) else {
        return view! { <GroupFace thread /> }.into_any();
    };
    let online = use_live().is_online(other.id);
    view! {
        <div class="context__who">
            <Avatar initials=initials(&name) seed=other.id.to_string() size=Size::Huge online=Some(online) />
            <h2>{name.clone()}</h2>
            {move || {
                if online.get() {
                    view! { <Chip text="Online" look="good" /> }
                } else {
                    view! { <Chip text="Offline" look="away" /> }
                }
            }}
        </div>
    }
    .into_any()
}

/// The course that the room is about, where it is about one.
#[component]
fn ThisCourse(thread: RwSignal<Thread>) -> impl IntoView {
    let me = use_me();
    let course = Memo::new(move |_| thread.with(|thread| thread.room.course().cloned()));
    move || {
        let me = me.clone();
        course.get().map(move |course| {
            view! {
                <section>
                    <h3>"This course"</h3>
                    <p>{course.title}</p>
                    <a class="button" href=paths::course(&me, course.id)>
                        "Open course"
                    </a>
                </section>
            }
        })
    }
}

fn this_appointment(me: &Me, (appointment, files): Booked) -> impl IntoView + use<> {
    let path = paths::appointment(me, appointment.id);
    view! {
        <section>
            <h3>"This appointment"</h3>
            <AppointmentFacts appointment />
            <a class="button" href=path>
                "Open appointment"
            </a>
        </section>
        {(!files.is_empty())
            .then(|| {
                view! {
                    <section aria-label="Files of the appointment">
                        <h3>"Files of the appointment"</h3>
                        <FileList files />
                    </section>
                }
            })}
    }
}
