//! Practices: how people find them, and what their admins change of them.

use crate::accounts::model::{Practice, PracticeChange, PracticeSheet};
use crate::error::{AppError, OnConstraint, Result};
use crate::ids::{PracticeId, UserId};
use crate::server::db::Tx;
use crate::words::PracticeKind;
use sqlx::{PgConnection, query, query_scalar};

/// A practice to be added.
pub struct NewPractice<'a> {
    pub id: PracticeId,
    pub kind: PracticeKind,
    pub name: &'a str,
    pub time_zone: &'a str,
    pub join_code: &'a str,
}

pub async fn add_practice(tx: &mut Tx, new: &NewPractice<'_>) -> Result<()> {
    query!(
        "insert into practices (id, kind, name, time_zone, join_code) values ($1, $2, $3, $4, $5)",
        new.id as PracticeId,
        new.kind.as_str(),
        new.name,
        new.time_zone,
        new.join_code
    )
    .execute(&mut **tx)
    .await
    .on_constraint("practices_join_code_key", || AppError::invalid("join_code", "This join code is in use."))?;
    Ok(())
}

/// A code that nobody guesses: it begins with the kind, so that people see what it is for.
pub fn new_join_code(kind: PracticeKind) -> String {
    format!("{}-{:012x}", kind.as_str(), rand::random::<u64>() >> 16)
}

/// The practice of that code, in capital letters or small ones, whether or not people may sign up with it.
pub async fn practice_by_join_code(conn: &mut PgConnection, code: &str) -> Result<Option<PracticeId>> {
    let code = as_kept(code);
    Ok(query_scalar!(r#"select id as "id: PracticeId" from practices where join_code = $1"#, code)
        .fetch_optional(conn)
        .await?)
}

/// The practice where people may sign up with that code, in capital letters or small ones.
pub async fn practice_open_to(conn: &mut PgConnection, code: &str) -> Result<Option<PracticeId>> {
    let code = as_kept(code);
    let found = query_scalar!(
        r#"select id as "id: PracticeId" from practices where join_code = $1 and sign_up_closed_at is null"#,
        code
    );
    Ok(found.fetch_optional(conn).await?)
}

/// All codes are made of small letters; a phone begins what is typed with a capital one.
fn as_kept(code: &str) -> String {
    code.trim().to_lowercase()
}

/// The practice as its admins see it.
pub async fn practice_sheet(conn: &mut PgConnection, practice: PracticeId) -> Result<PracticeSheet> {
    let row = query!(
        r#"select id as "id: PracticeId", name, kind as "kind: PracticeKind", time_zone, address, phone, note,
                  edit_minutes, delete_minutes, emergency_number, emergency_words, emergency_minutes, join_code, sign_up_closed_at is null as "sign_up_open!"
           from practices where id = $1"#,
        practice as PracticeId
    )
    .fetch_one(conn)
    .await?;
    Ok(PracticeSheet {
        practice: Practice {
            id: row.id,
            name: row.name,
            kind: row.kind,
            time_zone: row.time_zone,
            address: row.address,
            phone: row.phone,
            note: row.note,
            edit_minutes: row.edit_minutes,
            delete_minutes: row.delete_minutes,
            emergency_number: row.emergency_number,
            emergency_words: row.emergency_words,
            emergency_minutes: row.emergency_minutes,
        },
        join_code: Some(row.join_code),
        sign_up_open: Some(row.sign_up_open),
    })
}

/// Takes a change over that was checked.
pub async fn change_practice(tx: &mut Tx, practice: PracticeId, by: UserId, change: &PracticeChange) -> Result<()> {
    query!(
        "update practices set
             name = coalesce($3, name), time_zone = coalesce($4, time_zone),
             address = case when $5::text is null then address else nullif($5, '') end,
             phone = case when $6::text is null then phone else nullif($6, '') end,
             note = case when $7::text is null then note else nullif($7, '') end,
             edit_minutes = case when $8 then $9 else edit_minutes end,
             delete_minutes = case when $10 then $11 else delete_minutes end,
             sign_up_closed_at = case when $12::boolean is null then sign_up_closed_at
                                      when not $12 then coalesce(sign_up_closed_at, now()) end,
             sign_up_closed_by = case when $12::boolean is null then sign_up_closed_by
                                      when not $12 then coalesce(sign_up_closed_by, $2) end,
             emergency_number = case when $13::text is null then emergency_number else nullif($13, '') end,
             emergency_words = case when $14::text is null then emergency_words else nullif($14, '') end,
             emergency_minutes = coalesce($15, emergency_minutes)
         where id = $1",
        practice as PracticeId,
        by as UserId,
        change.name,
        change.time_zone,
        change.address,
        change.phone,
        change.note,
        change.edit_minutes.is_given(),
        change.edit_minutes.minutes(),
        change.delete_minutes.is_given(),
        change.delete_minutes.minutes(),
        change.sign_up_open,
        change.emergency_number,
        change.emergency_words,
        change.emergency_minutes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The former code works no more.
pub async fn renew_join_code(tx: &mut Tx, practice: PracticeId, code: &str) -> Result<()> {
    query!("update practices set join_code = $2 where id = $1", practice as PracticeId, code)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
