//! Reading the waitlist, through `waitlist_people`: whoever may know of an entry.

use crate::accounts::User;
use crate::appointments::Event;
use crate::appointments::model::{PetName, Place, WaitOffer, Waiting};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentId, AppointmentTypeId, PetId, UserId, WaitEntryId, WaitOfferId};
use crate::server::db::Tx;
use crate::time::Moment;
use sqlx::PgConnection;

struct WaitingRow {
    id: WaitEntryId,
    client_id: UserId,
    client_name: String,
    client_avatar: Option<String>,
    type_id: AppointmentTypeId,
    type_name: String,
    place: Place,
    practitioner_id: Option<UserId>,
    practitioner_name: Option<String>,
    practitioner_avatar: Option<String>,
    pet_id: Option<PetId>,
    pet_name: Option<String>,
    reason: String,
    joined_at: Moment,
    left_at: Option<Moment>,
    appointment_id: Option<AppointmentId>,
    offer_id: Option<WaitOfferId>,
    offered_by_id: Option<UserId>,
    offered_by_name: Option<String>,
    offered_by_avatar: Option<String>,
    starts_at: Option<Moment>,
    ends_at: Option<Moment>,
    expires_at: Option<Moment>,
}

impl From<WaitingRow> for Waiting {
    fn from(row: WaitingRow) -> Self {
        Self {
            offer: row.offer(),
            id: row.id,
            client: User { id: row.client_id, name: row.client_name, avatar: row.client_avatar },
            type_id: row.type_id,
            type_name: row.type_name,
            place: row.place,
            practitioner: person(row.practitioner_id, row.practitioner_name, row.practitioner_avatar),
            pet: row.pet_id.zip(row.pet_name).map(|(id, name)| PetName { id, name }),
            reason: row.reason,
            joined_at: row.joined_at,
            left_at: row.left_at,
            appointment: row.appointment_id,
        }
    }
}

impl WaitingRow {
    fn offer(&self) -> Option<WaitOffer> {
        Some(WaitOffer {
            id: self.offer_id?,
            practitioner: person(self.offered_by_id, self.offered_by_name.clone(), self.offered_by_avatar.clone())?,
            starts_at: self.starts_at?,
            ends_at: self.ends_at?,
            expires_at: self.expires_at?,
        })
    }
}

fn person(id: Option<UserId>, name: Option<String>, avatar: Option<String>) -> Option<User> {
    Some(User { id: id?, name: name?, avatar })
}

macro_rules! waiting {
    ($which:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            WaitingRow,
            r#"select w.id as "id: WaitEntryId", c.id as "client_id: UserId", c.name as client_name,
                      c.avatar as client_avatar, t.id as "type_id: AppointmentTypeId", t.name as type_name,
                      t.place as "place: Place", p.id as "practitioner_id?: UserId", p.name as "practitioner_name?",
                      p.avatar as practitioner_avatar, pet.id as "pet_id?: PetId", pet.name as "pet_name?", w.reason, w.joined_at as "joined_at: Moment",
                      w.left_at as "left_at: Moment", w.appointment_id as "appointment_id: AppointmentId",
                      o.id as "offer_id?: WaitOfferId", op.id as "offered_by_id?: UserId", op.name as "offered_by_name?",
                      op.avatar as offered_by_avatar, h.starts_at as "starts_at?: Moment", h.ends_at as "ends_at?: Moment",
                      o.expires_at as "expires_at?: Moment"
               from waitlist w
               join users c on c.id = w.client_id
               join appointment_types t on t.id = w.type_id
               left join users p on p.id = w.practitioner_id
               left join pets pet on pet.id = w.pet_id
               left join waitlist_offers o on o.entry_id = w.id and o.taken_at is null and o.passed_at is null
                   and o.expires_at > now()
               left join users op on op.id = o.practitioner_id
               left join appointments h on h.id = o.hold_id "# + $which,
            $($argument),*
        )
    };
}

/// Who waits, as far as this person may know, in their order; `after`: from behind that entry on.
pub async fn waitlist_for(
    conn: &mut PgConnection,
    me: UserId,
    after: Option<WaitEntryId>,
    limit: i64,
) -> Result<Vec<Waiting>> {
    let rows = waiting!(
        "join waitlist_people v on v.entry_id = w.id and v.user_id = $1
         where w.left_at is null
           and ($2::uuid is null
                or (w.joined_at, w.id) > (select a.joined_at, a.id from waitlist a where a.id = $2))
         order by w.joined_at, w.id limit $3",
        me as UserId,
        after as Option<WaitEntryId>,
        limit
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Waiting::from).collect())
}

/// One entry, open or not.
pub(super) async fn entry_of(conn: &mut PgConnection, id: WaitEntryId) -> Result<Waiting> {
    let row = waiting!("where w.id = $1", id as WaitEntryId);
    row.fetch_optional(conn).await?.map(Waiting::from).ok_or(AppError::NotFound)
}

/// Tells everybody who may know of the entry how it is now.
pub(super) async fn tell_waiting(tx: &mut Tx, id: WaitEntryId) -> Result<Waiting> {
    let audience = sqlx::query_scalar!(
        r#"select user_id as "id!: UserId" from waitlist_people where entry_id = $1"#,
        id as WaitEntryId
    );
    let audience = audience.fetch_all(&mut **tx).await?;
    let entry = entry_of(tx, id).await?;
    tx.tell(audience, Event::WaitlistChanged { entry: Box::new(entry.clone()) });
    Ok(entry)
}
