//! What such a link changes: what somebody prefers by mail.

use super::Unsubscribing;
use super::token::read_token;
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::notifications::model::{Channel, Mode, NewChoice, PreferenceChanges, Sort};
use crate::notifications::store::change_preferences;
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// A link that is none of ours leads nowhere.
pub async fn owner_of(conn: &mut PgConnection, token: &str) -> Result<(UserId, Vec<Sort>)> {
    let key = query_scalar!("select mail_key from installation").fetch_one(&mut *conn).await?;
    read_token(token, &key).ok_or(AppError::NotFound)
}

pub async fn unsubscribing(conn: &mut PgConnection, token: &str) -> Result<Unsubscribing> {
    let (user, sorts) = owner_of(&mut *conn, token).await?;
    let names: Vec<String> = sorts.iter().map(|sort| sort.as_str().to_owned()).collect();
    let row = query!(
        r#"select pr.name, (select count(*) from notification_preferences p
                            where p.user_id = u.id and p.channel = 'mail' and p.sort = any($2) and p.mode = 'off') as "off!"
           from users u join practices pr on pr.id = u.practice_id where u.id = $1"#,
        user as UserId,
        &names
    );
    let row = row.fetch_one(conn).await?;
    let is_stopped = usize::try_from(row.off).is_ok_and(|off| off == sorts.len());
    Ok(Unsubscribing { practice: row.name, sorts, is_stopped })
}

/// Stops letters of these sorts, or lets them come again as is usual. Done twice it is done.
pub async fn stop_letters(tx: &mut Tx, token: &str, stop: bool) -> Result<()> {
    let (user, sorts) = owner_of(tx, token).await?;
    let may_stop = |sort: &Sort| sort.choices(Channel::Mail).contains(&Mode::Off);
    let mode = stop.then_some(Mode::Off);
    let choices = sorts.into_iter().filter(may_stop).map(|sort| NewChoice { sort, channel: Channel::Mail, mode });
    let changes = PreferenceChanges { choices: choices.collect(), ..PreferenceChanges::default() };
    change_preferences(tx, user, &changes).await.map(drop)
}
