//! Clients who see each other through a room: those who are connected hear of each other when it begins and ends.

use super::*;
use crate::server::testing::{Cast, Phone, Story};

/// Who came online and who went, of all that was told before the answer to a ping.
async fn hears_of_people(phone: &mut Phone) -> Outcome<Vec<Value>> {
    phone.sends(&json!({ "type": "ping" })).await?;
    let mut heard = Vec::new();
    loop {
        let frame = phone.hears().await?;
        match frame["type"].as_str() {
            Some("pong") => return Ok(heard),
            Some("user:online" | "user:offline") => heard.push(frame),
            _ => {}
        }
    }
}

fn online(actor: &Actor<'_>) -> Value {
    json!({ "type": "user:online", "user": actor.me.id() })
}

fn offline(actor: &Actor<'_>) -> Value {
    json!({ "type": "user:offline", "user": actor.me.id(), "lastSeen": null })
}

#[tokio::test]
async fn clients_of_a_group_hear_that_the_other_is_online_and_see_no_more_of_who_is_out() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (mut phone, mut tablet) = (noor.connects().await?, tomas.connects().await?);
    for device in [&mut phone, &mut tablet] {
        assert_eq!(device.presence["online"], json!([]));
        assert_eq!(hears_of_people(device).await?, Vec::<Value>::new());
    }
    let mut desk = imani.connects().await?;
    assert_eq!(hears_of_people(&mut desk).await?, Vec::<Value>::new());

    let group = opens_group(&imani, "Knees", &[noor.me.id()]).await?.id;
    assert_eq!(hears_of_people(&mut phone).await?, [online(&imani)], "since a doctor has come, and nobody else");
    assert_eq!(adds(&imani, group, tomas.me.id()).await?, StatusCode::CREATED);
    assert_eq!(hears_of_people(&mut phone).await?, [online(&tomas)]);
    assert_eq!(hears_of_people(&mut tablet).await?, [online(&imani), online(&noor)]);

    assert_eq!(removes(&imani, group, tomas.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(hears_of_people(&mut phone).await?, [offline(&tomas)]);
    assert_eq!(hears_of_people(&mut tablet).await?, [offline(&noor)]);
    assert_eq!(tomas.connects().await?.presence["online"], json!([imani.me.id()]), "as one who comes then is told");
    assert_eq!(hears_of_people(&mut desk).await?, Vec::<Value>::new(), "staff see everybody, and nobody came or went");
    Ok(())
}

#[tokio::test]
async fn whoever_leaves_one_of_two_groups_is_still_in_sight() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let (mut phone, mut tablet) = (noor.connects().await?, tomas.connects().await?);
    let both = [noor.me.id(), tomas.me.id()];
    let knees = opens_group(&imani, "Knees", &both).await?.id;
    assert_eq!(hears_of_people(&mut phone).await?, [online(&tomas)]);
    assert_eq!(hears_of_people(&mut tablet).await?, [online(&noor)]);

    let elbows = opens_group(&imani, "Elbows", &both).await?.id;
    assert_eq!(removes(&tomas, knees, tomas.me.id()).await?, StatusCode::NO_CONTENT);
    for device in [&mut phone, &mut tablet] {
        let heard = hears_of_people(device).await?;
        assert!(heard.iter().all(|frame| frame["type"] == "user:online"), "{heard:?}");
    }
    assert_eq!(removes(&tomas, elbows, tomas.me.id()).await?, StatusCode::NO_CONTENT);
    assert_eq!(hears_of_people(&mut phone).await?, [offline(&tomas)]);
    assert_eq!(hears_of_people(&mut tablet).await?, [offline(&noor)]);
    Ok(())
}
