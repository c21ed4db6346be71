//! A second thought before what cannot be undone, with words for the other side.

use super::moving::{Mover, provide_moving};
use crate::accounts::Me;
use crate::app::use_me;
use crate::appointments::{Appointment, Deed, decide_appointment};
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, Look, open_about};
use crate::words::Role;
use leptos::prelude::*;

/// What is asked about. It outlasts the list that it is asked from, with the words that are being typed.
#[derive(Clone, Copy)]
pub struct Deciding {
    about: RwSignal<Option<(Appointment, Deed)>>,
    words: Words,
}

/// What is being written and done in a dialog.
#[derive(Clone, Copy, Default)]
pub struct Words {
    pub typed: RwSignal<String>,
    pub attempt: Attempt,
}

impl Words {
    pub fn begin_anew(self) {
        self.typed.set(String::new());
        self.attempt.error.set(None);
    }
}

/// Once on a page, above the buttons of its appointments and `DecisionDialog`.
pub fn provide_deciding() {
    provide_context(Deciding { about: RwSignal::new(None), words: Words::default() });
    provide_moving();
}

impl Deciding {
    pub fn ask(self, appointment: Appointment, deed: Deed) {
        self.words.begin_anew();
        self.about.set(Some((appointment, deed)));
    }
}

/// The dialogs that the buttons of appointments open. `on_done`: what follows, besides the event that tells of it.
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
        <Mover on_done />
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
    let Words { typed, attempt } = deciding.words;
    let id = appointment.id;
    let decide = move || {
        attempt.start(decide_appointment(id, deed, typed.get_untracked()), move |_| {
            open.try_set(false);
            if let Some(done) = on_done {
                done.try_run(());
            }
        });
    };
    view! {
        <SecondThought
            outcome=outcome(deed, &appointment.client.name)
            label=words_label(deed, &appointment, &use_me())
            words=deciding.words
            verb=deed.name()
            open
            on_press=move |()| decide()
        />
    }
}

/// What comes of it, words for the other side, and the two ways on.
#[component]
pub fn SecondThought(
    #[prop(into)] outcome: Signal<String>,
    /// What the words are called; nothing where none are asked for.
    label: Option<String>,
    words: Words,
    verb: &'static str,
    open: RwSignal<bool>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let Words { typed, attempt } = words;
    view! {
        <p class="soft">{outcome}</p>
        {label.map(|label| view! { <WordsField label typed /> })}
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        <div class="dialog__actions">
            <Button on_press=move || open.set(false)>"Back"</Button>
            <Button look=Look::Accent busy=attempt.busy on_press=move || on_press.run(())>
                {verb}
            </Button>
        </div>
    }
}

#[component]
fn WordsField(label: String, typed: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for="decision-words">
                {label}
            </label>
            <textarea
                id="decision-words"
                rows="2"
                maxlength="500"
                prop:value=move || typed.get()
                on:input:target=move |event| typed.set(event.target().value())
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

/// It says who reads it.
pub fn words_label(deed: Deed, appointment: &Appointment, me: &Me) -> Option<String> {
    let name = match deed {
        Deed::Confirm => return None,
        Deed::Decline | Deed::Cancel => "Reason",
        Deed::Complete | Deed::Miss => "Note",
    };
    let reader = if appointment.is_led_by(me) { Role::Client } else { Role::Practitioner };
    Some(format!("{name} (optional; the {} reads it)", me.practice.kind.person(reader)))
}
