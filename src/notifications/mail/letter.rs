//! What letters say. E-mail is read on other screens and kept by other people's servers: no message, and no word of
//! an emergency, is in it.

use super::event;
use super::gathered::Gathered;
use super::store::{Queued, Reader};
use crate::app::paths;
use crate::notifications::model::{Channel, Kind, Mode, Sort};
use crate::notifications::unsubscribe::token_for;
use crate::server::mail::{Letter, Link, Recipient};

/// Senders that are named one by one.
const NAMED: usize = 5;

/// The letter of one notification.
pub fn about(queued: &Queued, reader: &Reader, site: &str, key: &[u8]) -> Letter {
    let calendar = queued.calendar.as_deref().map(|text| event::with_site(text, site));
    let sort = queued.kind.sort();
    let facts = calendar.as_deref().map(|text| event::facts(text, &reader.time_zone)).unwrap_or_default();
    Letter {
        subject: queued.title.clone(),
        button: Some(Link { label: button(sort).into(), url: address(queued, reader, site) }),
        unsubscribe: way_out(&[sort], reader, site, key),
        paragraphs: paragraphs(queued, !facts.is_empty()),
        facts,
        calendar: calendar.filter(|_| is_for_calendars(queued.kind)),
        ..blank(reader, queued)
    }
}

/// The letter of all that was not read.
pub fn gathering(gathered: &Gathered, site: &str) -> Letter {
    let Gathered { reader, rows, senders, key } = gathered;
    let mut sorts: Vec<Sort> = rows.iter().map(|row| row.kind.sort()).collect();
    sorts.sort_unstable_by_key(|sort| sort.as_str());
    sorts.dedup();
    let rooms: Vec<_> = rows.iter().map(|row| row.room).collect();
    let is_one_room = rooms.windows(2).all(|pair| pair[0] == pair[1]);
    let (label, url) = match rows.first() {
        Some(row) if is_one_room => ("Open conversation", address(row, reader, site)),
        _ => ("Open Attend", format!("{site}/{}/chat", reader.kind.slug(reader.role))),
    };
    let named = senders.iter().take(NAMED).map(|(name, count)| format!("{name}: {}", messages(*count)));
    let mut lines: Vec<String> = named.collect();
    if senders.len() > NAMED {
        lines.push(format!("and {} more", senders.len() - NAMED));
    }
    let blank = rows.first().map(|row| blank(reader, row)).unwrap_or_default();
    Letter {
        subject: how_many(senders),
        paragraphs: vec![format!("You have {}.", how_many(senders)), lines.join("\n")],
        button: Some(Link { label: label.into(), url }),
        unsubscribe: way_out(&sorts, reader, site, key),
        ..blank
    }
}

/// A notification that was replaced is another letter under the same id.
fn blank(reader: &Reader, first: &Queued) -> Letter {
    Letter {
        id: format!("{}.{}", first.id, first.created_at.0.unix_timestamp_nanos() / 1_000),
        to: Recipient { name: reader.name.clone(), address: reader.email.clone() },
        practice: reader.practice.clone(),
        footer: format!(
            "You get this since you have an account at {}. Nobody reads answers to this address.",
            reader.practice
        ),
        ..Letter::default()
    }
}

/// `3 unread messages from Dr. Adler`
fn how_many(senders: &[(String, i64)]) -> String {
    let count = senders.iter().map(|(_, count)| count).sum();
    match senders {
        [(name, _)] => format!("{} from {name}", unread(count)),
        _ => unread(count),
    }
}

fn unread(count: i64) -> String {
    if count == 1 { "1 unread message".into() } else { format!("{count} unread messages") }
}

fn messages(count: i64) -> String {
    if count == 1 { "1 message".into() } else { format!("{count} messages") }
}

/// What is said beside the facts. Of an appointment that is its line alone: a note that came with it may be about
/// anything.
fn paragraphs(queued: &Queued, has_facts: bool) -> Vec<String> {
    let mut lines = queued.body.lines();
    match queued.kind.sort() {
        _ if !says_more(queued.kind) => vec!["What it says is in Attend, not in this e-mail.".into()],
        Sort::Appointments | Sort::Reminders => {
            let line = lines.next().filter(|_| !has_facts).map(str::to_owned);
            let note = lines.next().map(|_| "There is a note with it, which you can read in Attend.".to_owned());
            line.into_iter().chain(note).collect()
        }
        _ if queued.body.is_empty() => Vec::new(),
        _ => vec![queued.body.clone()],
    }
}

/// What changes a calendar. A request that is not answered yet is in nobody's.
fn is_for_calendars(kind: Kind) -> bool {
    matches!(kind, Kind::Confirmed | Kind::Moved | Kind::Cancelled | Kind::Reminder)
}

/// Whether a letter may say what the page says, and not only that there is something.
fn says_more(kind: Kind) -> bool {
    match kind.sort() {
        Sort::Messages | Sort::Groups | Sort::Mentions | Sort::Reactions | Sort::Emergencies => false,
        // What is to be acknowledged is a message.
        Sort::Announcements => kind != Kind::Acknowledge,
        Sort::Appointments | Sort::Reminders | Sort::Offers | Sort::Courses => true,
    }
}

fn button(sort: Sort) -> &'static str {
    match sort {
        Sort::Messages | Sort::Groups | Sort::Mentions | Sort::Reactions => "Open conversation",
        Sort::Appointments | Sort::Reminders => "Open appointment",
        Sort::Offers => "Look at the time",
        Sort::Courses => "Open course",
        Sort::Announcements => "Read it",
        Sort::Emergencies => "Open Attend now",
    }
}

fn address(queued: &Queued, reader: &Reader, site: &str) -> String {
    if queued.link.starts_with('/') {
        format!("{site}{}", queued.link)
    } else {
        format!("{site}/{}/{}", reader.kind.slug(reader.role), queued.link)
    }
}

/// For sorts that may be switched off.
fn way_out(sorts: &[Sort], reader: &Reader, site: &str, key: &[u8]) -> Option<Link> {
    if !sorts.iter().all(|sort| sort.choices(Channel::Mail).contains(&Mode::Off)) {
        return None;
    }
    let names = sorts.iter().map(|sort| sort.label().to_lowercase()).collect::<Vec<_>>().join(", ");
    let token = token_for(reader.user, sorts, key)?;
    Some(Link { label: format!("No more e-mail about: {names}"), url: format!("{site}{}", paths::unsubscribe(&token)) })
}
