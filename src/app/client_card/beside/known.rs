//! What is read of the client whom one talks to: all of it at once, and again when something of this client changes.

use crate::accounts::User;
use crate::app::frame::use_me;
use crate::clients::{KnownFact, Visit};
use crate::error::Result;
use crate::ids::{RoomId, UserId};
use crate::live::event::{Event, Incoming};
use crate::live::use_live;
use crate::pets::PetLine;
use crate::ui::{Read, read};
use crate::{appointments, clients, pets};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// What a practitioner sees of the client whom they talk to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardInShort {
    pub client: User,
    pub facts: Vec<KnownFact>,
    /// Empty where the practice has none.
    pub pets: Vec<PetLine>,
    pub next: Option<Visit>,
    pub last: Option<Visit>,
}

/// Of the one client with whom one is alone in a room; nothing in groups, and for clients.
#[server(prefix = "/fn", endpoint = "client-beside", input = Json)]
pub async fn read_card_in_short(room: RoomId) -> Result<Option<CardInShort>> {
    use crate::clients::store::{ahead_with, client_for, client_of_room, facts_of, last_with};
    use crate::pets::store::{must_see_pets_of, pets_of};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, mut conn) = (door.who()?.me, door.state.read().await?);
        let Some(other) = client_of_room(&mut conn, &me, room).await? else { return Ok(None) };
        let client = client_for(&mut conn, &me, other.id).await?;
        let mut pets = Vec::new();
        if me.practice.kind.has_pets() {
            must_see_pets_of(&mut conn, &me, client.id).await?;
            pets = pets_of(&mut conn, client.id).await?;
        }
        Ok(Some(CardInShort {
            facts: facts_of(&mut conn, client.id, me.practice.kind).await?,
            pets: pets.iter().map(pets::Pet::line).collect(),
            next: ahead_with(&mut conn, &me, client.id, 1).await?.pop(),
            last: last_with(&mut conn, &me, client.id).await?,
            client,
        }))
    })
    .await
}

#[derive(Clone, Copy)]
pub struct Known {
    pub card: Read<Result<Option<CardInShort>>>,
    /// Whose card is shown.
    whose: StoredValue<Option<UserId>>,
}

impl Known {
    /// From now on that client is listened for.
    pub fn listen_for(self, card: Option<&CardInShort>) {
        self.whose.try_set_value(card.map(|card| card.client.id));
    }
}

/// Reads it for that room, and again when something of it has changed.
pub fn read_known(room: Memo<Option<RoomId>>) -> Known {
    let is_client = use_me().is_client();
    let card = read(
        move || room.get(),
        move |room| async move {
            match room.filter(|_| !is_client) {
                Some(room) => read_card_in_short(room).await,
                None => Ok(None),
            }
        },
    );
    let known = Known { card, whose: StoredValue::new(None) };
    let live = use_live();
    live.listen(move |incoming| {
        if let Incoming::Event(event) = incoming
            && let Some(client) = known.whose.try_get_value().flatten()
            && is_about(event, client)
        {
            card.refetch();
        }
    });
    live.once_back(move || card.refetch());
    known
}

/// Whether an event may have changed what the card says of a client.
fn is_about(event: &Event, client: UserId) -> bool {
    match event {
        Event::Clients(clients::Event::Changed { client: changed }) => *changed == client,
        Event::Pets(pets::Event::Changed { pet }) => pet.is_of(client),
        Event::Appointments(appointments::Event::Changed { appointment }) => appointment.client.id == client,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_of_this_client_is_read_again() {
        let (noor, tomas) = (UserId::new(), UserId::new());
        let changed = Event::Clients(clients::Event::Changed { client: noor });
        assert!(is_about(&changed, noor));
        assert!(!is_about(&changed, tomas));
        let settings = Event::Appointments(appointments::Event::SettingsChanged { user: Some(noor) });
        assert!(!is_about(&settings, noor), "hours are no part of a card");
    }
}
