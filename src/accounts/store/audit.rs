//! The audit: deeds in the order in which they were done, each holding the digest of the one before.

use crate::accounts::event::Event;
use crate::accounts::model::{AuditEntry, Deed, DeedDetails, User};
use crate::error::Result;
use crate::ids::{PracticeId, UserId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query, query_scalar};

/// A deed to be kept: in which practice, by whom, what, and to whom.
pub struct Entry {
    pub practice: PracticeId,
    pub actor: UserId,
    pub deed: Deed,
    pub subject: Option<UserId>,
    pub details: DeedDetails,
}

/// The first place at which a chain holds no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    pub practice: PracticeId,
    pub number: i64,
}

/// Adds a deed, and tells the practice's admins that there is one. Comes last in a transaction: from here to its
/// end, nobody else of the practice adds to the audit.
pub async fn record(tx: &mut Tx, entry: Entry) -> Result<()> {
    let practice = entry.practice;
    // The row refers to the practice. If somebody holds that one, it is waited for here, before the lock of the audit.
    query!("select from practices where id = $1 for key share", practice as PracticeId).execute(&mut **tx).await?;
    query!("select pg_advisory_xact_lock(hashtextextended($1, 7311014))", practice.to_string())
        .execute(&mut **tx)
        .await?;
    query!(
        "with last as (select number, digest from audit_heads where practice_id = $1),
              entry as (
                  select $1::uuid as practice_id, coalesce((select number from last), 0) + 1 as number,
                         clock_timestamp() as at, $2::uuid as actor_id, $3::text as deed, $4::uuid as subject_id,
                         $5::jsonb as details, coalesce((select digest from last), '') as previous),
              added as (
                  insert into audit
                  select entry.*, audit_digest(row(entry.*, ''::bytea)::audit) from entry
                  returning number, digest)
         insert into audit_heads select $1, number, digest from added
         on conflict on constraint audit_heads_practice_key do update set number = excluded.number, digest = excluded.digest",
        practice as PracticeId,
        entry.actor as UserId,
        entry.deed.as_str(),
        entry.subject as Option<UserId>,
        Json(entry.details) as _
    )
    .execute(&mut **tx)
    .await?;
    let admins = admins_of(tx, practice).await?;
    tx.tell(admins, Event::AuditGrew);
    Ok(())
}

/// At most `limit` deeds from before a number, the newest first.
pub async fn audit_before(
    conn: &mut PgConnection,
    practice: PracticeId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<AuditEntry>> {
    let rows = query!(
        r#"select a.number, a.at as "at: Moment", a.deed as "deed: Deed", a.details as "details: Json<DeedDetails>",
                  x.id as "actor_id: UserId", x.name as actor_name, x.avatar as actor_avatar,
                  y.id as "subject_id?: UserId", y.name as "subject_name?", y.avatar as subject_avatar
           from audit a join users x on x.id = a.actor_id left join users y on y.id = a.subject_id
           where a.practice_id = $1 and a.number < coalesce($2, 9223372036854775807)
           order by a.number desc limit $3"#,
        practice as PracticeId,
        before,
        limit
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| AuditEntry {
            number: row.number,
            at: row.at,
            actor: User { id: row.actor_id, name: row.actor_name, avatar: row.actor_avatar },
            deed: row.deed,
            subject: row.subject_id.zip(row.subject_name).map(|(id, name)| User {
                id,
                name,
                avatar: row.subject_avatar,
            }),
            details: row.details.0,
        })
        .collect())
}

/// Reads every chain, or one practice's, from its beginning: the first place where a row was changed, put in or taken
/// out; nothing where all is as it was written.
pub async fn first_break(conn: &mut PgConnection, practice: Option<PracticeId>) -> Result<Option<Break>> {
    let found = query!(
        r#"with chain as (
               select practice_id, number, digest, previous, audit_digest(a) as computed,
                      coalesce(lag(digest) over links, '') as expected, row_number() over links as place,
                      lead(number) over links is null as is_last
               from audit a where $1::uuid is null or practice_id = $1
               window links as (partition by practice_id order by number)),
           heads as (select * from audit_heads where $1::uuid is null or practice_id = $1),
           breaks as (
               select practice_id, number from chain
               where digest <> computed or previous <> expected or number <> place
               union all
               select h.practice_id, h.number from heads h
               left join chain c on c.practice_id = h.practice_id and c.is_last
               where c.number is null or c.number <> h.number or c.digest <> h.digest
               union all
               select practice_id, number from chain
               where is_last and practice_id not in (select practice_id from heads))
           select practice_id as "practice!: PracticeId", number as "number!" from breaks order by 1, 2 limit 1"#,
        practice as Option<PracticeId>
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.map(|row| Break { practice: row.practice, number: row.number }))
}

async fn admins_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<UserId>> {
    let admins = query_scalar!(
        r#"select id as "id: UserId" from users where practice_id = $1 and role = 'admin' and suspended_at is null"#,
        practice as PracticeId
    );
    Ok(admins.fetch_all(conn).await?)
}
