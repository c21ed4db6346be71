//! `/{role}/appointments/{id}`: one appointment, what can be done to it, and its conversation.

use super::calendar::AddToCalendar;
use super::cards::{OpenChat, span_line};
use super::deadline::Deadline;
use super::deciding::{DecisionDialog, provide_deciding};
use super::deeds::DeedButtons;
use super::facts::AppointmentFacts;
use super::given::GivenFiles;
use super::history::{History, ProposedTime};
use super::live::changes;
use super::moving::NoteField;
use super::series::SeriesCard;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, Deed, list_changes, list_given_files, show_appointment};
use crate::chat::{ConversationLine, use_chat};
use crate::error::AppError;
use crate::files::{Viewer, provide_gallery};
use crate::ids::{AppointmentId, RoomId};
use crate::ui::{ErrorNotice, Latest, NotHere, Skeleton, read, use_clock, use_path_id};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AppointmentPage() -> impl IntoView {
    let id = use_path_id::<AppointmentId>("appointment");
    let shown = read(move || id.get(), |id| async move { show_appointment(id.ok_or(AppError::NotFound)?).await });
    let happened = read(move || id.get(), |id| async move { list_changes(id.ok_or(AppError::NotFound)?).await });
    let given = read(move || id.get(), |id| async move { list_given_files(id.ok_or(AppError::NotFound)?).await });
    let fresh = Latest::<Appointment>::default();
    let reread = Callback::new(move |()| {
        happened.refetch();
        if let Some(id) = id.get_untracked() {
            // What one may not see any more is gone from the page, too.
            fresh.ask(show_appointment(id), move |error| {
                if error == AppError::NotFound {
                    shown.refetch();
                }
            });
        }
    });
    changes(move |()| reread.run(()));
    let retry = Callback::new(move |()| shown.refetch());
    let list = paths::appointments(&use_me());
    provide_deciding();
    provide_gallery();
    view! {
        <Title text="Appointment" />
        <main class="page page--narrow" id="main">
            <a class="more" href=list>
                "All appointments"
            </a>
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match shown.await {
                        Ok(first) => {
                            let id = first.id;
                            let appointment = fresh.or(first, move |it| it.id == id);
                            view! { <Details appointment reread /> }.into_any()
                        }
                        Err(AppError::NotFound) => {
                            view! { <NotHere hint="There is no appointment here that you can see." /> }.into_any()
                        }
                        Err(error) => view! { <ErrorNotice error on_retry=retry /> }.into_any(),
                    }
                })}
            </Transition>
            // Not in there: what is awaited in something that is drawn anew has lost its context.
            <SeriesCard id />
            <GivenFiles files=given />
            <History changes=happened />
            <DecisionDialog on_done=reread />
        </main>
        <Viewer />
    }
}

/// It stays while the appointment changes, so that nobody loses what they are choosing or typing in it.
#[component]
fn Details(appointment: Memo<Appointment>, reread: Callback<()>) -> impl IntoView {
    let me = StoredValue::new(use_me());
    let clock = use_clock();
    let line = move || me.with_value(|me| appointment.with(|it| span_line(it, &me.time_zone)));
    let room = Memo::new(move |_| me.with_value(|me| appointment.with(|it| it.room_of(me.id()))));
    let note = RwSignal::new(String::new());
    let may_confirm =
        Memo::new(move |_| appointment.with(|it| me.with_value(|me| it.may(Deed::Confirm, me, clock.get()))));
    view! {
        <header class="page__head">
            <div>
                <h1>
                    <Names appointment />
                </h1>
                <p class="soft">{line}</p>
            </div>
            <div class="row row--wrap">
                <AddToCalendar id=appointment.with_untracked(|it| it.id) />
                {move || view! { <OpenChat appointment=appointment.get() /> }}
            </div>
        </header>
        <section class="card stack" aria-label="Appointment">
            {move || {
                view! {
                    <ProposedTime appointment=appointment.get() on_done=reread />
                    <AppointmentFacts appointment=appointment.get() />
                }
            }}
            <Deadline appointment />
            {move || may_confirm.get().then(|| view! { <NoteField note id="deed-note" /> })}
            <DeedButtons appointment note on_done=reread />
        </section>
        {move || room.get().map(|room| view! { <RoomSection room /> })}
    }
}

/// With whom it is. At the practice the client's name leads to their card, and whoever is neither of the two reads
/// both.
#[component]
fn Names(appointment: Memo<Appointment>) -> impl IntoView {
    let me = StoredValue::new(use_me());
    let two = Memo::new(move |_| appointment.with(|it| (it.client.clone(), it.practitioner.clone())));
    move || {
        let (client, practitioner) = two.get();
        me.with_value(|me| {
            if me.is_client() {
                return practitioner.name.into_any();
            }
            let with = (practitioner.id != me.id()).then(|| format!(" with {}", practitioner.name));
            view! {
                <a href=paths::client(me, client.id)>{client.name}</a>
                {with}
            }
            .into_any()
        })
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
