//! A calendar file as an invitation by e-mail (RFC 5546 and 6047): who invites whom, and whether it is called off.

use crate::server::folding::{fold, unfold};
use lettre::address::Address;

pub struct Invitation {
    pub text: String,
    /// `REQUEST`, or `CANCEL` for an event that is called off.
    pub method: &'static str,
}

impl Invitation {
    /// `file` has one event; `host` is the name of whom it is from.
    pub fn of(file: &str, host: &str, from: &Address, to: &Address) -> Self {
        let file = unfold(file);
        let is_off = file.lines().any(|line| line == "STATUS:CANCELLED");
        let method = if is_off { "CANCEL" } else { "REQUEST" };
        let mut lines = Vec::new();
        for line in file.lines().filter(|line| !line.starts_with("METHOD:")) {
            lines.push(line.to_owned());
            match line {
                "BEGIN:VCALENDAR" => lines.push(format!("METHOD:{method}")),
                "BEGIN:VEVENT" => lines.extend(people(host, from, to)),
                _ => {}
            }
        }
        let text = lines.join("\r\n") + "\r\n";
        Self { text: fold(&text), method }
    }
}

/// Nobody is asked to answer: the practice confirms.
fn people(host: &str, from: &Address, to: &Address) -> [String; 2] {
    let host = host.replace(['"', '\r', '\n'], "'");
    [
        format!("ORGANIZER;CN=\"{host}\":mailto:{from}"),
        format!("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{to}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:x@attend\r\n\
                        STATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn invitation(file: &str) -> Option<Invitation> {
        let (from, to) = ("attend@example.org".parse().ok()?, "noor@clinic.demo".parse().ok()?);
        Some(Invitation::of(file, "Clinic \"by the lake\" ", &from, &to))
    }

    #[test]
    fn it_says_who_invites_whom() {
        let Some(written) = invitation(FILE) else { panic!("addresses") };
        assert_eq!(written.method, "REQUEST");
        let text = unfold(&written.text);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nORGANIZER;"));
        assert!(text.contains("CN=\"Clinic 'by the lake' \":mailto:attend@example.org\r\nATTENDEE;"), "{text}");
        assert!(!text.contains("PUBLISH") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(written.text.split("\r\n").all(|line| line.len() <= 75));
    }

    #[test]
    fn what_is_called_off_takes_the_event_away() {
        let cancelled = invitation(&FILE.replace("CONFIRMED", "CANCELLED"));
        assert_eq!(cancelled.map(|written| written.method), Some("CANCEL"));
    }
}
