//! What was acknowledged, compared with what is there.

use super::lane::Lane;
use super::person::Message;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Holds one room's history against what its senders were promised. `before`: messages it had at the beginning.
///
/// # Panics
///
/// Where a promise is broken.
pub fn compare(history: &[Message], lanes: &[&Lane], before: i64) {
    numbers_have_no_gaps(history);
    nothing_is_doubled(history);
    let posted: HashMap<Uuid, &Message> = history.iter().map(|message| (message.client_id, message)).collect();
    for lane in lanes {
        nothing_is_missing(&posted, lane);
        order_is_kept(&posted, lane);
    }
    let sent: usize = lanes.iter().map(|lane| lane.sent.len()).sum();
    assert_eq!(history.iter().filter(|message| message.number > before).count(), sent, "nobody else wrote");
}

fn numbers_have_no_gaps(history: &[Message]) {
    for (message, number) in history.iter().zip(1..) {
        assert_eq!(message.number, number, "numbers are not 1, 2, 3 … at {message:?}");
    }
}

fn nothing_is_doubled(history: &[Message]) {
    let (mut ids, mut drafts) = (HashSet::new(), HashSet::new());
    for message in history {
        assert!(ids.insert(message.id), "two have the id of {message:?}");
        let sender = message.sender.as_ref().map(|sender| sender.id);
        assert!(drafts.insert((sender, message.client_id)), "two come from the draft of {message:?}");
    }
}

/// Each answer is in the history as it was given, and each draft was answered with its own words.
fn nothing_is_missing(posted: &HashMap<Uuid, &Message>, lane: &Lane) {
    for acknowledged in &lane.acknowledged {
        assert_eq!(posted.get(&acknowledged.client_id), Some(&acknowledged), "an acknowledged message is not there");
    }
    let answered: HashSet<Uuid> = lane.acknowledged.iter().map(|message| message.client_id).collect();
    for draft in &lane.sent {
        assert!(answered.contains(&draft.client_id), "{draft:?} was never acknowledged");
        let message = posted.get(&draft.client_id);
        assert_eq!(message.map(|message| &message.body), Some(&draft.body), "{draft:?} became something else");
        assert_eq!(message.and_then(|message| message.sender.as_ref()).map(|sender| sender.id), Some(lane.person.id));
    }
}

fn order_is_kept(posted: &HashMap<Uuid, &Message>, lane: &Lane) {
    let numbers: Vec<i64> =
        lane.sent.iter().filter_map(|draft| posted.get(&draft.client_id)).map(|m| m.number).collect();
    assert!(numbers.is_sorted(), "one sender's messages changed places: {numbers:?}");
}
