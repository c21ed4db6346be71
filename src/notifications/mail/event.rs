//! What a letter says of a calendar file's event: what, when by the reader's clock, and where.

use crate::notifications::model::SITE;
use crate::server::folding::unfold;
use crate::time::Moment;
use time::PrimitiveDateTime;
use time::macros::format_description;

pub fn with_site(file: &str, site: &str) -> String {
    unfold(file).replace(&format!("{SITE}/"), &format!("{site}/"))
}

/// Of a file with one event; the zone is named, since the reader may be elsewhere.
pub fn facts(file: &str, zone: &str) -> Vec<(&'static str, String)> {
    let file = unfold(file);
    let property = |name: &str| file.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(plain);
    let at = |name: &str| property(name).as_deref().and_then(utc);
    let when = at("DTSTART").zip(at("DTEND")).map(|(from, until)| {
        let (begins, ends) = (from.civil(zone), until.civil(zone));
        // Compared with a year that is over: letters are kept, so the year is said.
        let day = begins.day_long(Moment::from_unix_millis(0).civil(zone));
        format!("{day}, {}–{} ({zone})", begins.clock(), ends.clock())
    });
    let facts = [("What", property("SUMMARY")), ("When", when), ("Where", property("LOCATION"))];
    facts.into_iter().filter_map(|(name, fact)| Some((name, fact.filter(|fact| !fact.is_empty())?))).collect()
}

/// Text without its escapes (RFC 5545, 3.3.11).
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain
                .extend(letters.next().map(|escaped| if escaped.eq_ignore_ascii_case(&'n') { '\n' } else { escaped })),
            letter => plain.push(letter),
        }
    }
    plain
}

/// `20261120T133000Z`
fn utc(text: &str) -> Option<Moment> {
    let form = format_description!("[year][month][day]T[hour][minute][second]Z");
    PrimitiveDateTime::parse(text, form).ok().map(|at| Moment(at.assume_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VEVENT\r\nDTSTART:20261120T133000Z\r\nDTEND:20261120T140000Z\r\n\
        SUMMARY:Check-up\\, yearly with Dr. Ada\r\n  Adler\r\nLOCATION:Lindenhof Clinic\r\n\
        URL:attend:/patient/appointments/1\r\nEND:VEVENT\r\n";

    #[test]
    fn it_is_told_by_the_readers_clock() {
        let told = facts(FILE, "America/New_York");
        assert_eq!(
            told,
            [
                ("What", "Check-up, yearly with Dr. Ada Adler".to_owned()),
                ("When", "Friday, 20 November 2026, 08:30–09:00 (America/New_York)".to_owned()),
                ("Where", "Lindenhof Clinic".to_owned()),
            ]
        );
    }

    #[test]
    fn links_lead_to_where_people_open_attend() {
        let file = with_site(FILE, "https://attend.example.org");
        assert!(file.contains("URL:https://attend.example.org/patient/appointments/1\r\n"), "{file}");
    }
}
