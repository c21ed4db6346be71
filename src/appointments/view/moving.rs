//! Giving an appointment another time, or proposing one.

use super::book::FreeTimes;
use super::live::settings_changes;
use super::times::TimePicker;
use crate::accounts::Me;
use crate::app::use_me;
use crate::appointments::{Appointment, FreeQuery, Status, booking_choices, move_appointment, propose_time};
use crate::error::AppError;
use crate::time::Moment;
use crate::ui::{Attempt, Button, Dialog, Empty, ErrorNotice, IconName, Skeleton};
use leptos::prelude::*;

/// What a person may do about the time of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moving {
    Reschedule,
    Propose,
}

impl Moving {
    pub fn of(appointment: &Appointment, me: &Me, now: Moment) -> Option<Self> {
        if appointment.may_propose(me) {
            Some(Self::Propose)
        } else {
            appointment.may_move(me, now).then_some(Self::Reschedule)
        }
    }

    /// The button's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reschedule => "Reschedule",
            Self::Propose => "Propose another time",
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Reschedule => "Move appointment",
            Self::Propose => "Propose",
        }
    }
}

/// `moving`: what may be done now. Once nothing may be, the dialog stays as it was, and the server says why.
#[component]
pub fn Mover(
    appointment: Signal<Appointment>,
    moving: Memo<Option<Moving>>,
    open: RwSignal<bool>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let moving = Memo::new(move |was: Option<&Moving>| moving.get().or(was.copied()).unwrap_or(Moving::Reschedule));
    let title = Signal::derive(move || moving.get().name().to_owned());
    view! {
        <Dialog id="moving" title open>
            <MoverForm appointment moving open on_done />
        </Dialog>
    }
}

#[component]
fn MoverForm(
    appointment: Signal<Appointment>,
    moving: Memo<Moving>,
    open: RwSignal<bool>,
    on_done: Callback<()>,
) -> impl IntoView {
    let me = use_me();
    let (zone, is_client) = (me.time_zone.clone(), me.is_client());
    let (day, chosen, note) = (RwSignal::new(None), RwSignal::new(None::<Moment>), RwSignal::new(String::new()));
    let free = times_for(appointment);
    let attempt = Attempt::default();
    let submit = move || {
        let Some(starts_at) = chosen.get_untracked() else { return };
        let (id, note) = (appointment.with_untracked(|it| it.id), note.get_untracked());
        let moving = moving.get_untracked();
        let work = async move {
            match moving {
                Moving::Reschedule => move_appointment(id, starts_at, note).await,
                Moving::Propose => propose_time(id, starts_at, note).await,
            }
        };
        attempt.start(work, move |_| {
            open.set(false);
            on_done.run(());
        });
    };
    // A time that was taken meanwhile is no longer on offer; what was written stays.
    Effect::new(move |_| {
        if matches!(attempt.error.get(), Some(AppError::Invalid { field, .. }) if field == "startsAt") {
            free.found.refetch();
        }
    });
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || {
                    let zone = zone.clone();
                    Suspend::new(async move {
                        let found = free.found.await;
                        // The dialog may have been closed meanwhile.
                        if chosen.try_get_untracked().is_none() {
                            return ().into_any();
                        }
                        match found {
                            Ok(free) if free.is_empty() => {
                                view! {
                                    <Empty
                                        icon=IconName::Calendar
                                        title="No free times"
                                        hint="Try again another day."
                                    />
                                }
                                    .into_any()
                            }
                            Ok(free) => view! { <TimePicker free zone day chosen /> }.into_any(),
                            Err(error) => view! { <ErrorNotice error /> }.into_any(),
                        }
                    })
                }}
            </Transition>
            <NoteField note id="moving-note" />
            {is_client.then(|| view! { <ConfirmedAnew appointment /> })}
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Back"</Button>
                <button
                    type="submit"
                    class="button button--accent"
                    disabled=move || chosen.get().is_none() || attempt.busy.get()
                >
                    {move || moving.get().verb()}
                </button>
            </div>
        </form>
    }
}

/// Said where the type asks for a confirmation: what is moved has to wait for one again.
#[component]
fn ConfirmedAnew(appointment: Signal<Appointment>) -> impl IntoView {
    let needed = RwSignal::new(false);
    let (practitioner, type_id) = appointment.with_untracked(|it| (it.practitioner.id, it.type_id));
    Attempt::default().start(booking_choices(None, Some(practitioner)), move |choices| {
        let mut types = choices.offers.into_iter().flat_map(|offer| offer.types);
        needed.try_set(types.any(|kind| kind.id == type_id && kind.needs_confirmation));
    });
    let line = move || appointment.with(|it| format!("{} has to confirm the new time.", it.practitioner.name));
    let is_confirmed = move || appointment.with(|it| it.status == Status::Confirmed);
    view! {
        <Show when=move || needed.get() && is_confirmed()>
            <p class="notice">{line}</p>
        </Show>
    }
}

/// The times that it can be moved to, read anew when it was moved meanwhile or the hours are others.
fn times_for(appointment: Signal<Appointment>) -> FreeTimes {
    let free = FreeTimes::new();
    free.query.set(Some(appointment.with_untracked(|it| FreeQuery {
        practitioner: Some(it.practitioner.id),
        type_id: it.type_id,
        moving: Some(it.id),
    })));
    Effect::new(move |was: Option<Moment>| {
        let is = appointment.with(|it| it.starts_at);
        if was.is_some_and(|was| was != is) {
            free.found.refetch();
        }
        is
    });
    settings_changes(move || free.found.refetch());
    free
}

/// A few words for the other side.
#[component]
pub fn NoteField(note: RwSignal<String>, id: &'static str) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                "Note to the other (optional)"
            </label>
            <input
                id=id
                type="text"
                maxlength="500"
                autocomplete="off"
                prop:value=move || note.get()
                on:input:target=move |event| note.set(event.target().value())
            />
        </div>
    }
}
