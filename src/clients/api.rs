//! What the pages ask of clients.

use super::model::{ClientCard, ClientsPart, FactChanges, Glance, OwnPractitioner, Sheet, Shown};
use crate::error::Result;
use crate::ids::UserId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// Clients that a page of the list has.
#[cfg(feature = "ssr")]
const CLIENTS: i64 = 50;

/// `after` is the `next` of the part before.
#[server(prefix = "/fn", endpoint = "clients", input = Json)]
pub async fn list_clients(shown: Shown, text: String, after: Option<String>) -> Result<ClientsPart> {
    use super::rest::find_page;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        let page = find_page(&door.state, &me, (shown, text), ("after", after.as_deref()), CLIENTS).await?;
        Ok(ClientsPart { clients: page.items, next: page.next })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "client", input = Json)]
pub async fn read_client(client: UserId) -> Result<ClientCard> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::changing::card(&door.state, &door.who()?.me, client).await }).await
}

/// Several clients, each with what is known of them; of those that one may not see there is nothing.
#[server(prefix = "/fn", endpoint = "some-clients", input = Json)]
pub async fn glance_at(clients: Vec<UserId>) -> Result<Vec<Glance>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, mut conn) = (door.who()?.me, door.state.read().await?);
        let clients = super::store::clients_among(&mut conn, &me, &clients).await?;
        let ids: Vec<UserId> = clients.iter().map(|client| client.id).collect();
        let mut facts = super::store::facts_among(&mut conn, &ids, me.practice.kind).await?;
        let glance = |client: crate::accounts::User| {
            let facts = facts.remove(&client.id).unwrap_or_default();
            Glance { client, facts }
        };
        Ok(clients.into_iter().map(glance).collect())
    })
    .await
}

/// What is known of oneself.
#[server(prefix = "/fn", endpoint = "own-facts", input = Json)]
pub async fn read_own_facts() -> Result<Sheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::changing::own_sheet(&mut *door.state.read().await?, &door.who()?.me).await }).await
}

/// Of a client, or of oneself. Answers with what is known now.
#[server(prefix = "/fn", endpoint = "change-facts", input = Json)]
pub async fn change_facts(client: Option<UserId>, changes: FactChanges) -> Result<Sheet> {
    use super::changing::{change_of, change_own};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        match client {
            Some(client) => change_of(&door.state, &me, client, changes).await,
            None => change_own(&door.state, &me, changes).await,
        }
    })
    .await
}

/// The practitioners with whom a client shares an appointment.
#[server(prefix = "/fn", endpoint = "own-practitioners", input = Json)]
pub async fn list_own_practitioners() -> Result<Vec<OwnPractitioner>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::own_practitioners(&mut *door.state.read().await?, door.who()?.me.id()).await })
        .await
}
