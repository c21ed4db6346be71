//! Invitations: links by which people join, and the places they have.

use super::audit::{Entry, record};
use crate::accounts::model::{Deed, DeedDetails, Invitation, InvitationTerms, Me, Welcoming};
use crate::error::Result;
use crate::ids::{InvitationId, PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use sqlx::{PgConnection, query, query_as, query_scalar};

/// A place in a practice that somebody has taken.
pub struct Place {
    pub invitation: InvitationId,
    pub practice: PracticeId,
    pub role: Role,
    /// The one address it is for.
    pub email: Option<String>,
}

pub async fn add_invitation(tx: &mut Tx, me: &Me, terms: &InvitationTerms, digest: &[u8]) -> Result<Invitation> {
    let id = InvitationId::new();
    let added = query!(
        r#"insert into invitations (id, practice_id, role, email, digest, places, created_by, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))
           returning created_at as "created_at: Moment", expires_at as "expires_at: Moment""#,
        id as InvitationId,
        me.practice.id as PracticeId,
        terms.role.as_str(),
        terms.email,
        digest,
        terms.places,
        me.id() as UserId,
        terms.days
    )
    .fetch_one(&mut **tx)
    .await?;
    record(tx, deed_of(me, Deed::Invited, terms.role)).await?;
    Ok(Invitation {
        id,
        role: terms.role,
        email: terms.email.clone(),
        single_use: terms.places.is_some(),
        joined: 0,
        created_by: me.name.clone(),
        created_at: added.created_at,
        expires_at: added.expires_at,
    })
}

/// At most `limit` that still let somebody in, the newest first, from before one of them.
pub async fn open_invitations(
    conn: &mut PgConnection,
    practice: PracticeId,
    before: Option<InvitationId>,
    limit: i64,
) -> Result<Vec<Invitation>> {
    Ok(query_as!(
        Invitation,
        r#"select i.id as "id: InvitationId", i.role as "role: Role", i.email, i.places is not null as "single_use!",
                  i.joined, u.name as created_by, i.created_at as "created_at: Moment",
                  i.expires_at as "expires_at: Moment"
           from invitations i join users u on u.id = i.created_by
           where i.practice_id = $1 and i.revoked_at is null and i.expires_at > now()
             and (i.places is null or i.joined < i.places) and ($2::uuid is null or i.id < $2)
           order by i.id desc limit $3"#,
        practice as PracticeId,
        before as Option<InvitationId>,
        limit
    )
    .fetch_all(conn)
    .await?)
}

pub async fn count_open_invitations(conn: &mut PgConnection, practice: PracticeId) -> Result<i64> {
    let count = query_scalar!(
        r#"select count(*) as "count!" from invitations
           where practice_id = $1 and revoked_at is null and expires_at > now()
             and (places is null or joined < places)"#,
        practice as PracticeId
    );
    Ok(count.fetch_one(conn).await?)
}

/// Nobody joins with it any more. Once more changes nothing.
pub async fn revoke_invitation(tx: &mut Tx, me: &Me, id: InvitationId) -> Result<()> {
    let found = query!(
        r#"select role as "role: Role", revoked_at is not null as "is_revoked!" from invitations
           where id = $1 and practice_id = $2 for no key update"#,
        id as InvitationId,
        me.practice.id as PracticeId
    )
    .fetch_one(&mut **tx)
    .await?;
    if found.is_revoked {
        return Ok(());
    }
    query!(
        "update invitations set revoked_at = now(), revoked_by = $2 where id = $1",
        id as InvitationId,
        me.id() as UserId
    )
    .execute(&mut **tx)
    .await?;
    record(tx, deed_of(me, Deed::InvitationRevoked, found.role)).await
}

/// What whoever holds the link may know, while it lets somebody in.
pub async fn welcoming(conn: &mut PgConnection, digest: &[u8]) -> Result<Welcoming> {
    Ok(query_as!(
        Welcoming,
        r#"select p.name as practice, p.kind as "kind: PracticeKind", i.role as "role: Role", i.email
           from invitations i join practices p on p.id = i.practice_id
           where i.digest = $1 and i.revoked_at is null and i.expires_at > now()
             and (i.places is null or i.joined < i.places)"#,
        digest
    )
    .fetch_one(conn)
    .await?)
}

/// Takes one of its places. Of many who ask at once, as many get one as there are: the row is locked until the end.
pub async fn take_place(tx: &mut Tx, digest: &[u8]) -> Result<Place> {
    let row = query!(
        r#"update invitations set joined = joined + 1
           where digest = $1 and revoked_at is null and expires_at > now() and (places is null or joined < places)
           returning id as "id: InvitationId", practice_id as "practice: PracticeId", role as "role: Role", email"#,
        digest
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Place { invitation: row.id, practice: row.practice, role: row.role, email: row.email })
}

/// Notes by which link a person has come.
pub async fn note_arrival(tx: &mut Tx, user: UserId, place: &Place) -> Result<()> {
    query!("update users set invitation_id = $2 where id = $1", user as UserId, place.invitation as InvitationId)
        .execute(&mut **tx)
        .await?;
    let details = DeedDetails { to: Some(place.role), ..DeedDetails::default() };
    let (practice, deed) = (place.practice, Deed::Joined);
    record(tx, Entry { practice, actor: user, deed, subject: Some(user), details }).await
}

fn deed_of(me: &Me, deed: Deed, role: Role) -> Entry {
    let details = DeedDetails { to: Some(role), ..DeedDetails::default() };
    Entry { practice: me.practice.id, actor: me.id(), deed, subject: None, details }
}
