//! Ten thousand clients, and a year of bookings of one practitioner, written by Postgres itself.

use outside::{Outcome, Postmaster};
use sqlx::{Connection, query, query_scalar, raw_sql};
use uuid::Uuid;

pub const CLIENTS: i32 = 10_000;
const PEOPLE: &str = "
    insert into users (id, practice_id, role, name, email, password_hash, time_zone)
    select gen_random_uuid(), d.practice_id, 'client', 'Client ' || n, 'client' || n || '@bench.example', '', d.time_zone
    from users d, generate_series(1, $2) n where d.id = $1";
/// Half an hour each from eight to six on weekdays, half a year back and ahead, but for every seventh.
const BOOKINGS: &str = "
    insert into appointments (id, practice_id, client_id, practitioner_id, type_id, starts_at, ends_at, occupies, reason,
                              confirmed_at, confirmed_by)
    select gen_random_uuid(), d.practice_id, c.id, d.id, $2, at, at + interval '30 minutes',
           tstzrange(at, at + interval '30 minutes'), 'Check', now(), d.id
    from users d
    cross join generate_series(date_trunc('day', now()) - interval '182 days', now() + interval '182 days', '1 day') day
    cross join generate_series(0, 19) slot
    cross join lateral (select (day::date + interval '8 hours' + slot * interval '30 minutes') at time zone 'Europe/Berlin' as at) t
    join lateral (select id from users where email = 'client' || (1 + (extract(doy from day)::int * 20 + slot) % $3) || '@bench.example') c on true
    where d.id = $1 and extract(isodow from day) <= 5 and (extract(doy from day)::int * 20 + slot) % 7 > 0
      and not exists (select from appointments x where x.practitioner_id = d.id and x.occupies && tstzrange(at, at + interval '30 minutes'))";
const RULES: &str = "insert into booking_rules (practitioner_id, notice_minutes, days_ahead) values ($1, 30, 30)";

/// Answers with a type of half an hour.
pub async fn fill(postmaster: &Postmaster, doctor: Uuid) -> Outcome<Uuid> {
    let mut conn = postmaster.connect().await?;
    let kind: Uuid = query_scalar(
        "select t.id from appointment_types t join users d on d.practice_id = t.practice_id
         where d.id = $1 and t.minutes = 30 limit 1",
    )
    .bind(doctor)
    .fetch_one(&mut conn)
    .await?;
    query(PEOPLE).bind(doctor).bind(CLIENTS).execute(&mut conn).await?;
    raw_sql("analyze users").execute(&mut conn).await?;
    query(BOOKINGS).bind(doctor).bind(kind).bind(CLIENTS).execute(&mut conn).await?;
    query(RULES).bind(doctor).execute(&mut conn).await?;
    raw_sql("vacuum analyze appointments").execute(&mut conn).await?;
    raw_sql("vacuum analyze users").execute(&mut conn).await?;
    conn.close().await?;
    Ok(kind)
}
