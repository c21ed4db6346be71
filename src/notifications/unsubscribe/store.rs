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
        r#"select pr.name, chosen.off as "off!", chosen.modes as "modes!"
           from users u join practices pr on pr.id = u.practice_id
           cross join lateral (
               select count(*) filter (where p.mode = 'off') as off,
                   coalesce(string_agg(p.sort || ':' || p.mode, ',' order by p.sort), '') as modes
               from notification_preferences p
               where p.user_id = u.id and p.channel = 'mail' and p.sort = any($2)) chosen
           where u.id = $1"#,
        user as UserId,
        &names
    );
    let row = row.fetch_one(conn).await?;
    let is_stopped = usize::try_from(row.off).is_ok_and(|off| off == sorts.len());
    Ok(Unsubscribing { practice: row.name, sorts, is_stopped, chosen: row.modes })
}

/// Stops letters of these sorts. Done twice it is done.
pub async fn stop_letters(tx: &mut Tx, token: &str) -> Result<()> {
    choose(tx, token, |_| Some(Mode::Off)).await
}

/// Lets letters of these sorts come again, as was chosen before: what is not named, as is usual.
pub async fn send_again(tx: &mut Tx, token: &str, chosen: &str) -> Result<()> {
    choose(tx, token, |sort| mode_in(chosen, sort)).await
}

async fn choose(tx: &mut Tx, token: &str, mode: impl Fn(Sort) -> Option<Mode>) -> Result<()> {
    let (user, sorts) = owner_of(tx, token).await?;
    let may_stop = |sort: &Sort| sort.choices(Channel::Mail).contains(&Mode::Off);
    let choice = |sort: Sort| NewChoice { sort, channel: Channel::Mail, mode: mode(sort) };
    let choices = sorts.into_iter().filter(may_stop).map(choice).collect();
    let changes = PreferenceChanges { choices, ..PreferenceChanges::default() };
    change_preferences(tx, user, &changes).await.map(drop)
}

/// What `messages:on,groups:digest` says of a sort; what cannot be chosen for it is not said.
fn mode_in(chosen: &str, sort: Sort) -> Option<Mode> {
    let mut said = chosen.split(',').filter_map(|one| one.split_once(':'));
    let (_, mode) = said.find(|(name, _)| *name == sort.as_str())?;
    sort.choices(Channel::Mail).iter().copied().find(|other| other.as_str() == mode)
}
