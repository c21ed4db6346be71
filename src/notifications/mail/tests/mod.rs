//! Stories of letters: what is in them, when they go out, and when they do not.

mod messages;
mod quiet;
mod replacing;
mod sending;
mod wanted;

use super::{send_gathered, send_letter};
use crate::ids::{NotificationId, UserId};
use crate::notifications::model::{Kind, Notice};
use crate::notifications::notify;
use crate::server::config::Settings;
use crate::server::jobs::Outcome;
use crate::server::testing::{Cast, PostOffice, settings};
use serde_json::json;

type Outcomes<T> = Result<T, Box<dyn std::error::Error>>;

const NOOR: &str = "patient@clinic.demo";
const SITE: &str = "https://attend.example.org";
const EVENT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:1@attend\r\n\
    DTSTART:20261120T133000Z\r\nDTEND:20261120T140000Z\r\nSUMMARY:Check-up with Dr. Adler\r\nLOCATION:Lindenhof Clinic\r\n\
    URL:attend:/patient/appointments/1\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

async fn cast_with(office: &PostOffice) -> Outcomes<Cast> {
    Cast::assemble_with(Settings { mail: office.settings(), url: Some(SITE.into()), ..settings() }).await
}

fn confirmed(user: UserId) -> Notice {
    let notice = Notice::new(Kind::Confirmed, vec![user], "Your appointment is confirmed", "appointments/1");
    Notice { calendar: Some(EVENT.into()), ..notice }
}

/// How a delivery stands: state, reason, and whether it is to be tried again.
type Stand = (String, Option<String>, bool);

impl Cast {
    /// The notification of that which the person has been told.
    async fn tells(&self, notice: Notice) -> Outcomes<NotificationId> {
        let (user, title) = (*notice.to.first().ok_or("a reader")?, notice.title.clone());
        let mut tx = self.state.begin().await?;
        notify(&mut tx, notice).await?;
        tx.commit().await?;
        let newest =
            "select id from notifications where user_id = $1 and title = $2 order by created_at desc, id desc limit 1";
        let newest = sqlx::query_scalar(newest).bind(user.0).bind(title);
        Ok(NotificationId(newest.fetch_one(&self.state.pool).await?))
    }

    async fn posts(&self, id: NotificationId) -> Outcomes<Outcome> {
        Ok(send_letter(self.state.clone(), json!({ "notification": id })).await?)
    }

    async fn gathers_for(&self, user: UserId) -> Outcomes<Outcome> {
        Ok(send_gathered(self.state.clone(), json!({ "user": user })).await?)
    }

    async fn stand_of(&self, id: NotificationId) -> Outcomes<Stand> {
        let sql = "select state, reason, next_try_at is not null from notification_deliveries
                   where notification_id = $1 and channel = 'mail'";
        Ok(sqlx::query_as(sql).bind(id.0).fetch_one(&self.state.pool).await?)
    }

    /// As if the server had died after sending and before it could say so, for so many times in a row.
    async fn dies_over(&self, id: NotificationId, times: i32) -> Outcomes<()> {
        let sql = "update notification_deliveries set state = 'queued', settled_at = null, under_way_at = now(),
                       interrupted = $2 - 1 where notification_id = $1 and channel = 'mail'";
        sqlx::query(sql).bind(id.0).bind(times).execute(&self.state.pool).await?;
        Ok(())
    }
}

fn sent() -> Stand {
    ("sent".into(), None, false)
}

fn dropped(why: &str) -> Stand {
    ("dropped".into(), Some(why.into()), false)
}
