//! Choosing another time, with a few words about why.

use super::{Moving, NoteField};
use crate::app::use_me;
use crate::appointments::view::book::FreeTimes;
use crate::appointments::view::live::settings_changes;
use crate::appointments::view::times::TimePicker;
use crate::appointments::view::zone::zones_line;
use crate::appointments::{Appointment, FreeQuery, Status, booking_choices, move_appointment, propose_time};
use crate::error::AppError;
use crate::time::Moment;
use crate::ui::{Attempt, Button, Empty, ErrorNotice, IconName, Skeleton};
use leptos::prelude::*;

#[component]
pub fn MoverForm(
    first: Appointment,
    /// The same, as it is now.
    of: RwSignal<Option<Appointment>>,
    moving: Memo<Moving>,
    open: RwSignal<bool>,
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let me = use_me();
    let appointment: Signal<Appointment> = Memo::new(move |_| of.get().unwrap_or_else(|| first.clone())).into();
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
            open.try_set(false);
            if let Some(done) = on_done {
                done.try_run(());
            }
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
            <p class="soft">{zones_line(&me)}</p>
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
