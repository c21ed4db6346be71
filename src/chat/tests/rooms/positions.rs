//! How far people are in a room with more members than it names: told to those whom it concerns, asked for by others.

use super::crowds::crowd;
use super::*;
use crate::accounts::User;
use crate::accounts::store::NameSearch;
use crate::chat::ringing::{ring, sweep};
use crate::chat::store::{self, WantedReaders};
use crate::chat::{Reached, Slowest, Straggler};
use crate::notifications::store::list_notifications;
use crate::notifications::{Filter, Kind};
use crate::server::testing::{Cast, Phone, Story};
use std::collections::HashMap;

/// A group of the doctor, of 58 clients and some others. With it, those of the clients whom it does not name.
async fn opens_crowd(cast: &Cast, doctor: &Actor<'_>, others: &[UserId]) -> Outcome<(RoomId, Vec<UserId>)> {
    let people = crowd(cast, 58).await?;
    let group = opens_group(doctor, "Everybody", &[&people[..], others].concat()).await?;
    let unnamed = people.into_iter().filter(|person| group.member(*person).is_none()).collect();
    Ok((group.id, unnamed))
}

/// Whether nothing of positions has come since.
async fn hears_no_position(phone: &mut Phone) -> Outcome<bool> {
    phone.sends(&json!({ "type": "ping" })).await?;
    loop {
        match phone.hears().await?["type"].as_str() {
            Some("pong") => return Ok(true),
            Some("message:read:confirmed" | "message:delivered:confirmed") => return Ok(false),
            _ => {}
        }
    }
}

/// By person, what is delivered and read.
fn receipts(joined: &Value) -> HashMap<String, (Option<i64>, Option<i64>)> {
    let receipts = joined["receipts"].as_array().into_iter().flatten();
    let entry =
        |receipt: &Value| (receipt["user"].to_string(), (receipt["delivered"].as_i64(), receipt["read"].as_i64()));
    receipts.map(entry).collect()
}

#[tokio::test]
async fn in_a_crowd_a_position_is_told_to_the_mover_and_the_authors_of_what_it_passes() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let (group, unnamed) = opens_crowd(&cast, &imani, &[noor.me.id(), jonas.me.id()]).await?;
    let sent = imani.says(group, "Hello, all of you.").await?;
    let (mut author, mut mover) = (imani.connects().await?, noor.connects().await?);
    let mut other = jonas.connects().await?;

    cast.state.mailroom.move_read(unnamed[0], group, sent.number).await?;
    let told = json!({ "type": "message:read:confirmed", "room": group, "user": unnamed[0],
                       "number": sent.number, "version": sent.version });
    assert_eq!(author.hears_of("message:read:confirmed").await?, told, "and it takes no version");
    mover.sends(&json!({ "type": "message:delivered", "room": group, "number": sent.number })).await?;
    for phone in [&mut author, &mut mover] {
        assert_eq!(phone.hears_of("message:delivered:confirmed").await?["user"], json!(noor.me.id()));
    }
    assert!(hears_no_position(&mut other).await?);

    let answer = noor.says(group, "Hello.").await?;
    assert_eq!(author.hears_of("message:received").await?["version"], json!(sent.version + 1), "none is missing");
    cast.state.mailroom.move_read(unnamed[0], group, answer.number).await?;
    assert_eq!(mover.hears_of("message:read:confirmed").await?["user"], json!(unnamed[0]));
    assert!(hears_no_position(&mut author).await?, "it was past what they wrote already");

    let reaction = format!("/api/v1/chat/messages/{}/reactions/%F0%9F%91%8D", sent.id);
    noor.ask(Method::PUT, &reaction).send().await?.error_for_status()?;
    cast.state.mailroom.move_read(unnamed[1], group, sent.number).await?;
    let told = author.hears_of("message:read:confirmed").await?;
    assert_eq!(told["version"], json!(answer.version + 1), "it is stamped with what others have brought the room to");
    Ok(())
}

#[tokio::test]
async fn who_was_away_from_a_crowd_ends_with_the_positions_that_there_are() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (group, unnamed) = opens_crowd(&cast, &imani, &[noor.me.id()]).await?;
    let mailroom = &cast.state.mailroom;
    let sent = imani.says(group, "Hello, all of you.").await?;
    let afresh = json!({ "type": "join:chat", "room": group });
    let mut phone = imani.connects().await?;
    let joined = phone.asks(&afresh, "chat:joined").await?;
    let mut known = receipts(&joined);
    assert_eq!(known.len(), 60);
    phone.hangs_up().await?;

    mailroom.move_read(unnamed[0], group, sent.number).await?;
    mailroom.move_delivered(unnamed[1], group, sent.number).await?;
    let answer = noor.says(group, "Hello.").await?;
    let mut watcher = noor.connects().await?;
    mailroom.move_read(unnamed[2], group, answer.number).await?;
    assert_eq!(watcher.hears_of("message:read:confirmed").await?["user"], json!(unnamed[2]));

    let mut phone = imani.connects().await?;
    let since = json!({ "type": "join:chat", "room": group, "since": joined["version"] });
    let missed = phone.asks(&since, "chat:joined").await?;
    assert_eq!(missed["changes"].as_array().map(Vec::len), Some(1));
    known.extend(receipts(&missed));
    assert_eq!(known, receipts(&phone.asks(&afresh, "chat:joined").await?));
    Ok(())
}

#[tokio::test]
async fn whoever_is_last_in_a_crowd_is_found_and_so_are_its_readers() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (group, unnamed) = opens_crowd(&cast, &imani, &[noor.me.id()]).await?;
    let (me, last, reached) = (imani.me.id(), unnamed[0], unnamed[1]);
    let mut conn = cast.state.read().await?;
    let everybody =
        store::participants(&mut conn, group, &NameSearch { text: String::new(), after: None, limit: 100 }).await?;
    let number = imani.says(group, "Hello, all of you.").await?.number;
    for user in everybody.iter().map(|member| member.user.id).filter(|user| ![me, last, reached].contains(user)) {
        cast.state.mailroom.move_read(user, group, number).await?;
    }
    cast.state.mailroom.move_delivered(reached, group, number).await?;
    imani.says(group, "That is all.").await?;

    for (wanted, count) in [(Reached::Read, 57), (Reached::Delivered, 1), (Reached::NotYet, 1)] {
        let (mut names, mut after) = (Vec::new(), None);
        loop {
            let wanted = WantedReaders { number, reached: wanted, after, limit: 20 };
            let page = store::readers_of(&mut conn, group, me, wanted).await?;
            let Some(end) = page.people.last() else { break };
            assert_eq!(page.count, count);
            after = Some(end.id);
            names.extend(page.people.into_iter().map(|user| user.name));
        }
        assert_eq!(i64::try_from(names.len()), Ok(count), "{wanted:?}");
        names.dedup();
        assert_eq!(i64::try_from(names.len()), Ok(count), "{wanted:?}, and nobody twice");
    }

    let at = |user, number| Straggler { user, number };
    let slowest = store::slowest_of(&mut conn, group, me).await?.ok_or("nobody else")?;
    assert_eq!(slowest.delivered, at(last, 0));
    assert_eq!(removes(&imani, group, last).await?, StatusCode::NO_CONTENT);
    let slowest: Slowest = store::slowest_of(&mut conn, group, me).await?.ok_or("nobody else")?;
    assert_eq!((slowest.delivered.number, slowest.read), (number, at(reached, 0)));
    Ok(())
}

#[tokio::test]
async fn whoever_reacts_in_a_crowd_has_a_name_for_its_members_alone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (group, unnamed) = opens_crowd(&cast, &imani, &[noor.me.id()]).await?;
    let wanted = json!({ "room": group, "users": unnamed });
    let found = noor.ask(Method::POST, "/fn/read-members").json(&wanted).send().await?.error_for_status()?;
    let found: HashMap<UserId, String> =
        found.json::<Vec<User>>().await?.into_iter().map(|user| (user.id, user.name)).collect();
    assert_eq!(found.len(), unnamed.len());
    assert!(unnamed.iter().all(|user| found.get(user).is_some_and(|name| name.starts_with("Person "))));

    assert_eq!(removes(&imani, group, unnamed[0]).await?, StatusCode::NO_CONTENT);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let mut conn = cast.state.read().await?;
    let left = store::members_among(&mut conn, group, &[unnamed[0], tomas.me.id()], 50).await?;
    assert!(left.is_empty(), "whoever has left or never came has none");
    let refused = tomas.ask(Method::POST, "/fn/read-members").json(&wanted).send().await?;
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn everybody_in_a_crowd_can_be_mentioned() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (group, unnamed) = opens_crowd(&cast, &imani, &[noor.me.id()]).await?;
    let mut conn = cast.state.read().await?;
    for (typed, names) in [
        ("person 57", vec!["Person 57"]),
        ("PERSON 5", vec!["Person 5", "Person 50", "Person 51", "Person 52", "Person 53", "Person 54"]),
        ("rahi", vec!["Noor Rahimi"]),
        ("Noor ", vec!["Noor Rahimi"]),
        ("Noor Rahimi ", vec![]),
        ("erson", vec![]),
        ("Imani", vec![]),
    ] {
        let found = store::members_called(&mut conn, group, (imani.me.id(), typed), 6).await?;
        assert_eq!(found.iter().map(|user| user.name.as_str()).collect::<Vec<_>>(), names, "{typed:?}");
    }

    let people = store::members_among(&mut conn, group, &unnamed[..1], 1).await?;
    let name = people.first().ok_or("nobody")?.name.clone();
    let number = imani.says(group, &format!("@{name}, have a look")).await?.number;
    assert!(store::names_behind_at(&mut conn, group, (1, number)).await?.contains(&name));
    for (from, to) in [(number + 1, i64::MAX), (i64::MAX - 1, i64::MAX), (i64::MIN, 0)] {
        let wanted = json!({ "room": group, "from": from, "to": to });
        let found = noor.ask(Method::POST, "/fn/names-mentioned").json(&wanted).send().await?.error_for_status()?;
        assert!(found.json::<Vec<String>>().await?.is_empty(), "{wanted}");
    }
    sweep(&cast.state).await?;
    ring(&cast.state).await?;
    for (user, kind) in [(unnamed[0], Kind::Mention), (unnamed[1], Kind::Group)] {
        let told = list_notifications(&mut conn, user, Filter::default(), None, 50).await?;
        assert_eq!(told.iter().map(|one| one.kind).collect::<Vec<_>>(), [kind]);
    }
    Ok(())
}
