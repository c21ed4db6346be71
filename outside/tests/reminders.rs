//! Reminders fire on time and once, whatever the clock does and however often the server starts anew.

use outside::{Outcome, PATIENCE, Person, Server};
use serde::Deserialize;
use serde_json::json;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

#[tokio::test]
async fn a_reminder_fires_once_at_its_time_whatever_the_clock_does() -> Outcome {
    let mut server = Server::start_with_clock().await?;
    let noor = Person::signs_in(&server, "patient@clinic.demo").await?;
    let [a, b, c] = three_appointments(&server, &noor).await?;

    server.clock_shows(b.starts_at - DAY - 5 * MINUTE)?;
    is_reminded(&noor, [(&a, 1), (&b, 0), (&c, 0)]).await?;
    server.clock_shows(b.starts_at - DAY + MINUTE)?;
    is_reminded(&noor, [(&a, 1), (&b, 1), (&c, 0)]).await?;

    // Set back, and forward again under another server.
    server.clock_shows(a.starts_at - DAY - HOUR)?;
    server.kill()?;
    server.restart().await?;
    server.clock_shows(c.starts_at - DAY + MINUTE)?;
    is_reminded(&noor, [(&a, 1), (&b, 1), (&c, 1)]).await?;

    // Nobody looks while the last hour before two of them begins; the first is over by then.
    server.kill()?;
    server.clock_shows(b.starts_at - 50 * MINUTE)?;
    server.restart().await?;
    is_reminded(&noor, [(&a, 1), (&b, 2), (&c, 1)]).await?;
    server.clock_shows(c.starts_at - 50 * MINUTE)?;
    is_reminded(&noor, [(&a, 1), (&b, 2), (&c, 2)]).await?;
    server.stop()
}

#[derive(Deserialize)]
struct Appointment {
    id: Uuid,
    /// Seconds since 1970.
    #[serde(rename = "startsAt", deserialize_with = "seconds")]
    starts_at: i64,
}

fn seconds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    Ok(time::serde::rfc3339::deserialize(deserializer)?.unix_timestamp())
}

/// In a few days, an hour or more between them; the practitioner books them, so that they are confirmed.
async fn three_appointments(server: &Server, noor: &Person) -> Outcome<[Appointment; 3]> {
    let imani = Person::signs_in(server, "doctor@clinic.demo").await?;
    let types: Listing<Kind> = imani.get("appointment-types").await?;
    let kind = types.items.first().ok_or("no type")?.id;
    // From a midnight on, so that no weekend lies between them.
    let from = rfc3339((now()? + 3 * DAY) / DAY * DAY)?;
    let asked = format!("availability/times?practitioner={}&type={kind}&from={from}&limit=100", imani.id);
    let mut booked: Vec<Appointment> = Vec::new();
    for starts_at in imani.get::<Listing<String>>(&asked).await?.items {
        let at = time::OffsetDateTime::parse(&starts_at, &time::format_description::well_known::Rfc3339)?;
        if booked.last().is_some_and(|last| at.unix_timestamp() < last.starts_at + HOUR) {
            continue;
        }
        let wanted = json!({
            "practitioner": imani.id, "typeId": kind, "startsAt": starts_at, "reason": "Check", "client": noor.id,
        });
        booked.push(imani.post("appointments", &wanted).await?);
        if booked.len() == 3 {
            break;
        }
    }
    booked.try_into().map_err(|_| "there are not three free times".into())
}

#[derive(Deserialize)]
struct Listing<T> {
    items: Vec<T>,
}

#[derive(Deserialize)]
struct Kind {
    id: Uuid,
}

#[derive(Deserialize)]
struct Notification {
    kind: String,
    link: String,
}

/// Waits until there are just so many reminders of each, and reads them: the next ones come beside them.
async fn is_reminded<const N: usize>(person: &Person, wanted: [(&Appointment, usize); N]) -> Outcome {
    let wanted = wanted.map(|(appointment, count)| (appointment.id, count));
    let mut found = wanted.map(|(id, _)| (id, 0));
    let waiting = async {
        while found != wanted {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let told: Listing<Notification> = person.get("notifications?sort=reminders&limit=100").await?;
            let of = |id: Uuid| {
                let is_of =
                    |told: &&Notification| told.kind == "appointment:reminder" && told.link.ends_with(&id.to_string());
                told.items.iter().filter(is_of).count()
            };
            found = wanted.map(|(id, _)| (id, of(id)));
        }
        person.does("notifications/read").await
    };
    let answer = tokio::time::timeout(PATIENCE, waiting).await;
    answer.map_err(|_| format!("reminders are {found:?}, not {wanted:?}"))?
}

fn now() -> Outcome<i64> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?)
}

fn rfc3339(seconds: i64) -> Outcome<String> {
    let at = time::OffsetDateTime::from_unix_timestamp(seconds)?;
    Ok(at.format(&time::format_description::well_known::Rfc3339)?)
}
