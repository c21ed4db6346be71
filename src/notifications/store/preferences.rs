//! What people prefer. Only what they have chosen themselves has a row.

use super::count_unread;
use super::held::hold_anew;
use crate::error::Result;
use crate::ids::UserId;
use crate::notifications::Event;
use crate::notifications::model::{Channel, Choice, Mode, PreferenceChanges, Preferences, Quiet, Ring, Sort};
use crate::server::db::Tx;
use crate::time::WallTime;
use sqlx::{PgConnection, query, query_as};

pub async fn preferences_of(conn: &mut PgConnection, me: UserId) -> Result<Preferences> {
    let chosen = query_as!(
        Choice,
        r#"select sort as "sort: Sort", channel as "channel: Channel", mode as "mode: Mode"
           from notification_preferences where user_id = $1"#,
        me as UserId
    );
    let choices = Preferences::complete(&chosen.fetch_all(&mut *conn).await?);
    let Settings { quiet, push_details, sound } = settings_of(conn, me).await?;
    Ok(Preferences { choices, quiet, push_details, sound })
}

/// What a page has to know to ring.
pub async fn ring_of(conn: &mut PgConnection, me: UserId) -> Result<Ring> {
    let unread = count_unread(conn, me).await?;
    let Settings { quiet, sound, .. } = settings_of(conn, me).await?;
    Ok(Ring { unread, sound, quiet })
}

/// The person's devices are told; so is who asks. What was held by other quiet hours is held by these alone.
pub async fn change_preferences(tx: &mut Tx, me: UserId, changes: &PreferenceChanges) -> Result<Preferences> {
    changes.check()?;
    // Two changes at once take turns: what is told after each is all that is chosen then.
    query!("select from users where id = $1 for no key update", me as UserId).fetch_one(&mut **tx).await?;
    choose(tx, me, changes).await?;
    set(tx, me, changes).await?;
    if changes.quiet.is_some() {
        hold_anew(tx, me).await?;
    }
    let preferences = preferences_of(tx, me).await?;
    tx.tell([me], Event::SettingsChanged { preferences: Box::new(preferences.clone()) });
    Ok(preferences)
}

struct Settings {
    quiet: Option<Quiet>,
    push_details: bool,
    sound: bool,
}

async fn settings_of(conn: &mut PgConnection, me: UserId) -> Result<Settings> {
    let row = query!(
        r#"select to_char(quiet_from, 'HH24:MI') as quiet_from, to_char(quiet_until, 'HH24:MI') as quiet_until,
             push_details, sound
           from notification_settings where user_id = $1"#,
        me as UserId
    );
    let Some(row) = row.fetch_optional(conn).await? else {
        return Ok(Settings { quiet: None, push_details: false, sound: true });
    };
    let time = |text: Option<String>| WallTime::parse(&text?);
    let quiet = time(row.quiet_from).zip(time(row.quiet_until)).map(|(from, until)| Quiet { from, until });
    Ok(Settings { quiet, push_details: row.push_details, sound: row.sound })
}

async fn choose(tx: &mut Tx, me: UserId, changes: &PreferenceChanges) -> Result<()> {
    if changes.choices.is_empty() {
        return Ok(());
    }
    let sorts: Vec<String> = changes.choices.iter().map(|choice| choice.sort.as_str().into()).collect();
    let channels: Vec<Channel> = changes.choices.iter().map(|choice| choice.channel).collect();
    let modes: Vec<Option<Mode>> = changes.choices.iter().map(|choice| choice.mode).collect();
    query!(
        "with new as (select * from unnest($2::text[], $3::text[], $4::text[]) as new (sort, channel, mode)),
         usual as (
           delete from notification_preferences p using new
           where p.user_id = $1 and p.sort = new.sort and p.channel = new.channel and new.mode is null
         )
         insert into notification_preferences (user_id, sort, channel, mode)
         select $1, sort, channel, mode from new where mode is not null
         on conflict (user_id, sort, channel) do update set mode = excluded.mode",
        me as UserId,
        &sorts,
        &channels as &[Channel],
        &modes as &[Option<Mode>]
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn set(tx: &mut Tx, me: UserId, changes: &PreferenceChanges) -> Result<()> {
    let PreferenceChanges { quiet, push_details, sound, .. } = changes;
    if quiet.is_none() && push_details.is_none() && sound.is_none() {
        return Ok(());
    }
    let hours = quiet.flatten();
    query!(
        "insert into notification_settings as s (user_id, quiet_from, quiet_until, push_details, sound)
         values ($1, $3::text::time, $4::text::time, coalesce($5, false), coalesce($6, true))
         on conflict (user_id) do update set
             quiet_from = case when $2 then excluded.quiet_from else s.quiet_from end,
             quiet_until = case when $2 then excluded.quiet_until else s.quiet_until end,
             push_details = coalesce($5, s.push_details), sound = coalesce($6, s.sound)",
        me as UserId,
        quiet.is_some(),
        hours.map(|hours| hours.from.to_string()),
        hours.map(|hours| hours.until.to_string()),
        *push_details,
        *sound
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
