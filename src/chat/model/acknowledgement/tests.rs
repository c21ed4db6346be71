//! What is asked, and what each person sees of it.

use super::*;
use crate::chat::MessageKind;
use crate::ids::{ClientId, MessageId, RoomId};
use serde_json::json;

fn at(seconds: i64) -> Moment {
    Moment::from_unix_millis(seconds * 1000)
}

fn message(sender: UserId, mine: Option<Mine>) -> Message {
    Message {
        id: MessageId::new(),
        room: RoomId::new(),
        number: 1,
        version: 2,
        client_id: ClientId::new(),
        sender: Some(User { id: sender, name: "Imani".into(), avatar: None }),
        kind: MessageKind::Text,
        body: "Nothing to eat from midnight on.".into(),
        payload: Some(json!({"acknowledge": {"deadline": null}})),
        reply_to: None,
        attachments: vec![],
        replies: 0,
        reactions: vec![],
        acknowledgement: Some(Acknowledgement { deadline: Some(at(100)), asked: 2, done: 0, mine }),
        emergency: false,
        created_at: at(0),
        edited_at: None,
        deleted_at: None,
    }
}

#[test]
fn a_deadline_is_kept_in_utc_and_has_to_be_ahead() {
    let read = |text| serde_json::from_value::<Asking>(json!({"acknowledge": {"deadline": text}})).ok();
    let asking = read("1970-01-01T01:01:00+01:00").map(|asking| asking.checked(at(0)));
    let kept = asking.and_then(Result::ok).map(|asking| serde_json::to_value(asking).unwrap_or_default());
    assert_eq!(kept, Some(json!({"acknowledge": {"deadline": "1970-01-01T00:01:00Z"}})));
    assert!(read("1970-01-01T00:01:00Z").is_some_and(|asking| asking.checked(at(60)).is_err()));
    assert!(read("tomorrow").is_none());
    assert_eq!(serde_json::from_value(json!({"acknowledge": {}})).ok(), Some(Asking::until(None)));
}

#[test]
fn clients_do_not_ask() {
    assert!(may_ask(Role::Practitioner) && may_ask(Role::Admin) && !may_ask(Role::Client));
}

#[test]
fn everybody_has_a_stance_to_a_message_that_asks() {
    let (author, reader) = (UserId::new(), UserId::new());
    let fresh = message(author, None);
    assert_eq!(fresh.stance_of(author), Some(Stance::Beside));
    assert_eq!(fresh.stance_of(reader), Some(Stance::Asked));
    let late = message(author, Some(Mine { asked: false, acknowledged_at: None }));
    assert_eq!(late.stance_of(reader), Some(Stance::Beside));
    let done = message(author, Some(Mine { asked: true, acknowledged_at: Some(at(7)) }));
    assert_eq!(done.stance_of(reader), Some(Stance::Confirmed(at(7))));
    assert_eq!(Message { acknowledgement: None, ..fresh.clone() }.stance_of(reader), None);
    assert!(fresh.may_see_confirmations(author, Role::Client) && fresh.may_see_confirmations(reader, Role::Admin));
    assert!(!fresh.may_see_confirmations(reader, Role::Client));
}

#[test]
fn what_all_are_told_alike_leaves_ones_own_part() {
    let author = UserId::new();
    let mine = Some(Mine { asked: true, acknowledged_at: Some(at(7)) });
    let mut known = message(author, None);
    known.renew(&Message { id: known.id, ..message(author, mine) });
    let told = Message { version: 3, body: "Nothing from ten on.".into(), ..message(author, None) };
    known.renew(&told);
    assert_eq!((known.version, known.body.as_str()), (3, "Nothing from ten on."));
    assert_eq!(known.acknowledgement.as_ref().and_then(|known| known.mine), mine);
    known.renew(&message(author, None));
    assert_eq!(known.version, 3, "what is older changes nothing");
}

#[test]
fn a_count_is_a_sentence_and_late_once_the_deadline_is_past() {
    let count = |done, asked| Acknowledgement { deadline: Some(at(100)), asked, done, mine: None };
    assert_eq!(count(1, 2).count(), "1 of 2 has confirmed");
    assert_eq!(count(0, 2).count(), "0 of 2 have confirmed");
    assert_eq!(count(0, 0).count(), "Nobody is asked");
    assert!(count(1, 2).is_overdue(at(100)) && !count(1, 2).is_overdue(at(99)) && !count(2, 2).is_overdue(at(100)));
}
