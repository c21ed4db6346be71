//! What the admin's pages ask.

use crate::accounts::model::{
    AuditPage, FreshInvitation, FreshReset, Invitation, NewInvitation, PersonSheet, PracticeChange, PracticeSheet,
    RollCount, RollSearch,
};
use crate::error::Result;
use crate::ids::{InvitationId, UserId};
use crate::words::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// People and deeds that a page shows at once.
pub const PAGE: i64 = 50;
#[cfg(feature = "ssr")]
const INVITATIONS: i64 = 200;

/// How the practice stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    pub people: RollCount,
    pub invitations: i64,
    pub appointments_today: i64,
}

/// The practice as its form needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PracticeForm {
    pub sheet: PracticeSheet,
    /// Every time zone by its IANA name.
    pub zones: Vec<String>,
}

#[server(prefix = "/fn", endpoint = "admin-overview", input = Json)]
pub async fn read_overview() -> Result<Overview> {
    use crate::accounts::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        let mut conn = door.state.read().await?;
        Ok(Overview {
            people: store::count_people(&mut conn, practice).await?,
            invitations: store::count_open_invitations(&mut conn, practice).await?,
            appointments_today: crate::appointments::store::count_today(&mut conn, practice).await?,
        })
    })
    .await
}

/// People by name, from after one of them; one more than a page has tells that there are more.
#[server(prefix = "/fn", endpoint = "admin-people", input = Json)]
pub async fn find_people(search: RollSearch, after: Option<UserId>) -> Result<Vec<PersonSheet>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        let search = RollSearch { text: crate::accounts::model::check_query(&search.text)?, ..search };
        let mut conn = door.state.read().await?;
        crate::accounts::store::find_people(&mut conn, practice, &search, (after, PAGE + 1)).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "admin-person", input = Json)]
pub async fn show_person(user: UserId) -> Result<PersonSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        crate::accounts::store::person_of(&mut *door.state.read().await?, practice, user).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "change-role", input = Json)]
pub async fn change_role(user: UserId, role: Role) -> Result<PersonSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::change_role(&door.state, &door.who()?.me, user, role).await }).await
}

#[server(prefix = "/fn", endpoint = "suspend-person", input = Json)]
pub async fn suspend_person(user: UserId) -> Result<PersonSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::suspend(&door.state, &door.who()?.me, user).await }).await
}

#[server(prefix = "/fn", endpoint = "unsuspend-person", input = Json)]
pub async fn unsuspend_person(user: UserId) -> Result<PersonSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::unsuspend(&door.state, &door.who()?.me, user).await }).await
}

#[server(prefix = "/fn", endpoint = "make-reset", input = Json)]
pub async fn make_reset(user: UserId) -> Result<FreshReset> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::make_reset(&door.state, &door.who()?.me, user).await }).await
}

#[server(prefix = "/fn", endpoint = "invitations", input = Json)]
pub async fn list_invitations() -> Result<Vec<Invitation>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        let mut conn = door.state.read().await?;
        crate::accounts::store::open_invitations(&mut conn, practice, None, INVITATIONS).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "invite", input = Json)]
pub async fn invite(new: NewInvitation) -> Result<FreshInvitation> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::invite(&door.state, &door.who()?.me, &new).await }).await
}

#[server(prefix = "/fn", endpoint = "revoke-invitation", input = Json)]
pub async fn revoke_invitation(id: InvitationId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::revoke_invitation(&door.state, &door.who()?.me, id).await }).await
}

#[server(prefix = "/fn", endpoint = "practice-form", input = Json)]
pub async fn read_practice() -> Result<PracticeForm> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        let sheet = crate::accounts::store::practice_sheet(&mut *door.state.read().await?, practice).await?;
        Ok(PracticeForm { sheet, zones: crate::time::all_zones() })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "change-practice", input = Json)]
pub async fn change_practice(change: PracticeChange) -> Result<PracticeSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::change_practice(&door.state, &door.who()?.me, change).await }).await
}

#[server(prefix = "/fn", endpoint = "renew-join-code", input = Json)]
pub async fn renew_join_code() -> Result<PracticeSheet> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::renew_join_code(&door.state, &door.who()?.me).await }).await
}

/// Deeds from before one of them, the newest first. The first page says whether the whole chain holds.
#[server(prefix = "/fn", endpoint = "audit", input = Json)]
pub async fn read_audit(before: Option<i64>) -> Result<AuditPage> {
    use crate::accounts::store;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        let mut conn = door.state.read().await?;
        let mut entries = store::audit_before(&mut conn, practice, before, PAGE + 1).await?;
        let has_more = entries.len() > usize::try_from(PAGE).unwrap_or_default();
        entries.truncate(usize::try_from(PAGE).unwrap_or_default());
        let is_whole = match before {
            None => Some(store::first_break(&mut conn, Some(practice)).await?.is_none()),
            Some(_) => None,
        };
        Ok(AuditPage { entries, has_more, is_whole })
    })
    .await
}
