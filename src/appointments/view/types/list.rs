//! A card with types, each of which can be changed and archived.

use super::form::TypeForm;
use crate::appointments::archive_type;
use crate::appointments::model::AppointmentType;
use crate::ids::UserId;
use crate::ui::{Attempt, Button, Chip, Confirm, Dialog, Empty, IconName, Look, open_about};
use leptos::prelude::*;

/// What the dialog is about.
#[derive(Clone, Debug)]
enum Subject {
    New,
    Known(AppointmentType),
}

impl Subject {
    fn known(self) -> Option<AppointmentType> {
        match self {
            Self::New => None,
            Self::Known(kind) => Some(kind),
        }
    }
}

/// `owner`: whose own types they are; without one they are the practice's.
#[component]
pub fn TypesCard(
    title: &'static str,
    hint: &'static str,
    owner: Option<UserId>,
    types: RwSignal<Vec<AppointmentType>>,
    #[prop(into)] on_change: Callback<()>,
) -> impl IntoView {
    let editing = RwSignal::new(None::<Subject>);
    let archiving = RwSignal::new(None::<AppointmentType>);
    view! {
        <section class="card" aria-label=title>
            <div class="card__head">
                <div>
                    <h2>{title}</h2>
                    <p class="soft">{hint}</p>
                </div>
                <Button on_press=move || editing.set(Some(Subject::New))>"Add type"</Button>
            </div>
            {move || {
                types
                    .with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <Empty
                                icon=IconName::Calendar
                                title="None yet"
                                hint="A type says how long an appointment is, where, and what it costs."
                            />
                        }
                    })
            }}
            <ul aria-label=title>
                <For each=move || types.get() key=Clone::clone let:kind>
                    <TypeRow kind editing archiving />
                </For>
            </ul>
        </section>
        <TypeDialog editing owner on_change />
        <ConfirmArchiving archiving on_change />
    }
}

#[component]
fn TypeRow(
    kind: AppointmentType,
    editing: RwSignal<Option<Subject>>,
    archiving: RwSignal<Option<AppointmentType>>,
) -> impl IntoView {
    let facts = format!("{} min · {}", kind.minutes, kind.place.name());
    let buffers =
        (kind.before + kind.after > 0).then(|| format!(" · {} min free before, {} after", kind.before, kind.after));
    let price = (!kind.price.is_empty()).then(|| format!(" · {}", kind.price));
    let (to_edit, to_archive) = (kind.clone(), kind.clone());
    view! {
        <li class="hours__type">
            <div>
                <b>{kind.name}</b>
                <p class="soft">{facts} {buffers} {price}</p>
                {(!kind.needs_confirmation).then(|| view! { <Chip text="Confirmed at once" look="accent" /> })}
            </div>
            <div class="row row--wrap">
                <Button small=true on_press=move || editing.set(Some(Subject::Known(to_edit.clone())))>
                    "Edit"
                </Button>
                <Button small=true look=Look::Quiet on_press=move || archiving.set(Some(to_archive.clone()))>
                    "Archive"
                </Button>
            </div>
        </li>
    }
}

#[component]
fn TypeDialog(editing: RwSignal<Option<Subject>>, owner: Option<UserId>, on_change: Callback<()>) -> impl IntoView {
    let open = open_about(editing);
    let title = move || match editing.get() {
        Some(Subject::Known(kind)) => format!("Change {}", kind.name),
        _ => "New type".to_owned(),
    };
    view! {
        <Dialog id="appointment-type" title=Signal::derive(title) open>
            <TypeForm kind=editing.get_untracked().and_then(Subject::known) owner open on_change />
        </Dialog>
    }
}

#[component]
fn ConfirmArchiving(archiving: RwSignal<Option<AppointmentType>>, on_change: Callback<()>) -> impl IntoView {
    let open = open_about(archiving);
    let attempt = Attempt::default();
    Effect::new(move |_| {
        if open.get() {
            attempt.error.set(None);
        }
    });
    let title = move || format!("Archive {}?", archiving.get().map(|kind| kind.name).unwrap_or_default());
    let archive = move |()| {
        if let Some(kind) = archiving.get_untracked() {
            attempt.start(archive_type(kind.id), move |()| {
                open.try_set(false);
                on_change.run(());
            });
        }
    };
    view! {
        <Confirm
            id="archive-type"
            title=Signal::derive(title)
            text="It can no longer be booked. Its appointments stay what they are."
            verb="Archive type"
            open
            on_confirm=Callback::new(archive)
            busy=attempt.busy
            error=attempt.error
        />
    }
}
