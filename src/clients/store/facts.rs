//! What is known of a client, and every change to it.

use crate::accounts::User;
use crate::clients::model::{Fact, FactChange, FactChanges, KnownFact, Sheet};
use crate::error::Result;
use crate::ids::{UserId, uuids};
use crate::server::db::Tx;
use crate::time::Moment;
use crate::words::PracticeKind;
use sqlx::{PgConnection, query};
use std::collections::HashMap;

/// Changes that a sheet tells of.
const CHANGES: i64 = 20;

/// What is known of a client, of what a practice of that kind asks for. The caller has found the client.
pub async fn sheet_of(conn: &mut PgConnection, client: UserId, kind: PracticeKind) -> Result<Sheet> {
    let facts = facts_of(conn, client, kind).await?;
    Ok(Sheet { asks: Fact::asked_by(kind).to_vec(), facts, changes: changes_of(conn, client).await? })
}

/// In the order in which the practice asks for it.
pub async fn facts_of(conn: &mut PgConnection, client: UserId, kind: PracticeKind) -> Result<Vec<KnownFact>> {
    Ok(facts_among(conn, &[client], kind).await?.remove(&client).unwrap_or_default())
}

/// Of several clients, whom the caller has found; nothing of those of whom nothing is known.
pub async fn facts_among(
    conn: &mut PgConnection,
    clients: &[UserId],
    kind: PracticeKind,
) -> Result<HashMap<UserId, Vec<KnownFact>>> {
    let rows = query!(
        r#"select f.user_id as "client: UserId", f.fact as "fact: Fact", f.value, f.changed_at as "changed_at: Moment",
                  u.id as "by: UserId", u.name, u.avatar
           from client_facts f join users u on u.id = f.changed_by where f.user_id = any($1)"#,
        &uuids(clients)
    );
    let place = |fact: Fact| Fact::asked_by(kind).iter().position(|asked| *asked == fact);
    let mut known: HashMap<UserId, Vec<KnownFact>> = HashMap::new();
    for row in rows.fetch_all(conn).await?.into_iter().filter(|row| place(row.fact).is_some()) {
        known.entry(row.client).or_default().push(KnownFact {
            fact: row.fact,
            value: row.value,
            changed_at: row.changed_at,
            changed_by: User { id: row.by, name: row.name, avatar: row.avatar },
        });
    }
    for facts in known.values_mut() {
        facts.sort_by_key(|known| place(known.fact));
    }
    Ok(known)
}

async fn changes_of(conn: &mut PgConnection, client: UserId) -> Result<Vec<FactChange>> {
    let rows = query!(
        r#"select c.fact as "fact: Fact", c.value, c.changed_at as "changed_at: Moment",
                  u.id as "by: UserId", u.name, u.avatar
           from client_fact_changes c join users u on u.id = c.changed_by
           where c.user_id = $1 order by c.id desc limit $2"#,
        client as UserId,
        CHANGES
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| FactChange {
            fact: row.fact,
            value: row.value,
            changed_at: row.changed_at,
            changed_by: User { id: row.by, name: row.name, avatar: row.avatar },
        })
        .collect())
}

/// Writes checked changes, and each that changes anything into the history. True where one did.
pub async fn change_facts(tx: &mut Tx, by: UserId, client: UserId, changes: &FactChanges) -> Result<bool> {
    let (facts, values): (Vec<Fact>, Vec<Option<String>>) =
        changes.iter().map(|(fact, value)| (*fact, value.clone())).unzip();
    let written = query!(
        "with given as (select fact, value from unnest($3::text[], $4::text[]) g (fact, value)),
              written as (
                  insert into client_facts (user_id, fact, value, changed_by)
                  select $2, fact, value, $1 from given where value is not null
                  on conflict on constraint client_facts_user_fact_key do update
                      set value = excluded.value, changed_at = now(), changed_by = excluded.changed_by
                      where client_facts.value <> excluded.value
                  returning fact, value),
              removed as (
                  delete from client_facts f using given g
                  where f.user_id = $2 and f.fact = g.fact and g.value is null
                  returning f.fact)
         insert into client_fact_changes (user_id, fact, value, changed_by)
         select $2, fact, value, $1 from written union all select $2, fact, null, $1 from removed",
        by as UserId,
        client as UserId,
        &facts as &[Fact],
        &values as &[Option<String>]
    )
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected() > 0)
}
