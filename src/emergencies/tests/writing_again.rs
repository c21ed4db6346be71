//! A client writes again while it is not over: one emergency, told anew to whoever is to come.

use super::{Outcome, id};
use crate::emergencies::Emergency;
use crate::emergencies::store::see;
use crate::ids::{ClientId, RoomId};
use crate::server::testing::{Actor, Cast, Phone, Story};
use crate::time::Moment;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::{query, query_scalar};

impl Actor<'_> {
    /// A message that is marked urgent.
    pub(super) async fn cries(&self, room: RoomId, text: &str) -> Outcome<()> {
        let body = json!({ "clientId": ClientId::new(), "kind": "text", "body": text, "emergency": true });
        let (status, answer) = self.commands(&format!("chat/messages/{room}"), body).await?;
        if status == StatusCode::CREATED { Ok(()) } else { Err(format!("{status}: {answer}").into()) }
    }

    /// What this person sees in the queue.
    pub(super) async fn queue(&self) -> Outcome<Vec<Value>> {
        let (_, list) = self.gets("/api/v1/emergencies?status=open").await?;
        Ok(list["items"].as_array().cloned().unwrap_or_default())
    }

    /// What is unread in their bell about emergencies.
    pub(super) async fn called_by(&self) -> Outcome<Vec<Value>> {
        let (_, bell) = self.gets("/api/v1/notifications?unread=true&sort=emergencies").await?;
        Ok(bell["items"].as_array().into_iter().flatten().map(|item| item["body"].clone()).collect())
    }
}

impl Phone {
    /// The first that is told of what the client has written again: as what, and how it stands.
    async fn hears_again(&mut self) -> Outcome<(String, Value)> {
        loop {
            let mut frame = self.hears().await?;
            if !frame["emergency"]["again"].is_null() {
                return Ok((frame["type"].as_str().unwrap_or_default().to_owned(), frame["emergency"].take()));
            }
        }
    }
}

async fn next_telling(cast: &Cast) -> Outcome<Moment> {
    Ok(query_scalar("select next_at from emergencies").fetch_one(&cast.state.pool).await?)
}

#[tokio::test]
async fn a_second_urgent_message_adds_to_it_and_rings_anew() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let room = noor.active_room().await?.id;
    let (mut desk, mut other_desk) = (imani.connects().await?, jonas.connects().await?);
    noor.cries(room, "It bleeds").await?;
    let raised = desk.hears_of("emergency:alert").await?["emergency"].clone();
    assert!(raised["again"].is_null());
    imani.commands(&format!("emergencies/{}/seen", id(&raised)), json!({})).await?;
    let due = next_telling(&cast).await?;

    noor.cries(room, "It bleeds more").await?;
    let (kind, again) = desk.hears_again().await?;
    assert_eq!((&*kind, id(&again)), ("emergency:alert", id(&raised)));
    assert_eq!((&again["text"], &again["again"]["text"]), (&json!("It bleeds"), &json!("It bleeds more")));
    assert_eq!(again["ringsFor"].as_array().map(Vec::len), Some(2), "also where it was seen");
    assert_eq!(other_desk.hears_again().await?, (kind, again));
    assert_eq!(imani.queue().await?.len(), 1);
    assert_eq!((imani.called_by().await?, jonas.called_by().await?.len()), (vec![json!("It bleeds more")], 1));
    assert_eq!(next_telling(&cast).await?, due, "it is told again no later than before");

    assert_eq!(imani.steps(&raised).await?, ["raised", "seen", "wrote_again"]);
    let (_, steps) = imani.gets(&format!("/api/v1/emergencies/{}/steps", id(&raised))).await?;
    let last = &steps["items"][2];
    assert_eq!((&last["words"], &last["people"]), (&json!("It bleeds more"), &json!(2)));
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let (_, audit) = greta.gets("/api/v1/audit?limit=1").await?;
    assert_eq!(audit["items"][0]["deed"], "emergency_repeated");
    assert!(!audit.to_string().contains("bleeds"), "the audit holds no health data");
    Ok(())
}

#[tokio::test]
async fn a_seen_that_comes_late_does_not_silence_what_was_told_since() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let read = async || Outcome::Ok(serde_json::from_value::<Emergency>(imani.queue().await?.remove(0))?);
    let rings_after = async |telling| {
        let mut tx = cast.state.begin().await?;
        see(&mut tx, &imani.me, telling).await?;
        tx.commit().await?;
        Outcome::Ok(read().await?.rings_for(imani.me.id))
    };
    noor.cries(room, "It bleeds").await?;
    let first = read().await?.telling();
    noor.cries(room, "It bleeds more").await?;
    let second = read().await?.telling();
    assert!(rings_after(first).await?);
    assert!(!rings_after(second).await?);
    Ok(())
}

#[tokio::test]
async fn once_it_is_taken_whoever_took_it_hears_alone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let room = noor.active_room().await?.id;
    noor.cries(room, "It bleeds").await?;
    let raised = jonas.queue().await?.remove(0);
    jonas.takes(&raised).await?;
    let (mut desk, mut other_desk) = (imani.connects().await?, jonas.connects().await?);

    noor.cries(room, "It bleeds more").await?;
    let (kind, again) = other_desk.hears_again().await?;
    assert_eq!((&*kind, &again["ringsFor"]), ("emergency:alert", &json!([jonas.me.id()])));
    assert_eq!(desk.hears_again().await?, ("emergency:changed".to_owned(), again), "and others see how it stands");
    assert_eq!(jonas.called_by().await?, [json!("It bleeds more")]);
    assert!(imani.called_by().await?.is_empty());
    jonas.commands(&format!("emergencies/{}/seen", id(&raised)), json!({})).await?;
    assert_eq!(noor.sees(&raised).await?["ringsFor"], json!([]));

    jonas.resolves(&raised, "Bandaged").await?;
    noor.cries(room, "Another wound").await?;
    let next = jonas.queue().await?.remove(0);
    assert_ne!(id(&next), id(&raised), "that one was over");
    assert!(next["again"].is_null());
    Ok(())
}

#[tokio::test]
async fn once_whoever_took_it_may_have_gone_all_hear_it_and_another_takes_it() -> Story {
    for gone in [
        "update emergencies set taken_at = taken_at - interval '16 minutes'",
        "update users set suspended_at = now(), suspended_by = id where email = 'doctor2@clinic.demo'",
    ] {
        let cast = Cast::assemble().await?;
        let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
        let jonas = cast.signs_in("doctor2@clinic.demo").await?;
        let room = noor.active_room().await?.id;
        noor.cries(room, "It bleeds").await?;
        let raised = jonas.queue().await?.remove(0);
        jonas.takes(&raised).await?;
        assert!(imani.called_by().await?.is_empty());
        query(gone).execute(&cast.state.pool).await?;

        noor.cries(room, "It bleeds more").await?;
        assert_eq!(imani.called_by().await?, [json!("It bleeds more")], "{gone}");
        next_telling(&cast).await?;
        imani.takes(&raised).await?;
        assert_eq!(imani.queue().await?.remove(0)["takenBy"]["id"], json!(imani.me.id()));
    }
    Ok(())
}

#[tokio::test]
async fn the_button_pressed_again_adds_to_the_same_emergency_once() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let raised = noor.raises("My chest hurts").await?;
    let body = json!({ "text": " My arm, too \n", "clientId": ClientId::new() });
    for _ in 0..2 {
        let (status, again) = noor.commands("emergencies", body.clone()).await?;
        assert_eq!((status, id(&again)), (StatusCode::OK, id(&raised)));
        assert_eq!(again["again"]["text"], "My arm, too");
    }
    assert_eq!(imani.queue().await?.len(), 1);
    assert_eq!(imani.steps(&raised).await?, ["raised", "wrote_again"], "a repeat adds nothing");
    let room: RoomId = raised["room"].as_str().unwrap_or_default().parse()?;
    let said: Vec<String> = noor.history(room, 0).await?.into_iter().map(|message| message.body).collect();
    assert_eq!(said, ["My chest hurts", "My arm, too"]);

    imani.takes(&raised).await?;
    imani.resolves(&raised, "Heartburn").await?;
    let (status, again) = noor.commands("emergencies", body).await?;
    assert_eq!((status, id(&again)), (StatusCode::OK, id(&raised)), "a late repeat raises nothing");
    assert_ne!(id(&noor.raises("My chest hurts").await?), id(&raised));
    Ok(())
}

/// It gets a room of its own again.
#[tokio::test]
async fn an_alert_is_sent_where_nothing_can_be_added() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let mut raised = noor.raises("First").await?;
    for shut in ["update rooms set ended_at = now() where id = $1", "delete from room_members where room_id = $1"] {
        let room: RoomId = raised["room"].as_str().unwrap_or_default().parse()?;
        query(shut).bind(room.0).execute(&cast.state.pool).await?;
        let next = noor.raises("Next").await?;
        assert_ne!(next["room"], raised["room"], "{shut}");
        raised = next;
    }
    Ok(())
}

#[tokio::test]
async fn the_button_adds_to_what_an_urgent_message_began() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    noor.cries(room, "It bleeds").await?;
    let (status, again) = noor.commands("emergencies", json!({ "text": "My chest hurts" })).await?;
    assert_eq!((status, &again["room"]), (StatusCode::OK, &json!(room)));
    let queue = imani.queue().await?;
    assert_eq!((queue.len(), &queue[0]["again"]["text"]), (1, &json!("My chest hurts")));
    let last = noor.active_room().await?.last_message;
    assert!(last.is_some_and(|last| last.body == "My chest hurts" && last.emergency));
    Ok(())
}

#[tokio::test]
async fn what_other_clients_would_read_is_another_emergency() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let group = imani.opens_group_with(&[noor.me.id(), tomas.me.id()]).await?;
    noor.cries(group, "It bleeds").await?;
    let raised = noor.raises("My chest hurts").await?;
    assert_ne!(raised["room"], json!(group));
    assert_eq!(imani.queue().await?.len(), 2);
    assert!(tomas.history(group, 0).await?.iter().all(|message| message.body != "My chest hurts"));
    Ok(())
}

/// Two people's own conversation stays theirs, and what is urgent there goes to whoever took it.
#[tokio::test]
async fn where_it_is_talked_about_elsewhere_it_is_the_same_emergency() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let (_, direct) = noor.commands("chat/rooms", json!({ "kind": "direct", "user": imani.me.id() })).await?;
    let room: RoomId = direct["id"].as_str().unwrap_or_default().parse()?;
    noor.cries(room, "It bleeds").await?;
    noor.cries(room, "It bleeds more").await?;
    let (_, taken) = jonas.takes(&jonas.queue().await?.remove(0)).await?;
    let elsewhere: RoomId = taken["room"].as_str().unwrap_or_default().parse()?;
    let said: Vec<String> = jonas.history(elsewhere, 0).await?.into_iter().map(|message| message.body).collect();
    assert_eq!(said[..2], ["It bleeds", "It bleeds more"], "what was said goes with it");

    noor.cries(room, "Now my foot").await?;
    let queue = jonas.queue().await?;
    assert_eq!((queue.len(), &queue[0]["again"]["text"]), (1, &json!("Now my foot")));
    assert_eq!(queue[0]["ringsFor"], json!([jonas.me.id()]));
    Ok(())
}

#[tokio::test]
async fn many_urgent_messages_at_once_are_one_emergency() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let room = noor.active_room().await?.id;
    let cries = (0..8).map(|_| noor.cries(room, "It bleeds"));
    for cried in futures_util::future::join_all(cries).await {
        cried?;
    }
    let queue = imani.queue().await?;
    assert_eq!(queue.len(), 1);
    assert_eq!(imani.steps(&queue[0]).await?.len(), 8);
    Ok(())
}
