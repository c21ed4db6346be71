//! Letters that nobody wants any more.

use super::{SITE, cast_with, confirmed, dropped, sent};
use crate::notifications::model::{Kind, Notice};
use crate::server::jobs::Outcome;
use crate::server::testing::{Cast, PostOffice, Story};
use reqwest::{Method, StatusCode};

/// The path of the link in a letter that stops more of them.
fn way_out(header: &str) -> String {
    header.trim_matches(['<', '>']).trim_start_matches(SITE).to_owned()
}

#[tokio::test]
async fn what_is_read_or_removed_first_is_not_sent() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    let read = cast.tells(confirmed(noor.me.id)).await?;
    let answer = noor.ask(Method::POST, &format!("/api/v1/notifications/{read}/read")).send().await?;
    assert!(answer.status().is_success());
    let removed = cast.tells(confirmed(noor.me.id)).await?;
    noor.ask(Method::DELETE, &format!("/api/v1/notifications/{removed}")).send().await?.error_for_status()?;
    for id in [read, removed] {
        assert_eq!(cast.posts(id).await?, Outcome::Done);
    }
    assert_eq!(cast.stand_of(read).await?, dropped("It was read first."));
    assert_eq!(cast.stand_of(removed).await?, dropped("It was removed first."));
    assert!(office.letters().is_empty());
    Ok(())
}

#[tokio::test]
async fn one_press_stops_letters_of_that_sort_alone() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    let first = cast.tells(confirmed(noor.me.id)).await?;
    cast.posts(first).await?;
    let waiting = cast.tells(confirmed(noor.me.id)).await?;
    let link = way_out(&office.hears_of(1).await?[0].header("List-Unsubscribe"));
    let page = cast.ask(Method::GET, &link).header("accept", "text/html").send().await?;
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.text().await?.contains("Stop these e-mails"));
    // As a mail program does it: from anywhere, signed out.
    let press = cast.ask(Method::POST, &link).header("origin", "https://mail.example.com");
    let press = press.header("content-type", "application/x-www-form-urlencoded").body("List-Unsubscribe=One-Click");
    assert_eq!(press.send().await?.status(), StatusCode::OK);
    cast.posts(waiting).await?;
    assert_eq!(cast.stand_of(waiting).await?, dropped("They want none of this sort."));
    let offer = Notice::new(Kind::Offer, vec![noor.me.id], "A time has come free", "appointments");
    let offer = cast.tells(offer).await?;
    cast.posts(offer).await?;
    assert_eq!(cast.stand_of(offer).await?, sent());
    let forged = link.replacen("/unsubscribe/", "/unsubscribe/AAAA", 1);
    for path in [forged.as_str(), "/unsubscribe/x"] {
        assert_eq!(cast.ask(Method::POST, path).send().await?.status(), StatusCode::NOT_FOUND, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn without_a_mail_server_letters_are_dropped_and_say_why() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let id = cast.tells(confirmed(noor.me.id)).await?;
    assert_eq!(cast.posts(id).await?, Outcome::Done);
    assert_eq!(cast.stand_of(id).await?, dropped("E-mail is not set up."));
    Ok(())
}
