//! What holds for a whole practice: its holidays and its deadlines.

use super::staff::tell_practice;
use crate::appointments::model::{Holiday, PracticeRules};
use crate::error::{AppError, Result};
use crate::ids::PracticeId;
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_as};
use time::Date;

/// The practice's closed days from today on, in order.
pub async fn holidays_of(conn: &mut PgConnection, practice: PracticeId) -> Result<Vec<Holiday>> {
    Ok(query_as!(
        Holiday,
        "select day, name from practice_holidays where practice_id = $1 and day >= current_date - 1 order by day",
        practice as PracticeId
    )
    .fetch_all(conn)
    .await?)
}

pub async fn holiday_on(conn: &mut PgConnection, practice: PracticeId, day: Date) -> Result<Option<Holiday>> {
    Ok(query_as!(
        Holiday,
        "select day, name from practice_holidays where practice_id = $1 and day = $2",
        practice as PracticeId,
        day
    )
    .fetch_optional(conn)
    .await?)
}

/// Adds a closed day, or gives it another name. What is booked already stays. Whether the day is new.
pub async fn add_holiday(tx: &mut Tx, practice: PracticeId, holiday: Holiday) -> Result<bool> {
    let holiday = holiday.checked()?;
    // Somewhere it may still be yesterday.
    if holiday.day < Moment::now().plus_minutes(-24 * 60).0.date() {
        return Err(AppError::invalid("day", "This day is over."));
    }
    let is_new = holiday_on(tx, practice, holiday.day).await?.is_none();
    query!(
        "insert into practice_holidays (practice_id, day, name) values ($1, $2, $3)
         on conflict on constraint practice_holidays_day_key do update set name = excluded.name",
        practice as PracticeId,
        holiday.day,
        holiday.name
    )
    .execute(&mut **tx)
    .await?;
    tell_practice(tx, practice).await?;
    Ok(is_new)
}

pub async fn remove_holiday(tx: &mut Tx, practice: PracticeId, day: Date) -> Result<()> {
    query!("delete from practice_holidays where practice_id = $1 and day = $2", practice as PracticeId, day)
        .execute(&mut **tx)
        .await?;
    tell_practice(tx, practice).await
}

pub async fn rules_of(conn: &mut PgConnection, practice: PracticeId) -> Result<PracticeRules> {
    Ok(query_as!(
        PracticeRules,
        "select cancellation_hours, grace_hours, waitlist_minutes from practices where id = $1",
        practice as PracticeId
    )
    .fetch_one(conn)
    .await?)
}

pub async fn set_rules(tx: &mut Tx, practice: PracticeId, rules: PracticeRules) -> Result<()> {
    let rules = rules.checked()?;
    query!(
        "update practices set cancellation_hours = $2, grace_hours = $3, waitlist_minutes = $4 where id = $1",
        practice as PracticeId,
        rules.cancellation_hours,
        rules.grace_hours,
        rules.waitlist_minutes
    )
    .execute(&mut **tx)
    .await?;
    tell_practice(tx, practice).await
}
