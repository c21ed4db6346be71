//! Who has confirmed a message, and who has not.

use super::OpenThread;
use crate::accounts::model::initials;
use crate::app::use_me;
use crate::chat::{Acknowledgement, Confirmation, list_acknowledgements};
use crate::ids::MessageId;
use crate::time::Civil;
use crate::ui::{Attempt, Avatar, Button, Chip, Dialog, ErrorNotice, Look, Skeleton, When, open_about, use_clock};
use leptos::prelude::*;

/// As many as the server tells at once; fewer are the last.
const PAGE: usize = 50;

#[component]
pub fn Confirmations() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let is_open = open_about(open.asks_confirmed);
    let message = Memo::new(move |_| {
        let number = open.asks_confirmed.get()?;
        open.thread.with(|thread| thread.message(number).cloned())
    });
    let id = Memo::new(move |_| message.with(|message| message.as_ref().map(|message| message.id)));
    let asked = Memo::new(move |_| {
        message.with(|message| message.as_ref().and_then(|message| message.acknowledgement.clone()))
    });
    view! {
        <Dialog id="confirmations" title="Acknowledgement" open=is_open>
            <p class="soft">{move || asked.get().map(|asked| asked.count())}</p>
            {move || {
                id.get()
                    .map(|message| {
                        view! {
                            <Part message confirmed=false asked />
                            <Part message confirmed=true asked />
                        }
                    })
            }}
        </Dialog>
    }
}

/// Those who have, or those who have not; read anew whenever somebody confirms.
#[component]
fn Part(message: MessageId, confirmed: bool, asked: Memo<Option<Acknowledgement>>) -> impl IntoView {
    let (people, reading) = (RwSignal::new(None::<Vec<Confirmation>>), Attempt::default());
    let has_more = RwSignal::new(false);
    let read_on = move |is_first: bool| {
        let last = people.with_untracked(|people| people.as_ref()?.last().map(|last| last.user.id));
        reading.read(list_acknowledgements(message, confirmed, last.filter(|_| !is_first)), move |page| {
            has_more.try_set(page.len() == PAGE);
            people.try_update(|people| {
                let known = people.take().filter(|_| !is_first).unwrap_or_default();
                *people = Some([known, page].concat());
            });
        });
    };
    Effect::new(move |_| {
        asked.track();
        read_on(true);
    });
    let (title, nobody) = if confirmed {
        ("Confirmed", "Nobody has confirmed it yet.")
    } else {
        ("Not confirmed", "Everybody has confirmed it.")
    };
    view! {
        <section>
            <h3>{title}</h3>
            {move || people.with(Option::is_none).then(|| view! { <Skeleton rows=2 /> })}
            <Show when=move || people.with(|people| people.as_ref().is_some_and(Vec::is_empty))>
                <p class="soft">{nobody}</p>
            </Show>
            <ul class="members" aria-label=title>
                <For
                    each=move || people.get().unwrap_or_default()
                    key=|confirmation| confirmation.user.id
                    children=move |confirmation| line(confirmation, asked)
                />
            </ul>
            {move || {
                let retry = Callback::new(move |()| read_on(true));
                reading.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
            }}
            <Show when=move || has_more.get()>
                <Button look=Look::Quiet busy=reading.busy on_press=move || read_on(false)>
                    "Show more"
                </Button>
            </Show>
        </section>
    }
}

fn line(confirmation: Confirmation, asked: Memo<Option<Acknowledgement>>) -> impl IntoView {
    let clock = use_clock();
    let zone = StoredValue::new(use_me().time_zone);
    let at = confirmation.acknowledged_at;
    let is_late = Memo::new(move |_| {
        at.is_none() && asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.is_overdue(clock.get())))
    });
    view! {
        <li class="member">
            <Avatar initials=initials(&confirmation.user.name) seed=confirmation.user.id.to_string() />
            <span class="person__name">
                {confirmation.user.name}
                <span class="person__mark">
                    {at.map(|at| view! { <When at zone=zone.get_value() form=Civil::moment_near /> })}
                </span>
            </span>
            <Show when=move || is_late.get()>
                <Chip text="Overdue" look="warn" />
            </Show>
        </li>
    }
}
