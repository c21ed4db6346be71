//! A hundred hostile texts: each is kept as it is or refused for its body, never anything else.

use crate::ids::ClientId;
use crate::server::testing::{Cast, Outcome, Story, text};

/// What has broken other programs: markup, templates, SQL, paths, formats, directions, joiners, numbers. The browser's
/// tests show the same.
const TEXTS: &str = include_str!("../../../end2end/support/hostile.json");

fn hostile_texts() -> Outcome<Vec<String>> {
    let mut texts: Vec<String> = serde_json::from_str(TEXTS)?;
    texts.extend([
        "é".repeat(8_000),
        "👍".repeat(8_000),
        "\n\t".repeat(99) + "x",
        "a ".repeat(3_999),
        "(".repeat(8_000),
    ]);
    Ok(texts)
}

#[tokio::test]
async fn hostile_texts_are_kept_as_they_are() -> Story {
    let mut settings = crate::server::testing::settings();
    settings.limits = false;
    let cast = Cast::assemble_with(settings).await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    let texts = hostile_texts()?;
    assert!(texts.len() >= 100, "{}", texts.len());
    for body in &texts {
        let ack = phone.asks(&text("1", room.id, ClientId::new(), body), "ack").await?;
        assert_eq!(ack["message"]["body"].as_str(), Some(body.trim()), "{body}");
    }
    let last = &noor.history(room.id, room.last_number).await?[..100];
    for (message, body) in last.iter().zip(&texts) {
        assert_eq!(message.body, body.trim());
    }
    Ok(())
}

#[tokio::test]
async fn control_characters_and_too_much_are_refused() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    let controls = (0..32_u8).chain(127..=159).filter(|code| ![9, 10].contains(code));
    let bodies = controls.map(|code| format!("a{}b", char::from(code))).chain(["x".repeat(8_001), " ".into()]);
    for body in bodies.take(55) {
        let refused = phone.asks(&text("1", room.id, ClientId::new(), &body), "error").await?;
        assert_eq!(refused["code"], "invalid", "{body:?}");
    }
    assert_eq!(noor.sees_room(room.id).await?.last_number, room.last_number);
    Ok(())
}
