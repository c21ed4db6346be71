//! Writing calendar files. They say with whom and when, never why: calendars are shared, and a reason is health data.

use crate::accounts::Me;
use crate::app::paths;
use crate::appointments::model::{Appointment, Place, Status};
use crate::appointments::store::Entry;
use crate::server::folding::fold;
use crate::time::Moment;
use crate::words::Role;
use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus, Property};
use time::macros::format_description;

/// How often programs are asked to read a feed again.
const REFRESH: &str = "PT15M";

/// A file of these appointments as `me` has them; `site` is where links lead.
pub fn write(entries: &[Entry], me: &Me, site: &str) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Attend//Appointments//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-PUBLISHED-TTL", REFRESH),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION").done());
    calendar.name(&me.practice.name).timezone(me.time_zone.as_str());
    for entry in entries {
        calendar.push(event(entry, me, site));
    }
    // The library lets the last of several lines have 76 octets.
    fold(&calendar.to_string())
}

/// The id stays whatever changes; the sequence says which of two versions is the later.
fn event(entry: &Entry, me: &Me, site: &str) -> Event {
    let Entry { appointment, sequence, changed_at } = entry;
    let link = format!("{site}{}", paths::appointment(me, appointment.id));
    let status = status(appointment.status);
    let mut event = Event::with_uid(&format!("{}@attend", appointment.id));
    event
        .add_property("DTSTAMP", utc(*changed_at))
        .add_property("LAST-MODIFIED", utc(*changed_at))
        .add_property("CREATED", utc(appointment.requested_at))
        .add_property("SEQUENCE", sequence.to_string())
        .add_property("DTSTART", utc(appointment.starts_at))
        .add_property("DTEND", utc(appointment.ends_at))
        .add_property("TRANSP", if status == EventStatus::Cancelled { "TRANSPARENT" } else { "OPAQUE" })
        .summary(&summary(appointment, me))
        .location(&place(appointment, me))
        .description(&format!("{}{link}", remarks(appointment, &me.time_zone)))
        .add_property("URL", link)
        .class(Class::Private)
        .append_property(status);
    event.done()
}

fn status(status: Status) -> EventStatus {
    match status {
        Status::Held | Status::Requested => EventStatus::Tentative,
        Status::Confirmed | Status::Completed | Status::NoShow => EventStatus::Confirmed,
        Status::Declined | Status::Cancelled => EventStatus::Cancelled,
    }
}

fn summary(appointment: &Appointment, me: &Me) -> String {
    let Appointment { type_name, client, practitioner, .. } = appointment;
    match me.role {
        Role::Admin => format!("{type_name}: {} with {}", client.name, practitioner.name),
        Role::Client | Role::Practitioner => format!("{type_name} with {}", appointment.other(me.id).name),
    }
}

/// On one line, which maps can be asked for.
fn place(appointment: &Appointment, me: &Me) -> String {
    let name: &str = match appointment.place {
        Place::InPerson => &me.practice.name,
        Place::Video => Place::Video.name(),
    };
    let address = appointment.place.address(&me.practice).into_iter().flat_map(str::lines);
    let address = address.map(str::trim).filter(|line| !line.is_empty());
    std::iter::once(name).chain(address).collect::<Vec<_>>().join(", ")
}

/// What else has to be known of it now.
fn remarks(appointment: &Appointment, zone: &str) -> String {
    let expected = appointment.expected_at.filter(|_| appointment.status == Status::Confirmed);
    match (appointment.status, expected.map(|at| at.civil(zone).clock())) {
        (Status::Requested, _) => "Asked for, not confirmed yet.\n".into(),
        (_, Some(clock)) => format!("Running late: expected at {clock} ({zone}).\n"),
        _ => String::new(),
    }
}

/// `20261120T133000Z`: a moment, whatever zones and clocks do.
fn utc(at: Moment) -> String {
    at.0.format(format_description!("[year][month][day]T[hour][minute][second]Z")).unwrap_or_default()
}
