//! One client may not keep a practice ringing.

use super::{Outcome, id};
use crate::server::testing::{Actor, Cast, Story};
use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::Instant;

impl Actor<'_> {
    /// Calls the function as a page of theirs does.
    async fn calls_function(&self, cast: &Cast, function: &str, input: &Value) -> Outcome<(StatusCode, Value)> {
        let request = cast.ask(Method::POST, &format!("/fn/{function}")).header("origin", cast.url(""));
        let answer = request.bearer_auth(&self.token).json(input).send().await?;
        Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
    }
}

#[tokio::test]
async fn much_at_once_is_kept_and_some_of_it_heard() -> Story {
    const TIMES: usize = 30;
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let raised = noor.raises("My chest hurts").await?;
    for number in 0..TIMES {
        let text = json!({ "text": format!("It is worse: {number}"), "key": crate::ids::ClientId::new() });
        let (status, again) = if number % 2 == 0 {
            noor.commands("emergencies", json!({ "text": text["text"] })).await?
        } else {
            noor.calls_function(&cast, "raise-emergency", &text).await?
        };
        assert_eq!((status, &again["again"]["text"]), (StatusCode::OK, &text["text"]), "no alert is refused");
    }
    let (_, steps) = imani.gets(&format!("/api/v1/emergencies/{}/steps?limit=100", id(&raised))).await?;
    let steps: Vec<&Value> = steps["items"].as_array().into_iter().flatten().collect();
    assert_eq!(steps.len(), 1 + TIMES);
    let heard = steps.iter().filter(|step| step["what"] == "wrote_again" && step["people"] != 0).count();
    assert!((5..TIMES).contains(&heard), "{heard}");
    let room: crate::ids::RoomId = raised["room"].as_str().unwrap_or_default().parse()?;
    assert_eq!(imani.history(room, 0).await?.len(), 1 + TIMES, "all of it is said");
    Ok(())
}

#[tokio::test]
async fn functions_of_pages_are_as_limited_as_the_api() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let began = Instant::now();
    let nowhere = json!({ "id": crate::ids::EmergencyId::new(), "outcome": "Over" });
    for function in ["see-emergency", "take-emergency", "give-emergency-back", "dismiss-emergency"] {
        let calls = join_all((0..50).map(|_| noor.calls_function(&cast, function, &nowhere))).await;
        for call in calls {
            assert!(call?.0.is_client_error(), "{function}");
        }
    }
    let left = (0..1000).filter(|_| cast.state.limits.take_command(noor.me.id()).is_ok()).count();
    // What the passing time has given back may be taken as well.
    let seconds = usize::try_from(began.elapsed().as_secs()).unwrap_or(usize::MAX) + 1;
    assert!(left <= 300 - 200 + 50 * seconds, "{left}");
    Ok(())
}
