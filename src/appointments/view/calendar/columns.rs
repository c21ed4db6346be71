//! The columns of a timetable: days of one calendar, or one day of several.

use super::asked::{Asked, View, long};
use crate::appointments::timetable::{Lane, Minutes, as_block, hours_around, lanes, minutes_on};
use crate::appointments::{Appointment, Roster, later};
use crate::time::{Moment, weekday_short};
use time::Date;

pub struct Column {
    pub day: Date,
    /// `Fri 20`, or a practitioner.
    pub head: String,
    /// `Friday, 20 November 2026`, or the practitioner, too.
    pub name: String,
    /// Where its head leads.
    pub href: String,
    pub open: Vec<Minutes>,
    pub blocks: Vec<Block>,
}

pub struct Block {
    pub appointment: Appointment,
    pub minutes: Minutes,
    pub lane: Lane,
}

/// The columns, and the hours that all of them show.
pub fn columns(asked: Asked, rosters: &[Roster], zone: &str, base: &str) -> (Vec<Column>, (u16, u16)) {
    let query = asked.query();
    let columns: Vec<Column> = match rosters {
        [one] => (0..query.days)
            .map(|place| {
                let day = later(query.first, place.into());
                let href = asked.on(day).with_view(View::Day).href(base);
                column((day, one, zone), (format!("{} {}", weekday_short(day), day.day()), long(day), href))
            })
            .collect(),
        several => several
            .iter()
            .map(|one| {
                let (day, name) = (query.first, one.practitioner.name.clone());
                let theirs = Asked { practitioner: Some(one.practitioner.id), ..asked };
                let href = theirs.with_view(View::Week).href(base);
                column((day, one, zone), (name.clone(), name, href))
            })
            .collect(),
    };
    let shown =
        columns.iter().flat_map(|column| column.open.iter().chain(column.blocks.iter().map(|block| &block.minutes)));
    let hours = hours_around(shown.copied());
    (columns, hours)
}

fn column((day, roster, zone): (Date, &Roster, &str), (head, name, href): (String, String, String)) -> Column {
    let part = |from: Moment, until: Moment| {
        minutes_on(day, from.civil(zone), until.civil(zone), until.seconds_since(from) / 60)
    };
    let theirs: Vec<(Appointment, Minutes)> = roster
        .appointments
        .iter()
        .filter_map(|one| Some((one.clone(), as_block(part(one.starts_at, one.ends_at)?))))
        .collect();
    let lanes = lanes(&theirs.iter().map(|(_, minutes)| *minutes).collect::<Vec<_>>());
    let blocks =
        theirs.into_iter().zip(lanes).map(|((appointment, minutes), lane)| Block { appointment, minutes, lane });
    let open = roster.open.iter().filter_map(|(opens, closes)| part(*opens, *closes)).collect();
    Column { day, head, name, href, open, blocks: blocks.collect() }
}
