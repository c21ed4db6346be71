//! Ten thousand clients, written by Postgres itself; and what is in the tables afterwards.

use outside::{Outcome, Postmaster};
use sqlx::postgres::PgConnection;
use sqlx::{query, query_scalar, raw_sql};
use uuid::Uuid;

pub const PEOPLE: i32 = 10_000;
const FILL: &str = "
    insert into users (id, practice_id, role, name, email, password_hash, time_zone)
    select gen_random_uuid(), a.practice_id, 'client', 'Client ' || n, 'client' || n || '@bench.example', '', a.time_zone
    from users a, generate_series(1, $2) n where a.id = $1";

pub struct Records {
    conn: PgConnection,
}

impl Records {
    pub async fn open(postmaster: &Postmaster) -> Outcome<Self> {
        Ok(Self { conn: postmaster.connect().await? })
    }

    pub async fn fill(&mut self, admin: Uuid) -> Outcome {
        query(FILL).bind(admin).bind(PEOPLE).execute(&mut self.conn).await?;
        raw_sql("vacuum analyze users").execute(&mut self.conn).await?;
        Ok(())
    }

    pub async fn is_sent(&mut self) -> Outcome<bool> {
        let sent = "select coalesce(bool_and(sent_at is not null), false) from announcements";
        Ok(query_scalar(sent).fetch_one(&mut self.conn).await?)
    }

    /// Mails of announcements that were queued, whatever has become of them since.
    pub async fn queued_mails(&mut self) -> Outcome<i64> {
        let mails = "select count(*) from notification_deliveries d join notifications n on n.id = d.notification_id
                     where d.channel = 'mail' and n.kind = 'acknowledge'";
        Ok(query_scalar(mails).fetch_one(&mut self.conn).await?)
    }
}
