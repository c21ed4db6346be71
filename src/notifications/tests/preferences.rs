//! Stories of what people choose: each choice is followed, nobody is told what cannot be chosen, devices follow.

use super::{bell, has_device, tells, unread, ways};
use crate::notifications::model::{Channel, Mode, Notice, Sort};
use crate::server::testing::{Actor, Cast, Outcome, Story};
use reqwest::Method;
use serde_json::{Value, json};

const HERE: &str = "/api/v1/notifications/preferences";

async fn changes(actor: &Actor<'_>, changes: Value) -> Outcome<(u16, Value)> {
    let answer = actor.ask(Method::PATCH, HERE).json(&changes).send().await?;
    Ok((answer.status().as_u16(), answer.json().await?))
}

async fn forgets(cast: &Cast) -> Story {
    sqlx::query("delete from notifications").execute(&cast.state.pool).await?;
    Ok(())
}

fn chosen(preferences: &Value, sort: Sort, channel: Channel) -> Value {
    let (sort, channel) = (json!(sort), json!(channel));
    let mut choices = preferences["choices"].as_array().into_iter().flatten();
    choices.find(|choice| choice["sort"] == sort && choice["channel"] == channel).map(|it| it["mode"].clone()).into()
}

#[tokio::test]
async fn every_choice_is_followed() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    has_device(&noor).await?;
    for sort in Sort::ALL {
        for channel in Channel::ALL {
            for mode in sort.choices(channel) {
                let choice = json!({ "choices": [{ "sort": sort, "channel": channel, "mode": mode }] });
                let (status, now) = changes(&noor, choice).await?;
                assert_eq!((status, chosen(&now, sort, channel)), (200, json!(mode)), "{sort:?} {channel:?}");
                for kind in sort.kinds() {
                    forgets(&cast).await?;
                    tells(&cast, Notice::new(kind, vec![noor.me.id], "Something", "appointments")).await?;
                    let is_there = match channel {
                        Channel::Page => !bell(&cast, &noor).await?.is_empty(),
                        Channel::Push => ways(&cast, noor.me.id).await?.contains(&"push".to_owned()),
                        Channel::Mail => ways(&cast, noor.me.id).await?.contains(&"mail".to_owned()),
                    };
                    assert_eq!(is_there, *mode != Mode::Off, "{kind:?} {channel:?} {mode:?}");
                }
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_is_chosen_can_be_taken_back_to_the_usual() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let (_, usual) = noor.gets(HERE).await?;
    assert_eq!(usual["choices"].as_array().map(Vec::len), Some(30));
    assert_eq!((&usual["quiet"], &usual["pushDetails"], &usual["sound"]), (&Value::Null, &json!(false), &json!(true)));
    let choice = |mode| json!({ "choices": [{ "sort": "messages", "channel": "mail", "mode": mode }] });
    let (_, now) = changes(&noor, choice(json!("off"))).await?;
    assert_eq!(chosen(&now, Sort::Messages, Channel::Mail), "off");
    let (_, now) = changes(&noor, choice(Value::Null)).await?;
    assert_eq!(now, usual);
    Ok(())
}

#[tokio::test]
async fn settings_change_one_by_one_and_on_every_device() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let mut phone = noor.connects().await?;
    let night = json!({ "from": "22:00", "until": "07:00" });
    let (_, now) = changes(&noor, json!({ "quiet": night, "sound": false })).await?;
    assert_eq!((&now["quiet"], &now["sound"], &now["pushDetails"]), (&night, &json!(false), &json!(false)));
    assert_eq!(phone.hears_of("notification-settings:changed").await?["preferences"], now);
    let (_, now) = changes(&noor, json!({ "pushDetails": true })).await?;
    assert_eq!((&now["quiet"], &now["sound"], &now["pushDetails"]), (&night, &json!(false), &json!(true)));
    let (_, now) = changes(&noor, json!({ "quiet": null })).await?;
    assert_eq!((&now["quiet"], &now["pushDetails"]), (&Value::Null, &json!(true)));
    assert_eq!(imani.gets(HERE).await?.1["sound"], true);
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_chosen_is_refused_at_its_field() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let choice = |sort, channel, mode| json!({ "choices": [{ "sort": sort, "channel": channel, "mode": mode }] });
    let quiet = |from, until| json!({ "quiet": { "from": from, "until": until }, "sound": false });
    for (asked, field) in [
        (choice("emergencies", "push", "off"), "choices[0].mode"),
        (choice("emergencies", "page", "off"), "choices[0].mode"),
        (choice("courses", "mail", "digest"), "choices[0].mode"),
        (choice("messages", "page", "digest"), "choices[0].mode"),
        (choice("messages", "page", "loud"), "choices[0].mode"),
        (choice("gossip", "page", "on"), "choices[0].sort"),
        (choice("messages", "pigeon", "on"), "choices[0].channel"),
        (quiet("22:00", "25:00"), "quiet.until"),
        (quiet("late", "07:00"), "quiet.from"),
        (quiet("07:00", "07:00"), "quiet.until"),
        (quiet("22:00", "24:00"), "quiet.until"),
    ] {
        let (status, problem) = changes(&noor, asked.clone()).await?;
        assert_eq!((status, &problem["field"]), (422, &json!(field)), "{asked}: {problem}");
    }
    assert_eq!(noor.gets(HERE).await?.1["sound"], true, "nothing of what is refused is kept");
    assert_eq!(cast.ask(Method::GET, HERE).send().await?.status(), 401);
    Ok(())
}

#[tokio::test]
async fn how_it_reached_one_is_told_way_by_way() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    has_device(&noor).await?;
    tells(&cast, super::notice(&[noor.me.id], "The lift works")).await?;
    let place = bell(&cast, &noor).await?[0].place();
    let id = place.id;
    let here = format!("/api/v1/notifications/{id}/deliveries");
    let states = async || -> Outcome<Vec<String>> {
        let (_, list) = noor.gets(&here).await?;
        let item = |item: &Value| Some(format!("{} {}", item["channel"].as_str()?, item["state"].as_str()?));
        Ok(list["items"].as_array().into_iter().flatten().filter_map(item).collect())
    };
    assert_eq!(states().await?, ["page queued", "push queued", "mail queued"]);
    crate::notifications::store::mark_shown(&mut *cast.state.read().await?, noor.me.id, &[place]).await?;
    sqlx::query("update notification_deliveries set state = 'failed', reason = 'Nobody there.' where channel = 'mail'")
        .execute(&cast.state.pool)
        .await?;
    assert_eq!(states().await?, ["page shown", "push queued", "mail failed"]);
    assert_eq!(noor.gets(&here).await?.1["items"][2]["reason"], "Nobody there.");
    let mut tx = cast.state.begin().await?;
    crate::notifications::store::mark_opened(&mut tx, noor.me.id, id).await?;
    tx.commit().await?;
    assert_eq!(states().await?[0], "page opened");
    assert_eq!((imani.gets(&here).await?.0.as_u16(), unread(&cast, &noor).await?), (404, 0));
    Ok(())
}
