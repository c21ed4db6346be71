//! The list itself, which goes on by a button.

use super::line::ClientRow;
use crate::clients::{ClientLine, ClientsPart, Shown, list_clients};
use crate::ui::{Attempt, Button, Empty, ErrorNotice, IconName, Look};
use crate::words::capitalised;
use leptos::prelude::*;

/// `what` is shown, and what was looked for. `has_more_here` says that the person has gone on.
#[component]
pub fn ClientList(
    first: ClientsPart,
    what: (Shown, String),
    people: &'static str,
    has_more_here: RwSignal<bool>,
) -> impl IntoView {
    if first.clients.is_empty() {
        return nobody(&what, people).into_any();
    }
    let clients = RwSignal::new(first.clients);
    let next = RwSignal::new(first.next);
    let attempt = Attempt::default();
    has_more_here.set(false);
    let more = move || {
        let (shown, text) = what.clone();
        attempt.start(list_clients(shown, text, next.get_untracked()), move |part| {
            has_more_here.try_set(true);
            next.try_set(part.next);
            clients.try_update(|clients| clients.extend(part.clients));
        });
    };
    let more = StoredValue::new(more);
    view! {
        <ul aria-label=capitalised(people)>
            <For each=move || clients.get() key=|line: &ClientLine| line.client.id let:line>
                <ClientRow line />
            </For>
        </ul>
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        <Show when=move || next.with(Option::is_some)>
            <Button look=Look::Quiet busy=attempt.busy on_press=move || more.with_value(|more| more())>
                "Show more"
            </Button>
        </Show>
    }
    .into_any()
}

fn nobody((shown, text): &(Shown, String), people: &'static str) -> impl IntoView + use<> {
    let (title, hint) = if !text.trim().is_empty() {
        ("Nobody found", "Try another name, or look among all.".to_owned())
    } else if *shown == Shown::All {
        ("Nobody yet", format!("New {people} join with the practice’s join code."))
    } else {
        ("Nobody yet", format!("The {people} with whom you share an appointment or a conversation stand here."))
    };
    view! { <Empty icon=IconName::People title hint /> }
}
