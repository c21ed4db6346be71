//! Who waits for a practitioner.

use super::anybody;
use crate::accounts::model::initials;
use crate::app::use_me;
use crate::appointments::view::live::changes;
use crate::appointments::{Waiting, read_waitlist};
use crate::ui::{Avatar, Empty, ErrorNotice, IconName, Skeleton, read, use_clock};
use leptos::prelude::*;

#[component]
pub fn WaitingList() -> impl IntoView {
    let entries = read(|| (), |()| read_waitlist());
    let reread = Callback::new(move |()| entries.refetch());
    changes(move |()| reread.run(()));
    view! {
        <section class="card" role="region" aria-label="Waiting">
            <h2>"Waiting"</h2>
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match entries.await {
                        Ok(entries) if entries.is_empty() => {
                            view! {
                                <Empty
                                    icon=IconName::Clock
                                    title="Nobody waits"
                                    hint="Who finds no time that suits can wait here for one that comes free."
                                />
                            }
                                .into_any()
                        }
                        Ok(entries) => {
                            entries.into_iter().map(|entry| view! { <Waiter entry /> }).collect_view().into_any()
                        }
                        Err(error) => view! { <ErrorNotice error on_retry=reread /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Waiter(entry: Waiting) -> impl IntoView {
    let zone = use_me().time_zone;
    let now = use_clock();
    let since = format!("since {}", entry.joined_at.civil(&zone).day_short());
    let line = entry.line(&anybody());
    let (client, reason) = (entry.client.clone(), entry.reason.clone());
    let name = format!("{}, {reason}", client.name);
    let offered = move || {
        entry.offer_at(now.get()).map(|offer| {
            let (at, until) = (offer.starts_at.civil(&zone), offer.expires_at.civil(&zone));
            let line = format!("Is offered {}, {} until {}", at.day_short(), at.clock(), until.clock());
            view! { <div>{line}</div> }
        })
    };
    view! {
        <article class="line" aria-label=name>
            <Avatar initials=initials(&client.name) seed=client.id.to_string() />
            <div>
                <strong>{client.name}</strong>
                <div class="soft">{line} ", " {since}</div>
                <div class="lines">{reason}</div>
                {offered}
            </div>
        </article>
    }
}
