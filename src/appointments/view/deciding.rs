//! A second thought before what cannot be undone, with a reason where the other side is owed one.

use crate::accounts::Me;
use crate::app::use_me;
use crate::appointments::{Appointment, Deed, decide_appointment};
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, Look, open_about};
use crate::words::Role;
use leptos::prelude::*;

/// What is asked about. It outlasts the list that it is asked from, with the reason that is being typed.
#[derive(Clone, Copy)]
pub struct Deciding {
    about: RwSignal<Option<(Appointment, Deed)>>,
    reason: RwSignal<String>,
    attempt: Attempt,
}

/// Once on a page, above the buttons of its appointments and `DecisionDialog`.
pub fn provide_deciding() {
    let (about, reason) = (RwSignal::new(None), RwSignal::new(String::new()));
    provide_context(Deciding { about, reason, attempt: Attempt::default() });
}

impl Deciding {
    pub fn ask(self, appointment: Appointment, deed: Deed) {
        self.reason.set(String::new());
        self.attempt.error.set(None);
        self.about.set(Some((appointment, deed)));
    }
}

/// The dialog that `Deciding` opens. `on_done`: what follows, besides the event that tells of it.
#[component]
pub fn DecisionDialog(#[prop(optional, into)] on_done: Option<Callback<()>>) -> impl IntoView {
    let deciding = expect_context::<Deciding>();
    let open = open_about(deciding.about);
    let title = move || deciding.about.with(|about| about.as_ref().map_or("", |(_, deed)| question(*deed)).to_owned());
    view! {
        <Dialog id="decision" title=Signal::derive(title) open>
            {move || {
                deciding
                    .about
                    .get()
                    .map(|(appointment, deed)| view! { <Decision deciding appointment deed open on_done /> })
            }}
        </Dialog>
    }
}

#[component]
fn Decision(
    deciding: Deciding,
    appointment: Appointment,
    deed: Deed,
    open: RwSignal<bool>,
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let Deciding { reason, attempt, .. } = deciding;
    let id = appointment.id;
    let label = has_reason(deed).then(|| reason_label(&appointment, &use_me()));
    let decide = move || {
        attempt.start(decide_appointment(id, deed, reason.get_untracked()), move |_| {
            open.try_set(false);
            if let Some(done) = on_done {
                done.try_run(());
            }
        });
    };
    view! {
        <p class="soft">{outcome(deed, &appointment.client.name)}</p>
        {label.map(|label| view! { <ReasonField label reason /> })}
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        <div class="dialog__actions">
            <Button on_press=move || open.set(false)>"Back"</Button>
            <Button look=Look::Accent busy=attempt.busy on_press=decide>
                {deed.name()}
            </Button>
        </div>
    }
}

#[component]
fn ReasonField(label: String, reason: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for="decision-reason">
                {label}
            </label>
            <textarea
                id="decision-reason"
                rows="2"
                maxlength="500"
                prop:value=move || reason.get()
                on:input:target=move |event| reason.set(event.target().value())
            ></textarea>
        </div>
    }
}

fn question(deed: Deed) -> &'static str {
    match deed {
        Deed::Confirm => "Confirm this appointment?",
        Deed::Decline => "Decline this request?",
        Deed::Cancel => "Cancel this appointment?",
        Deed::Complete => "Complete this appointment?",
        Deed::Miss => "Did nobody come?",
    }
}

/// What comes of it.
fn outcome(deed: Deed, client: &str) -> String {
    match deed {
        Deed::Confirm => format!("{client} is told at once."),
        Deed::Decline => format!("{client} is told at once, and the time is free for others. This cannot be undone."),
        Deed::Cancel => {
            "The other side is told at once, and the time is free for others. This cannot be undone.".into()
        }
        Deed::Complete => "It counts as held, and its conversation comes to an end. This cannot be undone.".into(),
        Deed::Miss => {
            format!(
                "It is noted that {client} did not come, and its conversation comes to an end. This cannot be undone."
            )
        }
    }
}

fn has_reason(deed: Deed) -> bool {
    matches!(deed, Deed::Decline | Deed::Cancel)
}

/// It says who reads it.
fn reason_label(appointment: &Appointment, me: &Me) -> String {
    let reader = if appointment.is_led_by(me) { Role::Client } else { Role::Practitioner };
    format!("Reason (optional; the {} reads it)", me.practice.kind.person(reader))
}
