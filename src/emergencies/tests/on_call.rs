//! Who is on call is known at once wherever somebody looks at it.

use crate::server::testing::{Cast, Story};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn whoever_works_here_hears_who_goes_on_call_and_off() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let (jonas, greta) = (cast.signs_in("doctor2@clinic.demo").await?, cast.signs_in("admin@clinic.demo").await?);
    let vet = cast.signs_in("veterinarian@veterinary.demo").await?;
    let mut concerned = [imani.connects().await?, jonas.connects().await?, greta.connects().await?];
    let mut others = [noor.connects().await?, vet.connects().await?];
    let path = format!("/api/v1/on-call/{}", jonas.me.id());
    for (method, who) in [(Method::PUT, &jonas), (Method::PUT, &greta), (Method::DELETE, &greta)] {
        assert_eq!(who.ask(method, &path).send().await?.status(), StatusCode::NO_CONTENT);
    }
    // Going where one is already is no news: they hear of two changes.
    for (devices, times) in [(&mut concerned[..], 2), (&mut others[..], 0)] {
        for device in devices {
            device.sends(&json!({ "type": "ping" })).await?;
            let mut heard = 0;
            loop {
                let frame = device.hears().await?;
                match frame["type"].as_str() {
                    Some("on-call:changed") => heard += 1,
                    Some("pong") => break,
                    _ => {}
                }
            }
            assert_eq!(heard, times);
        }
    }
    Ok(())
}
