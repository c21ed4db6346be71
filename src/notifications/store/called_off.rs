//! What nobody has to read any more, though its reader did nothing. It says why ever after, and was not shown by that.

use super::reading::tell_counts;
use crate::error::Result;
use crate::ids::{UserId, uuids};
use crate::notifications::model::{Kind, Notice};
use crate::server::db::Tx;
use sqlx::query_scalar;

/// What was asked of these people is done by somebody else, or not asked any more. Nothing of it leaves the house from
/// now on; `reason` is the sentence that says why.
pub async fn call_off(tx: &mut Tx, people: &[UserId], topic: &str, reason: &str) -> Result<()> {
    let called_off = query_scalar!(
        r#"update notifications set read_at = now(), called_off_at = now(), called_off_because = $3
           where id in (
               select id from notifications
               where user_id = any($1) and topic = $2 and read_at is null and removed_at is null
               order by id for no key update)
           returning user_id as "user!: UserId""#,
        &uuids(people),
        topic,
        reason
    );
    let people = called_off.fetch_all(&mut **tx).await?;
    tell_counts(tx, &people).await
}

/// What these people were told holds no more: it leaves their bells where they have not read it, and nothing of it
/// leaves the house from now on; `reason` is the sentence that says why.
pub async fn take_back(tx: &mut Tx, people: &[UserId], topic: &str, reason: &str) -> Result<()> {
    let gone = query_scalar!(
        r#"update notifications set removed_at = now(), called_off_at = now(), called_off_because = $3
           where id in (
               select id from notifications
               where user_id = any($1) and topic = $2 and read_at is null and removed_at is null
               order by id for no key update)
           returning user_id as "user!: UserId""#,
        &uuids(people),
        topic,
        reason
    );
    let gone = gone.fetch_all(&mut **tx).await?;
    tell_counts(tx, &gone).await
}

/// An emergency that is told again: each telling keeps what became of it, and the newest alone stands in the bell.
/// Whose bells have lost one.
pub(super) async fn make_way(tx: &mut Tx, notices: &[Notice]) -> Result<Vec<UserId>> {
    let (mut people, mut topics) = (Vec::new(), Vec::new());
    for notice in notices.iter().filter(|notice| notice.kind == Kind::Emergency) {
        let Some(topic) = &notice.topic else { continue };
        for user in notice.to.iter().filter(|user| notice.actor != Some(**user)) {
            people.push(*user);
            topics.push(topic.clone());
        }
    }
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let gone = query_scalar!(
        r#"update notifications
           set removed_at = now(), called_off_at = now(), called_off_because = 'They were told again.'
           where id in (
               select n.id from unnest($1::uuid[], $2::text[]) as told (user_id, topic)
               join notifications n on n.user_id = told.user_id and n.topic = told.topic
               where n.topic is not null and n.read_at is null and n.removed_at is null
               order by n.id for no key update of n)
           returning user_id as "user: UserId""#,
        &uuids(&people),
        &topics
    );
    Ok(gone.fetch_all(&mut **tx).await?)
}
