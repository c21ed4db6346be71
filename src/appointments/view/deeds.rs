//! The buttons of what a person may do to an appointment now.

use super::deciding::Deciding;
use super::moving::{AnotherTime, Moving};
use crate::app::use_me;
use crate::appointments::{Appointment, Deed, decide_appointment};
use crate::ui::{Attempt, Button, ErrorNotice, Look, use_clock};
use leptos::prelude::*;

/// The buttons follow the appointment. Confirming is one press, all else is asked about first, in dialogs that stand
/// above whatever list the buttons are in.
#[component]
pub fn DeedButtons(
    #[prop(into)] appointment: Signal<Appointment>,
    #[prop(optional)] small: bool,
    /// What the client is told with a confirmation.
    #[prop(optional)]
    note: Option<RwSignal<String>>,
    /// What follows a confirmation, besides the event that tells of it.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let me = StoredValue::new(use_me());
    let now = use_clock();
    let (deciding, another_time) = (expect_context::<Deciding>(), expect_context::<AnotherTime>());
    let attempt = Attempt::default();
    let confirm = move || {
        let id = appointment.with_untracked(|it| it.id);
        let words = note.map(|note| note.get_untracked()).unwrap_or_default();
        attempt.start(decide_appointment(id, Deed::Confirm, words), move |_| {
            // It was said; what is done next has words of its own.
            if let Some(note) = note {
                note.try_set(String::new());
            }
            on_done.try_run(());
        });
    };
    let press = move |deed| {
        if deed == Deed::Confirm {
            confirm();
        } else {
            deciding.ask(appointment.get_untracked(), deed);
        }
    };
    let deeds = move || {
        let may = |deed: &Deed| appointment.with(|it| me.with_value(|me| it.may(*deed, me, now.get())));
        Deed::ALL.into_iter().filter(may).collect::<Vec<_>>()
    };
    let moving = Memo::new(move |_| appointment.with(|it| me.with_value(|me| Moving::of(it, me, now.get()))));
    view! {
        <div class="row row--wrap">
            <For each=deeds key=|deed| deed.name() let:deed>
                <Button
                    small=small
                    look=if matches!(deed, Deed::Confirm | Deed::Complete) { Look::Accent } else { Look::Plain }
                    busy=attempt.busy
                    on_press=move || press(deed)
                >
                    {deed.name()}
                </Button>
            </For>
            {move || {
                moving
                    .get()
                    .map(|moving| {
                        view! {
                            <Button
                                small=small
                                on_press=move || another_time.look_for(appointment.get_untracked())
                            >
                                {moving.name()}
                            </Button>
                        }
                    })
            }}
        </div>
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
}
