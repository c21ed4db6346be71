//! Who sees who has confirmed.

use super::*;
use crate::server::testing::{Cast, Story};

#[tokio::test]
async fn the_author_and_practitioners_see_who_has_and_clients_see_themselves() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (tomas, jonas) = (cast.signs_in("patient2@clinic.demo").await?, cast.signs_in("doctor2@clinic.demo").await?);
    let greta = cast.signs_in("admin@clinic.demo").await?;
    let room = opens_group(&imani, &[noor.me.id(), tomas.me.id(), jonas.me.id()]).await?;
    let message = asks(&imani, room).await?;
    confirms(&noor, message.id).await?;
    let all: Vec<&str> = vec![&jonas.me.name, &noor.me.name, &tomas.me.name];
    for actor in [&imani, &jonas] {
        assert_eq!(names(actor, message.id, "").await?, all, "by name");
    }
    assert_eq!(names(&imani, message.id, "?confirmed=true").await?, [noor.me.name.as_str()]);
    assert_eq!(names(&imani, message.id, "?confirmed=false").await?, [&*jonas.me.name, &*tomas.me.name]);
    assert_eq!(names(&noor, message.id, "").await?, [noor.me.name.as_str()]);
    assert!(names(&tomas, message.id, "?confirmed=true").await?.is_empty());
    let path = format!("/api/v1/chat/messages/{}/acknowledgements", message.id);
    assert_eq!(greta.gets(&path).await?.0, StatusCode::NOT_FOUND, "an admin who is not in the room");
    Ok(())
}

#[tokio::test]
async fn the_list_is_read_in_pages() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let jonas = cast.signs_in("doctor2@clinic.demo").await?;
    let room = opens_group(&imani, &[noor.me.id(), jonas.me.id()]).await?;
    let message = asks(&imani, room).await?;
    let path = format!("/api/v1/chat/messages/{}/acknowledgements", message.id);
    let (_, first) = imani.gets(&format!("{path}?limit=1")).await?;
    assert_eq!(first["items"][0], json!({ "user": jonas.sees_as_user(), "acknowledgedAt": null }));
    let next = first["next"].as_str().ok_or("no next page")?;
    assert_eq!(names(&imani, message.id, &format!("?limit=1&after={next}")).await?, [noor.me.name.as_str()]);
    let (status, refused) = imani.gets(&format!("{path}?confirmed=perhaps")).await?;
    assert_eq!((status, &refused["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("confirmed")));
    Ok(())
}

impl Actor<'_> {
    fn sees_as_user(&self) -> Value {
        json!({ "id": self.me.id(), "name": self.me.name, "avatar": self.me.avatar })
    }
}
