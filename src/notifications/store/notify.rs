//! Telling people: rows, ways out of the house, jobs and frames, all in the transaction of what is told.

use super::called_off::make_way;
use super::reading::{counts_of, tell_counts};
use super::rows::rows_among;
use super::ways::send_out;
use crate::error::Result;
use crate::ids::{NotificationId, RoomId, UserId, uuids};
use crate::notifications::Event;
use crate::notifications::model::{Channel, Kind, Mode, Notice};
use crate::server::db::Tx;
use crate::time::Moment;

/// Tells everybody a notice is for, as each of them wants to be told.
pub async fn notify(tx: &mut Tx, notice: Notice) -> Result<()> {
    notify_all(tx, vec![notice]).await
}

/// Tells of many things at once. Of notices with the same topic, nobody is among the readers of two.
pub async fn notify_all(tx: &mut Tx, notices: Vec<Notice>) -> Result<()> {
    write_and_tell(tx, &notices).await?;
    Ok(())
}

/// As `notify`: whom it has told, each by which notification. Whoever wants none is not among them.
pub async fn notify_each(tx: &mut Tx, notice: Notice) -> Result<Vec<(UserId, NotificationId)>> {
    let written = write_and_tell(tx, &[notice]).await?;
    Ok(written.into_iter().map(|row| (row.user, row.id)).collect())
}

async fn write_and_tell(tx: &mut Tx, notices: &[Notice]) -> Result<Vec<Written>> {
    let gone = make_way(tx, notices).await?;
    let written = write(tx, notices).await?;
    if !written.is_empty() {
        send_out(tx, &written).await?;
        tell(tx, &written).await?;
    }
    tell_counts(tx, &gone).await?;
    Ok(written)
}

/// A row that was written: whose, of which sort, and whether it is in the bell.
pub(super) struct Written {
    pub id: NotificationId,
    pub user: UserId,
    pub kind: Kind,
    /// Whether it is of an announcement, whatever it asks for.
    pub is_to_many: bool,
    in_page: bool,
}

async fn write(tx: &mut Tx, notices: &[Notice]) -> Result<Vec<Written>> {
    let rows: Vec<(&Notice, UserId)> = notices
        .iter()
        .flat_map(|notice| notice.to.iter().map(move |user| (notice, *user)))
        .filter(|(notice, user)| notice.actor != Some(*user))
        .collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    hold_unread(tx, &rows).await?;
    let each = |text: fn(&Notice) -> &str| rows.iter().map(|(notice, _)| text(notice).to_owned()).collect::<Vec<_>>();
    let usual = |channel: Channel| -> Vec<bool> {
        rows.iter().map(|(notice, _)| notice.kind.sort().usual(channel) != Mode::Off).collect()
    };
    let ids: Vec<NotificationId> = rows.iter().map(|_| NotificationId::new()).collect();
    Ok(sqlx::query_as!(
        Written,
        r#"insert into notifications as n
             (id, user_id, kind, actor_id, title, body, link, room_id, number, topic, calendar, useful_until, in_page,
              created_at)
           select new.id, new.user_id, new.kind, new.actor_id, new.title, new.body, new.link, new.room_id, new.number,
               new.topic, new.calendar, new.useful_until, coalesce(page.mode <> 'off', new.page),
               -- What is told at once keeps its order, also where it comes in the place of something older.
               now() + new.place * interval '1 microsecond'
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[],
                       $9::bigint[], $10::text[], $11::text[], $12::text[], $13::bool[], $14::bool[], $15::bool[],
                       $16::timestamptz[]) with ordinality
               as new (id, user_id, kind, actor_id, title, body, link, room_id, number, topic, calendar, sort,
                       page, push, mail, useful_until, place)
           join users u on u.id = new.user_id and u.suspended_at is null
           left join notification_preferences page
               on page.user_id = new.user_id and page.sort = new.sort and page.channel = 'page'
           left join notification_preferences push
               on push.user_id = new.user_id and push.sort = new.sort and push.channel = 'push'
           left join notification_preferences mail
               on mail.user_id = new.user_id and mail.sort = new.sort and mail.channel = 'mail'
           where coalesce(page.mode <> 'off', new.page) or coalesce(push.mode <> 'off', new.push)
               or coalesce(mail.mode <> 'off', new.mail)
           on conflict (user_id, topic) where topic is not null and read_at is null and removed_at is null
           do update set
               kind = excluded.kind, actor_id = excluded.actor_id, title = excluded.title, body = excluded.body,
               link = excluded.link, room_id = excluded.room_id, number = excluded.number,
               calendar = excluded.calendar, useful_until = excluded.useful_until,
               in_page = n.in_page or excluded.in_page, created_at = excluded.created_at, shown_at = null
           returning id as "id: NotificationId", user_id as "user: UserId", kind as "kind: Kind", in_page,
               kind = 'announcement' or coalesce(topic like 'announcement:%', false) as "is_to_many!""#,
        &uuids(&ids),
        &rows.iter().map(|(_, user)| user.0).collect::<Vec<_>>(),
        &each(|notice| notice.kind.as_str()),
        &rows.iter().map(|(notice, _)| notice.actor).collect::<Vec<_>>() as &[Option<UserId>],
        &each(|notice| &notice.title),
        &each(|notice| &notice.body),
        &each(|notice| &notice.link),
        &rows.iter().map(|(notice, _)| notice.message.map(|(room, _)| room)).collect::<Vec<_>>() as &[Option<RoomId>],
        &rows.iter().map(|(notice, _)| notice.message.map(|(_, number)| number)).collect::<Vec<_>>()
            as &[Option<i64>],
        &rows.iter().map(|(notice, _)| notice.topic.clone()).collect::<Vec<_>>() as &[Option<String>],
        &rows.iter().map(|(notice, _)| notice.calendar.clone()).collect::<Vec<_>>() as &[Option<String>],
        &each(|notice| notice.kind.sort().as_str()),
        &usual(Channel::Page),
        &usual(Channel::Push),
        &usual(Channel::Mail),
        &rows.iter().map(|(notice, _)| notice.useful_until).collect::<Vec<_>>() as &[Option<Moment>]
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Locks those in whose place these come. Each is looked up by the index, whatever Postgres knows of the table yet.
async fn hold_unread(tx: &mut Tx, rows: &[(&Notice, UserId)]) -> Result<()> {
    let named = rows.iter().filter_map(|(notice, user)| Some((*user, notice.topic.clone()?)));
    let (people, topics): (Vec<UserId>, Vec<String>) = named.unzip();
    sqlx::query!(
        "select from (
             select held.id from unnest($1::uuid[], $2::text[]) as new (user_id, topic)
             cross join lateral (
                 select id from notifications n
                 where n.user_id = new.user_id and n.topic = new.topic
                   and n.topic is not null and n.read_at is null and n.removed_at is null
                 offset 0) held
             order by held.id) held
         cross join lateral (select from notifications n where n.id = held.id for no key update) locked",
        &uuids(&people),
        &topics
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Each person hears of theirs in the order in which they were told, with how many are unread.
async fn tell(tx: &mut Tx, written: &[Written]) -> Result<()> {
    let shown: Vec<&Written> = written.iter().filter(|row| row.in_page).collect();
    let people: Vec<UserId> = shown.iter().map(|row| row.user).collect();
    let counts = counts_of(tx, &people).await?;
    let ids: Vec<NotificationId> = shown.iter().map(|row| row.id).collect();
    for row in rows_among(tx, &ids).await? {
        let (user, unread) = (row.user, counts.get(&row.user).copied().unwrap_or(0));
        tx.tell([user], Event::Notified { notification: Some(Box::new(row.into())), unread });
    }
    Ok(())
}
