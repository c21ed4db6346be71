//! The client's card in short, beside a conversation with them.

use super::visits::{about, when};
use crate::accounts::{Me, User};
use crate::app::frame::use_me;
use crate::app::paths;
use crate::appointments::{Status, changes};
use crate::clients::{ClientCard, FactsList, Glance, KnownFact, Visit, client_changes, read_client, show_client_of};
use crate::error::{AppError, Result};
use crate::ids::RoomId;
use crate::live::event::{Event, Incoming};
use crate::live::use_live;
use crate::pets::{Pet, PetLine, PetLineView, list_pets_of};
use crate::ui::{ErrorNotice, Read, read};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a practitioner sees of the client whom they talk to.
#[derive(Clone, Serialize, Deserialize)]
pub struct CardInShort {
    client: User,
    facts: Vec<KnownFact>,
    /// Empty where the practice has none.
    pets: Vec<PetLine>,
    next: Option<Visit>,
    last: Option<Visit>,
}

/// Nothing in groups, and for clients.
pub type Known = Read<Result<Option<CardInShort>>>;

/// Reads it for that room, and again when something of it has changed.
pub fn read_known(room: Memo<Option<RoomId>>) -> Known {
    let me = use_me();
    let (is_client, has_pets) = (me.is_client(), me.practice.kind.has_pets());
    let known: Known = read(
        move || room.get(),
        move |room| async move {
            match room.filter(|_| !is_client) {
                Some(room) => in_short(room, has_pets).await,
                None => Ok(None),
            }
        },
    );
    client_changes(None, move |()| known.refetch());
    changes(move |()| known.refetch());
    use_live().listen(move |incoming| {
        if let Incoming::Event(Event::Pets(_)) = incoming {
            known.refetch();
        }
    });
    known
}

async fn in_short(room: RoomId, has_pets: bool) -> Result<Option<CardInShort>> {
    let Some(Glance { client, facts }) = show_client_of(room).await? else { return Ok(None) };
    let ClientCard { ahead, past, .. } = read_client(client.id).await?;
    let pets = if has_pets { list_pets_of(client.id).await? } else { Vec::new() };
    let was_agreed = |visit: &Visit| !matches!(visit.status, Status::Requested | Status::Cancelled);
    Ok(Some(CardInShort {
        client,
        facts,
        pets: pets.iter().map(Pet::line).collect(),
        next: ahead.into_iter().next(),
        last: past.into_iter().find(was_agreed),
    }))
}

#[component]
pub fn KnownOfClient() -> impl IntoView {
    let (me, known) = (use_me(), expect_context::<Known>());
    view! {
        <Transition>
            {move || {
                let me = me.clone();
                Suspend::new(async move {
                    match known.await {
                        Ok(Some(card)) => shown(&me, card).into_any(),
                        Ok(None) | Err(AppError::NotFound) => ().into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
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
