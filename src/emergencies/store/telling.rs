//! Who is told, and what is kept of it: the people, the step, the audit.

use super::audience::Audience;
use super::reading::emergency_of;
use crate::accounts::Me;
use crate::accounts::model::{Deed, DeedDetails};
use crate::accounts::store::{Entry, record};
use crate::emergencies::Event;
use crate::emergencies::model::{Emergency, StepKind};
use crate::error::Result;
use crate::ids::{ClientId, EmergencyId, PracticeId, UserId, uuids};
use crate::notifications::store;
use crate::notifications::{Kind, Notice, notify, shortened};
use crate::server::db::Tx;
use sqlx::{PgConnection, query, query_scalar};

/// Characters of what is said that a notification shows.
const EXCERPT: usize = 200;

/// What happened, and by whom; the clock is nobody.
pub(super) struct Happening<'a> {
    pub what: StepKind,
    pub by: Option<UserId>,
    /// Where it told somebody: how many, and how many of them are practitioners.
    pub told: Option<(usize, usize)>,
    /// Where those on call were to be told: whether there were any.
    pub to_on_call: Option<bool>,
    pub words: Option<&'a str>,
    /// By which a repeat is known.
    pub key: Option<ClientId>,
}

impl Happening<'_> {
    pub fn by(what: StepKind, by: UserId) -> Self {
        Self { by: Some(by), ..Self::of_itself(what) }
    }

    /// Its time was over.
    pub fn of_itself(what: StepKind) -> Self {
        Self { what, by: None, told: None, to_on_call: None, words: None, key: None }
    }

    pub fn told(self, audience: &Audience) -> Self {
        let told = Some((audience.people.len(), audience.practitioners));
        Self { told, to_on_call: audience.to_on_call, ..self }
    }

    fn people(&self) -> Option<i32> {
        self.told.map(|(people, _)| count(people))
    }

    fn practitioners(&self) -> Option<i32> {
        self.told.map(|(_, practitioners)| count(practitioners))
    }
}

fn count(people: usize) -> i32 {
    i32::try_from(people).unwrap_or(i32::MAX)
}

/// From now on it rings on the devices of these people. Nobody is told twice of one telling.
pub(super) async fn note_told(conn: &mut PgConnection, id: EmergencyId, people: &[UserId]) -> Result<()> {
    query!(
        "insert into emergency_people (emergency_id, user_id, told_at) select $1, u, clock_timestamp() from unnest($2::uuid[]) u
         on conflict on constraint emergency_people_key do update set told_at = excluded.told_at",
        id as EmergencyId,
        &uuids(people)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn add_step(conn: &mut PgConnection, id: EmergencyId, happening: &Happening<'_>) -> Result<()> {
    query!(
        "insert into emergency_steps
             (emergency_id, number, actor_id, what, people, practitioners, words, client_key, to_on_call)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from emergency_steps where emergency_id = $1",
        id as EmergencyId,
        happening.by as Option<UserId>,
        happening.what.as_str(),
        happening.people(),
        happening.practitioners(),
        happening.words,
        happening.key as Option<ClientId>,
        happening.to_on_call
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) fn topic_of(id: EmergencyId) -> String {
    format!("emergency:{id}")
}

/// It has become somebody's, or is over: nobody else is called any more, in the bell, by push or by mail.
pub(super) async fn call_off(tx: &mut Tx, id: EmergencyId) -> Result<()> {
    let told = query!(
        r#"select p.user_id as "user: UserId", e.resolved_at is not null as "is_over!"
           from emergency_people p join emergencies e on e.id = p.emergency_id where e.id = $1"#,
        id as EmergencyId
    );
    let told = told.fetch_all(&mut **tx).await?;
    let is_over = told.iter().any(|row| row.is_over);
    let reason = if is_over { "It was over by then." } else { "Somebody had taken it by then." };
    let people: Vec<UserId> = told.iter().map(|row| row.user).collect();
    store::call_off(tx, &people, &topic_of(id), reason).await
}

/// Whoever it was is not told of it. While it is unread, what comes next about the emergency takes its place.
pub(super) async fn notify_of(tx: &mut Tx, emergency: &Emergency, telling: Telling<'_>) -> Result<()> {
    let notice = Notice::new(Kind::Emergency, telling.to.to_vec(), telling.title, telling.link);
    let topic = Some(topic_of(emergency.id));
    notify(tx, Notice { actor: Some(telling.by), body: shortened(telling.words, EXCERPT), topic, ..notice }).await
}

/// What somebody finds in their bell.
pub(super) struct Telling<'a> {
    pub to: &'a [UserId],
    pub by: UserId,
    pub title: String,
    pub words: &'a str,
    pub link: String,
}

/// Rings for those who are to come, and shows everybody else whom it concerns how it stands.
pub(super) async fn tell_alert(tx: &mut Tx, id: EmergencyId, told: &[UserId]) -> Result<Emergency> {
    let emergency = emergency_of(tx, id).await?;
    tx.tell(told, Event::Alert { emergency: Box::new(emergency.clone()) });
    let others = concerned(tx, id).await?.into_iter().filter(|user| !told.contains(user)).collect::<Vec<_>>();
    tx.tell(others, Event::Changed { emergency: Box::new(emergency.clone()) });
    let telling = Telling {
        to: told,
        by: emergency.client.id,
        title: format!("Emergency: {}", emergency.client.name),
        words: emergency.last_words(),
        link: format!("emergencies/{id}"),
    };
    notify_of(tx, &emergency, telling).await?;
    Ok(emergency)
}

/// Its client finds in their bell what a practitioner did.
pub(super) async fn tell_client(tx: &mut Tx, emergency: &Emergency, by: &Me, deed: &str) -> Result<()> {
    let telling = Telling {
        to: &[emergency.client.id],
        by: by.id(),
        title: format!("{} {deed} your emergency", by.name),
        words: emergency.outcome.as_deref().unwrap_or_default(),
        link: format!("chat/{}", emergency.room),
    };
    notify_of(tx, emergency, telling).await
}

/// Its client finds in their bell that whoever had taken it has it no more.
pub(super) async fn tell_client_of_freeing(
    tx: &mut Tx,
    emergency: &Emergency,
    by: UserId,
    title: String,
) -> Result<()> {
    let telling = Telling {
        to: &[emergency.client.id],
        by,
        title,
        words: "All who can were told of your emergency again.",
        link: format!("chat/{}", emergency.room),
    };
    notify_of(tx, emergency, telling).await
}

/// Everybody whom it concerns sees how it stands.
pub(super) async fn tell_changed(tx: &mut Tx, id: EmergencyId) -> Result<Emergency> {
    let emergency = emergency_of(tx, id).await?;
    let concerned = concerned(tx, id).await?;
    tx.tell(concerned, Event::Changed { emergency: Box::new(emergency.clone()) });
    Ok(emergency)
}

/// Its client, every practitioner of the practice, and the admins once they were told of it or have taken it.
async fn concerned(conn: &mut PgConnection, id: EmergencyId) -> Result<Vec<UserId>> {
    let people = query_scalar!(
        r#"select u.id as "id: UserId" from emergencies e join users u on u.practice_id = e.practice_id
           where e.id = $1 and u.suspended_at is null and (u.id = e.client_id or u.role = 'practitioner'
               or u.role = 'admin' and (u.id = e.taken_by or exists (
                   select from emergency_people p where p.emergency_id = e.id and p.user_id = u.id)))"#,
        id as EmergencyId
    );
    Ok(people.fetch_all(conn).await?)
}

/// Keeps the step in the practice's audit. Comes last in a transaction. What the clock does is kept as the client's who
/// waits.
pub(super) async fn audit(
    tx: &mut Tx,
    practice: PracticeId,
    emergency: &Emergency,
    happening: &Happening<'_>,
) -> Result<()> {
    let deed = match happening.what {
        StepKind::Raised => Deed::EmergencyRaised,
        StepKind::WroteAgain => Deed::EmergencyRepeated,
        StepKind::Seen => Deed::EmergencySeen,
        StepKind::Freed if happening.by.is_some() => Deed::EmergencyGivenBack,
        StepKind::ToldOnCall | StepKind::ToldAll | StepKind::Freed => Deed::EmergencyEscalated,
        StepKind::Taken => Deed::EmergencyTaken,
        StepKind::Resolved => Deed::EmergencyResolved,
    };
    let client = emergency.client.id;
    let actor = happening.by.unwrap_or(client);
    let details = DeedDetails { emergency: Some(emergency.id), people: happening.people(), ..DeedDetails::default() };
    record(tx, Entry { practice, actor, deed, subject: (actor != client).then_some(client), details }).await
}
