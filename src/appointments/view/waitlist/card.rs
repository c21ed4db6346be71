//! A client's places on the waitlist, what they are offered first.

use super::anybody;
use super::offer::OfferLine;
use crate::app::use_me;
use crate::appointments::view::live::changes;
use crate::appointments::{Waiting, leave_waitlist, read_waitlist};
use crate::ui::{Attempt, Button, ErrorNotice, Icon, IconName, read, use_clock};
use leptos::prelude::*;

/// Nothing where one waits for nothing; the list is joined while booking.
#[component]
pub fn WaitlistCard() -> impl IntoView {
    let entries = read(|| (), |()| read_waitlist());
    let reread = Callback::new(move |()| entries.refetch());
    changes(move |()| reread.run(()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match entries.await {
                    Ok(entries) if entries.is_empty() => ().into_any(),
                    Ok(entries) => view! { <Places entries reread /> }.into_any(),
                    Err(error) => view! { <ErrorNotice error on_retry=reread /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Places(entries: Vec<Waiting>, reread: Callback<()>) -> impl IntoView {
    let now = use_clock();
    let entries = StoredValue::new(entries);
    let split = move |offered: bool| {
        let is_it = |entry: &&Waiting| entry.offer_at(now.get()).is_some() == offered;
        entries.with_value(|entries| entries.iter().filter(is_it).cloned().collect::<Vec<_>>())
    };
    view! {
        <section class="card" role="region" aria-label="Waitlist">
            <h2>"Waitlist"</h2>
            <For each=move || split(true) key=|entry| (entry.id, entry.offer.as_ref().map(|offer| offer.id)) let:entry>
                <OfferLine entry reread />
            </For>
            <For each=move || split(false) key=|entry| entry.id let:entry>
                <Place entry reread />
            </For>
        </section>
    }
}

#[component]
fn Place(entry: Waiting, reread: Callback<()>) -> impl IntoView {
    let zone = use_me().time_zone;
    let attempt = Attempt::default();
    let id = entry.id;
    let line = entry.line(&anybody());
    let name = format!("Waiting, {line}");
    let since = format!("You wait since {}", entry.joined_at.civil(&zone).day_short());
    let leave = move || {
        attempt.start(leave_waitlist(id), move |()| {
            reread.try_run(());
        });
    };
    view! {
        <article class="line" aria-label=name>
            <Icon name=IconName::Clock />
            <div>
                <div>{line}</div>
                <div class="soft">{since} " · " {entry.reason}</div>
                {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            </div>
            <Button small=true busy=attempt.busy on_press=leave>
                "Leave"
            </Button>
        </article>
    }
}
