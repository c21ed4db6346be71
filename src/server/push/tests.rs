//! Pushes as a push service and a browser see them.

use super::*;
use crate::server::testing::{Browser, Posted, PushService, Story, database, settings};
use crate::time::Moment;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;

fn own_service() -> Settings {
    Settings {
        push: PushSettings { push_contact: Some("mailto:it@example.org".into()), push_allow_private: true },
        ..settings()
    }
}

fn hello() -> Push {
    let keep = Duration::from_hours(1);
    Push { payload: b"Hello".to_vec(), keep, urgency: Urgency::High, topic: Some("a-topic".into()) }
}

fn to(endpoint: String, browser: &Browser) -> Subscription {
    Subscription { endpoint, p256dh: browser.public(), auth: browser.auth.clone() }
}

#[test]
fn the_example_of_rfc_8291_is_opened() -> Story {
    let browser = Browser::of("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "BTBZMqHH6r4Tts7J_aSIgg")?;
    let body = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w\
                EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assert_eq!(browser.opens(&BASE64.decode(body)?)?, b"When I grow up, I want to be a watermelon");
    Ok(())
}

#[tokio::test]
async fn a_push_is_sealed_for_its_browser_and_signed_by_us() -> Story {
    let (database, service, browser) = (database().await?, PushService::open().await?, Browser::new()?);
    let pusher = Pusher::open(&own_service(), &database.pool).await?;
    assert_eq!(pusher.send(&to(service.endpoint("noor"), &browser), &hello()).await, Answer::Sent);
    let [posted]: [Posted; 1] = service.posted().try_into().map_err(|_| "one push")?;
    assert_eq!(browser.opens(&posted.body)?, b"Hello");
    assert!(Browser::new()?.opens(&posted.body).is_err(), "nobody else reads it");
    let sent = ["content-encoding", "ttl", "urgency", "topic"].map(|name| posted.header(name));
    assert_eq!(sent, ["aes128gcm", "3600", "high", "a-topic"]);
    let claims = posted.claims(pusher.public_key())?;
    assert_eq!((&claims["aud"], &claims["sub"]), (&service.origin().into(), &"mailto:it@example.org".into()));
    let left = claims["exp"].as_i64().ok_or("a time")? - Moment::now().unix_seconds();
    assert!((0..=24 * 3600).contains(&left), "{left}");
    Ok(())
}

#[tokio::test]
async fn what_a_push_service_answers_is_understood() -> Story {
    let (database, service, browser) = (database().await?, PushService::open().await?, Browser::new()?);
    let pusher = Pusher::open(&own_service(), &database.pool).await?;
    for (mailbox, status, wait) in [("gone", 410, None), ("busy", 429, Some("7")), ("picky", 400, None)] {
        service.answers(mailbox, status, wait);
    }
    let send = async |mailbox: &str| pusher.send(&to(service.endpoint(mailbox), &browser), &hello()).await;
    assert_eq!(send("gone").await, Answer::Gone);
    let Answer::Passing { after, .. } = send("busy").await else { return Err("it may go well later".into()) };
    assert_eq!(after, Some(Duration::from_secs(7)));
    assert!(matches!(send("picky").await, Answer::Refused { .. }));
    let nobody = to("http://127.0.0.1:9/push".into(), &browser);
    assert!(matches!(pusher.send(&nobody, &hello()).await, Answer::Passing { after: None, .. }));
    let long = Push { payload: vec![b'x'; BYTES + 1], ..hello() };
    assert!(matches!(pusher.send(&to(service.endpoint("noor"), &browser), &long).await, Answer::Refused { .. }));
    Ok(())
}

#[tokio::test]
async fn nothing_is_sent_into_the_house() -> Story {
    let (database, service, browser) = (database().await?, PushService::open().await?, Browser::new()?);
    let pusher = Pusher::open(&settings(), &database.pool).await?;
    // The last one is told by what its name resolves to.
    let port = service.address.port();
    for endpoint in [service.endpoint("x"), format!("https://127.0.0.1:{port}/"), format!("https://localhost:{port}/")]
    {
        let answer = pusher.send(&to(endpoint.clone(), &browser), &hello()).await;
        assert!(matches!(answer, Answer::Refused { .. }), "{endpoint}: {answer:?}");
    }
    assert!(service.posted().is_empty());
    Ok(())
}

#[tokio::test]
async fn all_servers_on_one_database_have_the_same_keys() -> Story {
    let database = database().await?;
    let settings = settings();
    let (one, other) = tokio::join!(Pusher::open(&settings, &database.pool), Pusher::open(&settings, &database.pool));
    let (one, other) = (one?, other?);
    assert_eq!(one.public_key(), other.public_key());
    assert_eq!(BASE64.decode(one.public_key())?.len(), 65);
    Ok(())
}
