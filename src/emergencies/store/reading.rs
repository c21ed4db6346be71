//! Emergencies as those see them whom they concern: their clients, and whoever works in the practice.

use super::telling::topic_of;
use crate::accounts::{Me, User};
use crate::emergencies::model::{Again, Emergency, Recipients, Retelling, Step, StepKind, Told, ToldAgain, Watch};
use crate::error::{AppError, Result};
use crate::ids::{EmergencyId, PracticeId, RoomId, UserId};
use crate::notifications::store::tellings_of_topic;
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query};
use uuid::Uuid;

/// A page knows of so many at once.
const WATCHED: i64 = 100;

struct EmergencyRow {
    id: EmergencyId,
    client: Json<User>,
    room: RoomId,
    text: String,
    raised_at: Moment,
    again_text: Option<String>,
    again_at: Option<Moment>,
    sent_to: Option<i32>,
    retold_what: Option<StepKind>,
    retold_at: Option<Moment>,
    retold_people: Option<i32>,
    retold_practitioners: Option<i32>,
    retold_to_on_call: Option<bool>,
    retold_by: Option<UserId>,
    told_at: Option<Moment>,
    for_admins: bool,
    taken_by: Option<Json<User>>,
    taken_at: Option<Moment>,
    resolved_by: Option<Json<User>>,
    resolved_at: Option<Moment>,
    outcome: Option<String>,
    version: i64,
    level: i16,
    seen_by: Json<Vec<User>>,
    rings_for: Vec<Uuid>,
    team: Vec<Uuid>,
    dismissed: bool,
}

impl From<EmergencyRow> for Emergency {
    fn from(row: EmergencyRow) -> Self {
        let ids = |ids: Vec<Uuid>| ids.into_iter().map(UserId).collect();
        let told_again = row.retold_what.zip(row.retold_at).map(|(what, at)| {
            let told = Retelling {
                what,
                people: row.retold_people.unwrap_or_default(),
                practitioners: row.retold_practitioners,
                to_on_call: row.retold_to_on_call,
                is_given_back: row.retold_by.is_some(),
            };
            ToldAgain { at, to: Recipients::of(told) }
        });
        Self {
            id: row.id,
            client: row.client.0,
            room: row.room,
            text: row.text,
            raised_at: row.raised_at,
            again: row.again_text.zip(row.again_at).map(|(text, at)| Again { text, at }),
            sent_to: row.sent_to,
            told_again,
            told_at: row.told_at,
            for_admins: row.for_admins,
            taken_by: row.taken_by.map(|Json(user)| user),
            taken_at: row.taken_at,
            resolved_by: row.resolved_by.map(|Json(user)| user),
            resolved_at: row.resolved_at,
            outcome: row.outcome,
            version: row.version,
            level: row.level,
            seen_by: row.seen_by.0,
            rings_for: ids(row.rings_for),
            team: ids(row.team),
            dismissed: row.dismissed,
        }
    }
}

/// One way to read emergencies: the columns are said once, each query says which rows.
macro_rules! emergencies {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            EmergencyRow,
            r#"select e.id as "id: EmergencyId", e.room_id as "room: RoomId", e.text, e.version, e.level,
                      e.raised_at as "raised_at: Moment", again.words as "again_text?", again.at as "again_at?: Moment",
                      begun.practitioners as "sent_to?", retold.what as "retold_what?: StepKind",
                      retold.at as "retold_at?: Moment", retold.people as "retold_people?",
                      retold.practitioners as "retold_practitioners?",
                      retold.to_on_call as "retold_to_on_call?", retold.actor_id as "retold_by?: UserId",
                      (select max(p.told_at) from emergency_people p where p.emergency_id = e.id) as "told_at: Moment",
                      not exists (select from users u where u.practice_id = e.practice_id and u.role = 'practitioner'
                                      and u.suspended_at is null) as "for_admins!",
                      e.taken_at as "taken_at: Moment",
                      e.resolved_at as "resolved_at: Moment", e.outcome, e.dismissed_at is not null as "dismissed!",
                      (select jsonb_build_object('id', id, 'name', name, 'avatar', avatar) from users where id = e.client_id)
                          as "client!: Json<User>",
                      (select jsonb_build_object('id', id, 'name', name, 'avatar', avatar) from users where id = e.taken_by)
                          as "taken_by: Json<User>",
                      (select jsonb_build_object('id', id, 'name', name, 'avatar', avatar) from users where id = e.resolved_by)
                          as "resolved_by: Json<User>",
                      (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'avatar', u.avatar)
                                                 order by p.first_seen_at, u.id), '[]')
                       from emergency_people p join users u on u.id = p.user_id
                       where p.emergency_id = e.id and p.first_seen_at is not null and u.role = 'practitioner')
                          as "seen_by!: Json<Vec<User>>",
                      (select coalesce(array_agg(p.user_id), '{}') from emergency_people p
                       where p.emergency_id = e.id and (p.last_seen_at is null or p.last_seen_at < p.told_at)
                         and e.resolved_at is null
                         and (e.taken_at is null or (p.user_id = e.taken_by and p.told_at > e.taken_at)))
                          as "rings_for!",
                      (select coalesce(array_agg(m.user_id), '{}') from room_members m join users u on u.id = m.user_id
                       where m.room_id = e.room_id and (u.role = 'practitioner' or u.id = e.taken_by)) as "team!"
               from emergencies e
               left join lateral (
                   select s.words, s.at from emergency_steps s
                   where s.emergency_id = e.id and s.what = 'wrote_again' order by s.number desc limit 1) again on true
               left join emergency_steps begun on begun.emergency_id = e.id and begun.number = 1
               left join lateral (
                   select s.what, s.at, s.people, s.practitioners, s.to_on_call, s.actor_id from emergency_steps s
                   where s.emergency_id = e.id and s.what in ('told_on_call', 'told_all', 'freed')
                   order by s.number desc limit 1) retold on true
               "# + $which,
            $($argument),*
        )
    };
}

/// Where a practice has no emergencies, nothing about them exists.
pub fn must_have_emergencies(me: &Me) -> Result<()> {
    if me.practice.kind.has_emergencies() { Ok(()) } else { Err(AppError::NotFound) }
}

/// For practitioners and admins.
pub fn must_work_here(me: &Me) -> Result<()> {
    must_have_emergencies(me)?;
    if me.is_client() { Err(AppError::forbidden("This is for those who work in the practice.")) } else { Ok(()) }
}

/// One's own, or one of the practice that one works in; others do not exist.
pub async fn emergency_for(conn: &mut PgConnection, me: UserId, id: EmergencyId) -> Result<Emergency> {
    let row = emergencies!(
        "join users v on v.practice_id = e.practice_id and (v.role <> 'client' or v.id = e.client_id)
         where e.id = $1 and v.id = $2",
        id as EmergencyId,
        me as UserId
    );
    Ok(row.fetch_one(conn).await?.into())
}

/// As everybody is told of it.
pub(super) async fn emergency_of(conn: &mut PgConnection, id: EmergencyId) -> Result<Emergency> {
    let row = emergencies!("where e.id = $1", id as EmergencyId);
    Ok(row.fetch_one(conn).await?.into())
}

/// Which, from after one of them, at most `limit`.
pub struct Search {
    /// Those that are not resolved, or those that are.
    pub open: Option<bool>,
    pub after: Option<EmergencyId>,
    pub limit: i64,
}

/// The newest first: of clients their own, else all of the practice.
pub async fn find(conn: &mut PgConnection, me: &Me, search: &Search) -> Result<Vec<Emergency>> {
    let rows = emergencies!(
        "where e.practice_id = $1 and ($2::uuid is null or e.client_id = $2)
           and ($3::boolean is null or (e.resolved_at is null) = $3) and ($4::uuid is null or e.id < $4)
         order by e.id desc limit $5",
        me.practice.id as PracticeId,
        me.is_client().then_some(me.id()) as Option<UserId>,
        search.open,
        search.after as Option<EmergencyId>,
        search.limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Emergency::from).collect())
}

/// What every page of theirs shows: to practitioners what is open, to admins what they were told of or have taken, to a
/// client their own, until they have dismissed how it ended, for an hour at most.
pub async fn watched_by(conn: &mut PgConnection, me: &Me) -> Result<Watch> {
    if !me.practice.kind.has_emergencies() {
        return Ok(Watch::default());
    }
    let rows = emergencies!(
        "join users v on v.practice_id = e.practice_id
         where v.id = $1
           -- The few that may be meant, by their indexes: it is asked with every page.
           and e.id in (select open.id from emergencies open where open.practice_id = $3 and open.resolved_at is null
                        union all
                        select own.id from emergencies own where own.client_id = $1)
           and case v.role
             when 'client' then e.client_id = v.id and e.dismissed_at is null
                 and coalesce(e.resolved_at > now() - interval '1 hour', true)
             when 'practitioner' then e.resolved_at is null
             else e.resolved_at is null and (e.taken_by = v.id or exists (
                 select from emergency_people p where p.emergency_id = e.id and p.user_id = v.id)) end
         order by e.id desc limit $2",
        me.id() as UserId,
        WATCHED,
        me.practice.id as PracticeId
    );
    Ok(Watch { all: rows.fetch_all(conn).await?.into_iter().map(Emergency::from).collect() })
}

/// What happened to it, the earliest first. The caller has found the emergency.
pub async fn steps_of(conn: &mut PgConnection, id: EmergencyId) -> Result<Vec<Step>> {
    let rows = query!(
        r#"select s.number, s.at as "at: Moment", s.what as "what: StepKind", s.people, s.practitioners, s.words,
                  u.id as "actor_id?: UserId", u.name as "actor_name?", u.avatar as actor_avatar
           from emergency_steps s left join users u on u.id = s.actor_id
           where s.emergency_id = $1 order by s.number"#,
        id as EmergencyId
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Step {
            number: row.number,
            at: row.at,
            by: row.actor_id.zip(row.actor_name).map(|(id, name)| User { id, name, avatar: row.actor_avatar }),
            what: row.what,
            people: row.people,
            practitioners: row.practitioners,
            words: row.words,
        })
        .collect())
}

/// Whoever was told of it, by name. The caller has found the emergency.
pub async fn told_of(conn: &mut PgConnection, id: EmergencyId) -> Result<Vec<Told>> {
    let people = query!(
        r#"select u.id as "id: UserId", u.name, u.avatar, p.told_at as "told_at: Moment",
                  p.first_seen_at as "seen_at: Moment"
           from emergency_people p join users u on u.id = p.user_id
           where p.emergency_id = $1 order by u.name_folded, u.id"#,
        id as EmergencyId
    );
    let people = people.fetch_all(&mut *conn).await?;
    let ids: Vec<UserId> = people.iter().map(|row| row.id).collect();
    let mut tellings = tellings_of_topic(conn, &topic_of(id), &ids).await?;
    Ok(people
        .into_iter()
        .map(|row| {
            let mut tellings = tellings.remove(&row.id).unwrap_or_default().into_iter();
            Told {
                ways: tellings.next().map(|last| last.ways).unwrap_or_default(),
                earlier: tellings.collect(),
                user: User { id: row.id, name: row.name, avatar: row.avatar },
                told_at: row.told_at,
                seen_at: row.seen_at,
            }
        })
        .collect())
}
