//! The client's card in short, beside a conversation with them.

mod known;

use super::visits::{about, when};
use crate::accounts::Me;
use crate::app::frame::use_me;
use crate::app::paths;
use crate::clients::{FactsList, Visit};
use crate::error::AppError;
use crate::pets::{PetLine, PetLineView};
use crate::ui::{ErrorNotice, Skeleton};
use crate::words::{Role, capitalised};
pub use known::read_known;
use known::{CardInShort, Known};
use leptos::prelude::*;

/// `is_awaited`: whether there is a client to tell of for sure; then their place is kept while it is read.
#[component]
pub fn KnownOfClient(is_awaited: bool) -> impl IntoView {
    let (me, known) = (use_me(), expect_context::<Known>());
    view! {
        <Transition fallback=move || is_awaited.then(|| view! { <Skeleton rows=2 /> })>
            {move || {
                let me = me.clone();
                Suspend::new(async move {
                    match known.card.await {
                        Ok(card) => {
                            known.listen_for(card.as_ref());
                            card.map(|card| shown(&me, card)).into_any()
                        }
                        Err(AppError::NotFound) => ().into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| known.card.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

fn shown(me: &Me, card: CardInShort) -> impl IntoView + use<> {
    let CardInShort { client, facts, pets, next, last } = card;
    let title = capitalised(me.practice.kind.person(Role::Client));
    let name = title.clone();
    view! {
        <section aria-label=name>
            <h3>{title}</h3>
            {(!facts.is_empty()).then(|| view! { <FactsList facts /> })}
            {(!pets.is_empty()).then(|| pet_links(me, pets))}
            {(next.is_some() || last.is_some()).then(|| nearest(me, next, last))}
            <a class="button" href=paths::client(me, client.id)>
                "Open card"
            </a>
        </section>
    }
}

fn pet_links(me: &Me, pets: Vec<PetLine>) -> impl IntoView + use<> {
    let link = |pet: PetLine| {
        let path = paths::pet(me, pet.id);
        view! {
            <li>
                <a href=path>
                    <PetLineView pet />
                </a>
            </li>
        }
    };
    let links = pets.into_iter().map(link).collect_view();
    view! {
        <ul class="context__pets" aria-label="Pets">
            {links}
        </ul>
    }
}

fn nearest(me: &Me, next: Option<Visit>, last: Option<Visit>) -> impl IntoView + use<> {
    let line = |name: &'static str, visit: Visit| {
        view! {
            <dt>{name}</dt>
            <dd>
                {when(me, &visit)} <div class="soft">{format!("{} · {}", about(me, &visit), visit.status.name())}</div>
            </dd>
        }
    };
    let (next, last) =
        (next.map(|visit| line("Next appointment", visit)), last.map(|visit| line("Last appointment", visit)));
    view! { <dl class="facts">{next} {last}</dl> }
}
