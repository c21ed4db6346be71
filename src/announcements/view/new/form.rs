//! The form, and the question before it is sent to so many.

use super::audience::{AudienceCard, Preview, people};
use super::cohort::CohortField;
use super::draft::Draft;
use crate::announcements::{CohortChoice, preview_audience, send_announcement};
use crate::app::{paths, use_me};
use crate::error::AppError;
use crate::ui::{Attempt, Confirm, ErrorNotice, Switch, TextField, use_guide};
use crate::words::capitalised;
use leptos::prelude::*;

const FIELDS: [&str; 3] = ["title", "body", "deadline"];

#[component]
pub fn AnnouncementForm(choices: Vec<CohortChoice>) -> impl IntoView {
    let me = use_me();
    let (kind, zone) = (me.practice.kind, StoredValue::new(me.time_zone));
    let options = choices.iter().map(|one| (one.cohort.key(), capitalised(&one.label(kind)))).collect::<Vec<_>>();
    let draft = Draft::new(me.id, choices);
    let preview = Preview::of(draft.cohort);
    let (checking, sending) = (Attempt::default(), Attempt::default());
    let (open, count) = (RwSignal::new(false), RwSignal::new(0_i64));
    let error = Signal::derive(move || checking.error.get().or_else(|| sending.error.get()));
    for (field, text) in FIELDS.into_iter().zip([draft.title, draft.body, draft.deadline]) {
        forget_once_changed(field, text, [checking, sending]);
    }
    // How many it is for is asked anew: somebody may have joined since the page was read.
    let ask = move || match zone.with_value(|zone| draft.read(zone)) {
        Err(error) => checking.error.set(Some(error)),
        Ok(new) => {
            sending.error.set(None);
            checking.start(preview_audience(new.cohort, String::new(), 1), move |audience| {
                count.set(audience.count);
                open.set(true);
            });
        }
    };
    let elsewhere = move || error.get().filter(|error| !error.field().is_some_and(|field| FIELDS.contains(&field)));
    view! {
        <form
            class="card stack"
            novalidate
            aria-label="Announcement"
            on:submit=move |event| {
                event.prevent_default();
                if !checking.busy.get_untracked() {
                    ask();
                }
            }
        >
            <CohortField draft options />
            <TextField label="Title" name="title" text=draft.title error />
            <TextField
                label="Text"
                name="body"
                text=draft.body
                error
                rows=8
                hint="An empty line begins a new paragraph."
            />
            <Switch
                label="Ask everybody to confirm that they have read and understood it"
                on=draft.asks
                on_turn=move |asks| draft.asks.set(asks)
            />
            <Show when=move || draft.asks.get()>
                <TextField
                    label="Until"
                    name="deadline"
                    kind="datetime-local"
                    text=draft.deadline
                    error
                    hint=zone.with_value(|zone| until_hint(zone))
                />
            </Show>
            {move || elsewhere().map(|error| view! { <ErrorNotice error /> })}
            <div class="row">
                <button type="submit" class="button button--accent" aria-disabled=move || checking.busy.get().then_some("true")>
                    "Send"
                </button>
            </div>
        </form>
        <AudienceCard preview />
        <Sending draft sending open count />
    }
}

fn until_hint(zone: &str) -> String {
    format!("Optional. By the clock of {zone}. Whoever has not confirmed by then is reminded once.")
}

/// What was wrong with a field is said until its text is another.
fn forget_once_changed(field: &'static str, text: RwSignal<String>, attempts: [Attempt; 2]) {
    Effect::watch(
        move || text.track(),
        move |(), _, _| {
            for Attempt { error, .. } in attempts {
                if error.with_untracked(|error| error.as_ref().and_then(AppError::field) == Some(field)) {
                    error.set(None);
                }
            }
        },
        false,
    );
}

#[component]
fn Sending(draft: Draft, sending: Attempt, open: RwSignal<bool>, count: RwSignal<i64>) -> impl IntoView {
    let me = StoredValue::new(use_me());
    let guide = use_guide();
    let send = Callback::new(move |()| match me.with_value(|me| draft.read(&me.time_zone)) {
        Err(error) => sending.error.set(Some(error)),
        Ok(new) => {
            let kept = draft.kept();
            sending.start(send_announcement(new), move |announcement| {
                kept.forget();
                let Some(path) = me.try_with_value(|me| paths::announcement(me, announcement.id)) else { return };
                guide.lead_to(&path);
            });
        }
    });
    // What a field has to say is said at the field.
    Effect::new(move |_| {
        if sending.error.get().is_some_and(|error| error.field().is_some_and(|field| FIELDS.contains(&field))) {
            open.set(false);
        }
    });
    view! {
        <Confirm
            id="send-announcement"
            title=Signal::derive(move || format!("Send to {}?", people(count.get())))
            text="They are told at once, each in the way they want. It can be stopped, but not taken back from whoever has read it."
                .to_owned()
            verb="Send it"
            open
            on_confirm=send
            busy=sending.busy
            error=sending.error
        />
    }
}
