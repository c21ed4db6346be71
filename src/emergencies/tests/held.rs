//! A client is where help comes to them: they stay in the room of their emergency, or it is talked about elsewhere.

use super::{Outcome, room};
use crate::ids::RoomId;
use crate::server::testing::{Actor, Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::Value;

impl Actor<'_> {
    async fn removes(&self, room: RoomId, other: &Actor<'_>) -> Outcome<(StatusCode, Value)> {
        let path = format!("/api/v1/chat/rooms/{room}/members/{}", other.me.id());
        let answer = self.ask(Method::DELETE, &path).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }
}

#[tokio::test]
async fn nobody_leaves_the_room_of_their_own_emergency_before_it_is_over() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let group = imani.opens_group_with(&[noor.me.id()]).await?;
    noor.cries(group, "It bleeds").await?;
    let (status, refusal) = noor.removes(group, &noor).await?;
    let why = "Your emergency is not over yet. You can leave this conversation once it is resolved.";
    assert_eq!((status, &refusal["detail"]), (StatusCode::CONFLICT, &why.into()));
    let (status, refusal) = imani.removes(group, &noor).await?;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(!refusal.to_string().contains("emergency"), "why is theirs alone to know");
    assert!(noor.sees_room(group).await?.member(noor.me.id()).is_some());

    let (_, taken) = imani.takes(&imani.queue().await?.remove(0)).await?;
    imani.resolves(&taken, "Bandaged").await?;
    assert_eq!(noor.removes(group, &noor).await?.0, StatusCode::NO_CONTENT);

    let raised = noor.raises("My chest hurts").await?;
    assert_eq!(noor.removes(room(&raised)?, &noor).await?.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn where_its_client_has_gone_it_is_talked_about_with_them_elsewhere() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let raised = noor.raises("My chest hurts").await?;
    let left = room(&raised)?;
    sqlx::query("delete from room_members where room_id = $1 and user_id = $2")
        .bind(left.0)
        .bind(noor.me.id().0)
        .execute(&cast.state.pool)
        .await?;
    let (status, taken) = imani.takes(&raised).await?;
    assert_eq!(status, StatusCode::OK);
    let found = room(&taken)?;
    assert_ne!(found, left);
    assert_eq!(noor.reads(found).await?, ["My chest hurts", "Dr. Imani Mbeki has taken this emergency."]);
    assert!(imani.sees_room(left).await?.is_ended(), "nothing is said there any more");
    Ok(())
}
