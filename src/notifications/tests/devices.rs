//! Devices that are pushed to: whose they are, and for how long.

use crate::notifications::Device;
use crate::notifications::store::forget_dead_subscriptions;
use crate::server::config::Settings;
use crate::server::push::PushSettings;
use crate::server::testing::{Actor, Browser, Cast, Outcome, Story, settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/push/subscriptions";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; rv:143.0) Gecko/20100101 Firefox/143.0";

/// Nothing is sent here, so any address outside will do.
fn at(mailbox: &str) -> String {
    format!("https://push.example.org/{mailbox}")
}

async fn offers(actor: &Actor<'_>, subscription: &Value) -> Outcome<(StatusCode, Value)> {
    let request = actor.ask(Method::POST, PATH).header("user-agent", FIREFOX).json(subscription);
    let answer = request.send().await?;
    Ok((answer.status(), answer.json().await.unwrap_or(Value::Null)))
}

async fn devices(actor: &Actor<'_>) -> Outcome<Vec<Device>> {
    Ok(serde_json::from_value(actor.gets(PATH).await?.1["items"].take())?)
}

async fn kept(cast: &Cast) -> Outcome<i64> {
    Ok(sqlx::query_scalar("select count(*) from push_subscriptions").fetch_one(&cast.state.pool).await?)
}

#[tokio::test]
async fn a_device_is_added_listed_and_removed() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let subscription = Browser::new()?.subscription(&at("noor"));
    let (status, added) = offers(&noor, &subscription).await?;
    assert_eq!(
        (status, &added["name"], &added["isHere"]),
        (StatusCode::CREATED, &json!("Firefox on Windows"), &json!(true))
    );
    assert_eq!(offers(&noor, &subscription).await?.1["id"], added["id"], "once more changes nothing");
    let elsewhere = cast.patient().await?;
    let [device] = &devices(&elsewhere).await?[..] else { return Err("one device".into()) };
    assert!(!device.is_here && device.last_used_at.is_none());
    let path = format!("{PATH}/{}", device.id);
    assert_eq!(imani.ask(Method::DELETE, &path).send().await?.status(), StatusCode::NOT_FOUND, "not hers");
    assert!(devices(&imani).await?.is_empty());
    assert_eq!(elsewhere.ask(Method::DELETE, &path).send().await?.status(), StatusCode::NO_CONTENT);
    assert!(devices(&noor).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn signing_out_takes_the_device_out() -> Story {
    let cast = Cast::assemble().await?;
    let (phone, laptop) = (cast.patient().await?, cast.patient().await?);
    offers(&phone, &Browser::new()?.subscription(&at("phone"))).await?;
    offers(&laptop, &Browser::new()?.subscription(&at("laptop"))).await?;
    assert_eq!(devices(&laptop).await?.len(), 2);
    let out = phone.ask(Method::POST, "/api/v1/auth/sign-out").send().await?;
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    assert!(matches!(&devices(&laptop).await?[..], [left] if left.is_here));
    forget_dead_subscriptions(&mut *cast.state.read().await?).await?;
    assert_eq!(kept(&cast).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_browser_belongs_to_whoever_turned_it_on_last() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let browser = Browser::new()?;
    offers(&noor, &browser.subscription(&at("shared"))).await?;
    let stranger = Browser::new()?.subscription(&at("shared"));
    assert_eq!(offers(&imani, &stranger).await?.0, StatusCode::CONFLICT, "another browser's address");
    assert_eq!(offers(&imani, &browser.subscription(&at("shared"))).await?.0, StatusCode::CREATED);
    assert!(devices(&noor).await?.is_empty());
    assert_eq!(devices(&imani).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_new_address_takes_the_place_of_ones_own_alone() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    offers(&noor, &Browser::new()?.subscription(&at("old"))).await?;
    let mut fresh = Browser::new()?.subscription(&at("new"));
    fresh["replaces"] = json!(at("old"));
    assert_eq!(offers(&imani, &fresh).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(offers(&noor, &fresh).await?.0, StatusCode::CREATED);
    let endpoint: String =
        sqlx::query_scalar("select endpoint from push_subscriptions").fetch_one(&cast.state.pool).await?;
    assert_eq!(endpoint, at("new"));
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_sent_to_is_refused_by_its_field() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let good = Browser::new()?.subscription(&at("noor"));
    for (pointer, value, field) in [
        ("/endpoint", "http://push.example.org/x", "endpoint"),
        ("/endpoint", "https://127.0.0.1:5432/", "endpoint"),
        ("/endpoint", "https://[fd00::1]/", "endpoint"),
        ("/keys/p256dh", "AAAA", "keys.p256dh"),
        ("/keys/p256dh", "not base64", "keys.p256dh"),
        ("/keys/auth", "AAAA", "keys.auth"),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).ok_or("a field")? = json!(value);
        let (status, problem) = offers(&noor, &bad).await?;
        assert_eq!((status, problem["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some(field)), "{value}");
    }
    assert_eq!(kept(&cast).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_push_service_of_ones_own_may_be_in_the_house() -> Story {
    let push = PushSettings { push_allow_private: true, ..PushSettings::default() };
    let cast = Cast::assemble_with(Settings { push, ..settings() }).await?;
    let noor = cast.patient().await?;
    let subscription = Browser::new()?.subscription("http://127.0.0.1:9/push/noor");
    assert_eq!(offers(&noor, &subscription).await?.0, StatusCode::CREATED);
    Ok(())
}

#[tokio::test]
async fn nobody_has_more_than_twenty_devices() -> Story {
    let cast = Cast::assemble_with(Settings { limits: false, ..settings() }).await?;
    for number in 0..20 {
        let device = cast.patient().await?;
        let answer = offers(&device, &Browser::new()?.subscription(&at(&number.to_string()))).await?;
        assert_eq!(answer.0, StatusCode::CREATED, "{}", answer.1);
    }
    let one_more = cast.patient().await?;
    let answer = offers(&one_more, &Browser::new()?.subscription(&at("more"))).await?;
    assert_eq!(answer.0, StatusCode::CONFLICT);
    Ok(())
}

#[tokio::test]
async fn every_browser_subscribes_with_the_same_key() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let key = noor.gets("/api/v1/push/key").await?.1;
    assert_eq!(key["publicKey"], cast.state.push.public_key());
    assert_eq!(imani.gets("/api/v1/push/key").await?.1, key);
    let nobody = cast.ask(Method::GET, "/api/v1/push/key").send().await?;
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}
