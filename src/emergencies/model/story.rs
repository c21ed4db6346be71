//! What has happened to an emergency so far, in the words of the practice.

use super::Emergency;
use crate::time::Moment;
use crate::words::{PracticeKind, Role};

impl Emergency {
    /// As its client reads it, of whoever was told in truth: `Sent 14:02 to every doctor`, `seen by 2 doctors`, …
    pub fn story(&self, zone: &str, kind: PracticeKind) -> Vec<String> {
        let clock = |at: Moment| at.civil(zone).clock();
        let mut story = vec![format!("Sent {} to {}", clock(self.raised_at), self.sent_to(kind))];
        story.extend(self.again.as_ref().map(|again| format!("sent again {}", clock(again.at))));
        story.extend(self.seen(kind));
        let told_again = self.told_again.as_ref().filter(|_| self.is_waiting());
        story.extend(told_again.map(|told| format!("told again {}: {}", clock(told.at), told.to.name(kind))));
        if let (Some(taker), Some(at)) = (&self.taken_by, self.taken_at) {
            story.push(format!("{} has taken it {}", taker.name, clock(at)));
        }
        story.extend(self.resolved_at.map(|at| format!("Resolved {}", clock(at))));
        story
    }

    fn seen(&self, kind: PracticeKind) -> Option<String> {
        match self.seen_by.len() {
            0 => None,
            1 => Some(format!("seen by 1 {}", kind.person(Role::Practitioner))),
            count => Some(format!("seen by {count} {}", kind.people(Role::Practitioner))),
        }
    }

    fn sent_to(&self, kind: PracticeKind) -> String {
        let person = kind.person(Role::Practitioner);
        if self.sent_to == Some(0) {
            format!("the admins, since no {person} was there")
        } else {
            format!("every {person}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::User;
    use crate::emergencies::model::tests::emergency;
    use crate::emergencies::model::{Again, Recipients, Standing, ToldAgain};
    use crate::ids::UserId;

    #[test]
    fn its_story_is_told_step_by_step() {
        let at = Moment::from_unix_millis(1_800_000_000_000);
        let mut emergency = emergency(at);
        let imani = User { id: UserId::new(), name: "Dr. Imani Mbeki".into(), avatar: None };
        let story = |emergency: &Emergency| emergency.story("UTC", PracticeKind::Clinic).join(" · ");
        let sent = "Sent 08:00 to every doctor";
        assert_eq!(story(&emergency), sent);
        emergency.seen_by = vec![imani.clone(), emergency.client.clone()];
        emergency.told_again = Some(ToldAgain { at: at.plus_minutes(1), to: Recipients::OnCall });
        assert_eq!(story(&emergency), format!("{sent} · seen by 2 doctors · told again 08:01: whoever is on call"));
        emergency.seen_by.truncate(1);
        emergency.told_again = Some(ToldAgain { at: at.plus_minutes(2), to: Recipients::Everybody });
        assert_eq!(
            story(&emergency),
            format!("{sent} · seen by 1 doctor · told again 08:02: everybody and the admins")
        );
        (emergency.taken_by, emergency.taken_at) = (Some(imani.clone()), Some(at.plus_minutes(2)));
        assert_eq!(story(&emergency), format!("{sent} · seen by 1 doctor · Dr. Imani Mbeki has taken it 08:02"));
        (emergency.resolved_by, emergency.resolved_at) = (Some(imani), Some(at.plus_minutes(9)));
        assert!(story(&emergency).ends_with("Resolved 08:09"));
        assert_eq!(emergency.standing(), Standing::Resolved);
    }

    #[test]
    fn its_story_names_nobody_who_was_not_told() {
        let at = Moment::from_unix_millis(1_800_000_000_000);
        let told_again = Some(ToldAgain { at: at.plus_minutes(2), to: Recipients::Admins });
        let emergency = Emergency { sent_to: Some(0), told_again, ..emergency(at) };
        let sent = "Sent 08:00 to the admins, since no doctor was there";
        assert_eq!(emergency.story("UTC", PracticeKind::Clinic), [sent, "told again 08:02: the admins"]);
    }

    #[test]
    fn its_story_says_that_it_was_sent_again() {
        let at = Moment::from_unix_millis(1_800_000_000_000);
        let again = Again { text: "It is getting worse".into(), at: at.plus_minutes(3) };
        let emergency = Emergency { again: Some(again), ..emergency(at) };
        assert_eq!(emergency.story("UTC", PracticeKind::Clinic), ["Sent 08:00 to every doctor", "sent again 08:03"]);
    }

    #[test]
    fn its_story_has_the_words_of_the_practice() {
        let emergency = emergency(Moment::from_unix_millis(0));
        assert_eq!(emergency.story("UTC", PracticeKind::Veterinary), ["Sent 00:00 to every veterinarian"]);
    }
}
