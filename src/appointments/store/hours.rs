//! When practitioners receive.

use super::staff::tell_about;
use crate::appointments::model::{Availability, Span, SpecialDay, WeeklySpan};
use crate::error::{AppError, OnConstraint, Result};
use crate::ids::{AppointmentTypeId, UserId, uuids};
use crate::server::db::Tx;
use crate::time::WallTime;
use sqlx::{PgConnection, query, query_scalar};
use std::collections::BTreeMap;
use time::Date;

/// Adds to a practitioner's week.
pub async fn add_hours(tx: &mut Tx, practitioner: UserId, hours: WeeklySpan) -> Result<()> {
    query!(
        "insert into weekly_hours (practitioner_id, weekday, opens, closes) values ($1, $2, $3, $4)",
        practitioner as UserId,
        hours.weekday,
        hours.span.opens.minutes(),
        hours.span.closes.minutes()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn availability_of(conn: &mut PgConnection, practitioner: UserId) -> Result<Availability> {
    let rules = query!(
        "select notice_minutes, days_ahead from booking_rules where practitioner_id = $1",
        practitioner as UserId
    )
    .fetch_optional(&mut *conn)
    .await?;
    Ok(Availability {
        weekly: weekly_of(conn, practitioner).await?,
        special: special_of(conn, practitioner).await?,
        notice_minutes: rules.as_ref().map_or(Availability::NOTICE_MINUTES, |rules| rules.notice_minutes),
        days_ahead: rules.map_or(Availability::DAYS_AHEAD, |rules| rules.days_ahead),
        withheld: withheld_by(conn, practitioner).await?,
    })
}

/// How many days ahead a practitioner can be booked.
pub(super) async fn days_ahead_of(conn: &mut PgConnection, practitioner: UserId) -> Result<i32> {
    let said = query_scalar!("select days_ahead from booking_rules where practitioner_id = $1", practitioner as UserId);
    Ok(said.fetch_optional(conn).await?.unwrap_or(Availability::DAYS_AHEAD))
}

async fn weekly_of(conn: &mut PgConnection, practitioner: UserId) -> Result<Vec<WeeklySpan>> {
    let rows = query!(
        "select weekday, opens, closes from weekly_hours where practitioner_id = $1 order by weekday, opens",
        practitioner as UserId
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.filter_map(|row| Some(WeeklySpan { weekday: row.weekday, span: span(row.opens, row.closes)? })).collect())
}

async fn special_of(conn: &mut PgConnection, practitioner: UserId) -> Result<Vec<SpecialDay>> {
    let rows = query!(
        r#"select d.day, d.note, h.opens as "opens?", h.closes as "closes?"
           from special_days d left join special_hours h using (practitioner_id, day)
           where d.practitioner_id = $1 and d.day >= current_date - 31
           order by d.day, h.opens"#,
        practitioner as UserId
    );
    let mut days: BTreeMap<Date, SpecialDay> = BTreeMap::new();
    for row in rows.fetch_all(conn).await? {
        let empty = || SpecialDay { day: row.day, note: row.note.clone(), hours: Vec::new() };
        let day = days.entry(row.day).or_insert_with(empty);
        day.hours.extend(row.opens.zip(row.closes).and_then(|(opens, closes)| span(opens, closes)));
    }
    Ok(days.into_values().collect())
}

async fn withheld_by(conn: &mut PgConnection, practitioner: UserId) -> Result<Vec<AppointmentTypeId>> {
    Ok(query_scalar!(
        r#"select type_id as "id: AppointmentTypeId" from withheld_types where practitioner_id = $1 order by type_id"#,
        practitioner as UserId
    )
    .fetch_all(conn)
    .await?)
}

fn span(opens: i16, closes: i16) -> Option<Span> {
    Some(Span { opens: WallTime::from_minutes(opens)?, closes: WallTime::from_minutes(closes)? })
}

/// Replaces all of it. What is booked already stays.
pub async fn set_availability(tx: &mut Tx, practitioner: UserId, wanted: Availability) -> Result<()> {
    let wanted = wanted.checked()?;
    let person = practitioner as UserId;
    // First, so that two who set them at once take turns.
    query!(
        "insert into booking_rules (practitioner_id, notice_minutes, days_ahead) values ($1, $2, $3)
         on conflict (practitioner_id) do update
         set notice_minutes = excluded.notice_minutes, days_ahead = excluded.days_ahead",
        person as _,
        wanted.notice_minutes,
        wanted.days_ahead
    )
    .execute(&mut **tx)
    .await?;
    query!("delete from weekly_hours where practitioner_id = $1", person as _).execute(&mut **tx).await?;
    for hours in wanted.weekly {
        add_hours(tx, practitioner, hours).await?;
    }
    query!("delete from special_days where practitioner_id = $1 and day >= current_date - 31", person as _)
        .execute(&mut **tx)
        .await?;
    for day in wanted.special {
        add_special_day(tx, practitioner, day).await?;
    }
    withhold(tx, practitioner, &wanted.withheld).await?;
    tell_about(tx, practitioner).await
}

async fn add_special_day(tx: &mut Tx, practitioner: UserId, special: SpecialDay) -> Result<()> {
    query!(
        "insert into special_days (practitioner_id, day, note) values ($1, $2, $3)
         on conflict on constraint special_days_day_key do update set note = excluded.note",
        practitioner as UserId,
        special.day,
        special.note
    )
    .execute(&mut **tx)
    .await?;
    for span in special.hours {
        query!(
            "insert into special_hours (practitioner_id, day, opens, closes) values ($1, $2, $3, $4)",
            practitioner as UserId,
            special.day,
            span.opens.minutes(),
            span.closes.minutes()
        )
        .execute(&mut **tx)
        .await
        .on_constraint("special_hours_span_key", || {
            AppError::invalid("special", "Hours of a day run into each other.")
        })?;
    }
    Ok(())
}

/// Types of other practices and of other people are passed over.
async fn withhold(tx: &mut Tx, practitioner: UserId, types: &[AppointmentTypeId]) -> Result<()> {
    let person = practitioner as UserId;
    query!("delete from withheld_types where practitioner_id = $1", person as _).execute(&mut **tx).await?;
    query!(
        "insert into withheld_types (practitioner_id, type_id)
         select u.id, t.id from users u join appointment_types t on t.practice_id = u.practice_id
         where u.id = $1 and t.id = any($2)",
        person as _,
        &uuids(types)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
