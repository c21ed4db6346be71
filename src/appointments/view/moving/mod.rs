//! Giving an appointment another time, or proposing one.

mod form;

use super::live::changes;
use crate::accounts::Me;
use crate::app::use_me;
use crate::appointments::{Appointment, show_appointment};
use crate::time::Moment;
use crate::ui::{Dialog, Latest, use_clock};
use form::MoverForm;
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

/// For what another time is looked for. It outlasts the list that it is asked from, with what is being chosen.
#[derive(Clone, Copy)]
pub struct AnotherTime {
    of: RwSignal<Option<Appointment>>,
    open: RwSignal<bool>,
}

/// Once on a page, above the buttons of its appointments and `Mover`.
pub fn provide_moving() {
    provide_context(AnotherTime { of: RwSignal::new(None), open: RwSignal::new(false) });
}

impl AnotherTime {
    pub fn look_for(self, appointment: Appointment) {
        self.of.set(Some(appointment));
        self.open.set(true);
    }

    /// What others do to it meanwhile counts in the dialog as well.
    fn follow(self) {
        let fresh = Latest::<Appointment>::default();
        let id = move || self.of.with_untracked(|of| of.as_ref().map(|it| it.id));
        changes(move |()| {
            if self.open.try_get_untracked() == Some(true)
                && let Some(id) = id()
            {
                fresh.ask(show_appointment(id), |_| {});
            }
        });
        fresh.each(move |now| {
            if id() == Some(now.id) {
                self.of.set(Some(now));
            }
        });
    }
}

/// The dialog that `AnotherTime` opens. `on_done`: what follows, besides the event that tells of it.
#[component]
pub fn Mover(on_done: Option<Callback<()>>) -> impl IntoView {
    let (me, clock) = (StoredValue::new(use_me()), use_clock());
    let another_time = expect_context::<AnotherTime>();
    let AnotherTime { of, open } = another_time;
    another_time.follow();
    // Once nothing may be done any more, the dialog stays as it was, and the server says why.
    let moving = Memo::new(move |was: Option<&Moving>| {
        let may = |it: &Appointment| me.with_value(|me| Moving::of(it, me, clock.get()));
        of.with(|of| of.as_ref().and_then(may)).or(was.copied()).unwrap_or(Moving::Reschedule)
    });
    let title = Signal::derive(move || moving.get().name().to_owned());
    view! {
        <Dialog id="moving" title open>
            {of.get_untracked().map(|first| view! { <MoverForm first of moving open on_done /> })}
        </Dialog>
    }
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
