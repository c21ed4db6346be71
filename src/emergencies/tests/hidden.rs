//! What becomes of one client's emergency is not read by another.

use super::room;
use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};

#[tokio::test]
async fn where_another_client_reads_along_it_is_talked_about_elsewhere() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, tomas) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("patient2@clinic.demo").await?);
    let group = imani.opens_group_with(&[noor.me.id(), tomas.me.id()]).await?;
    for helper in [&jonas, &imani] {
        noor.cries(group, "It bleeds").await?;
        let (status, taken) = helper.takes(&imani.queue().await?.remove(0)).await?;
        assert_eq!(status, StatusCode::OK);
        let elsewhere = room(&taken)?;
        assert_ne!(elsewhere, group, "also for who was in the group");
        helper.resolves(&taken, "It was the wound of last year").await?;
        let expected = [
            "It bleeds".to_owned(),
            format!("{} has taken this emergency.", helper.me.name),
            format!("{} resolved this emergency: It was the wound of last year", helper.me.name),
        ];
        assert_eq!(noor.reads(elsewhere).await?, expected);
        assert_eq!(tomas.gets(&format!("/api/v1/chat/messages/{elsewhere}")).await?.0, StatusCode::NOT_FOUND);
    }
    assert_eq!(tomas.reads(group).await?, ["It bleeds", "It bleeds"], "nothing else was said there");
    assert_eq!(jonas.gets(&format!("/api/v1/chat/messages/{group}")).await?.0, StatusCode::NOT_FOUND);
    assert!(!noor.sees_room(group).await?.is_ended());
    Ok(())
}

#[tokio::test]
async fn whoever_came_into_its_room_later_does_not_read_how_it_ended() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let tomas = cast.signs_in("patient2@clinic.demo").await?;
    let group = imani.opens_group_with(&[noor.me.id()]).await?;
    noor.cries(group, "It bleeds").await?;
    let (_, taken) = imani.takes(&imani.queue().await?.remove(0)).await?;
    assert_eq!(room(&taken)?, group, "she is the only client there");
    let member = format!("/api/v1/chat/rooms/{group}/members/{}", tomas.me.id());
    imani.ask(Method::PUT, &member).send().await?.error_for_status()?;
    let (status, resolved) = imani.resolves(&taken, "It was the wound of last year").await?;
    assert_eq!((status, &resolved["outcome"]), (StatusCode::OK, &"It was the wound of last year".into()));
    assert!(tomas.reads(group).await?.iter().all(|words| !words.contains("wound")));
    Ok(())
}
