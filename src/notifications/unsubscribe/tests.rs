//! Stories of links in letters: what is stopped by one can be had again as it was.

use super::store::{send_again, stop_letters, unsubscribing};
use super::token_for;
use crate::notifications::model::{Channel, Mode, PreferenceChanges, Sort};
use crate::notifications::store::{change_preferences, preferences_of};
use crate::server::testing::{Cast, Story};
use sqlx::query_scalar;

#[tokio::test]
async fn letters_come_again_as_they_were_chosen() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?.me.id;
    let mut tx = cast.state.begin().await?;
    let key = query_scalar!("select mail_key from installation").fetch_one(&mut *tx).await?;
    let link = token_for(noor, &[Sort::Messages, Sort::Groups], &key).unwrap_or_default();
    change_preferences(&mut tx, noor, &PreferenceChanges::choose(Sort::Messages, Channel::Mail, Mode::On)).await?;
    let before = unsubscribing(&mut tx, &link).await?;
    assert_eq!((before.is_stopped, &*before.chosen), (false, "messages:on"));

    stop_letters(&mut tx, &link).await?;
    assert!(unsubscribing(&mut tx, &link).await?.is_stopped);
    send_again(&mut tx, &link, &before.chosen).await?;
    assert_eq!(unsubscribing(&mut tx, &link).await?, before);
    let now = preferences_of(&mut tx, noor).await?;
    let of = |sort: Sort| now.mode(sort, Channel::Mail);
    assert_eq!((of(Sort::Messages), of(Sort::Groups)), (Mode::On, Mode::Digest));

    // What nobody could have chosen is as usual.
    stop_letters(&mut tx, &link).await?;
    send_again(&mut tx, &link, "messages:always,groups").await?;
    let now = preferences_of(&mut tx, noor).await?;
    assert_eq!(
        (now.mode(Sort::Messages, Channel::Mail), now.mode(Sort::Groups, Channel::Mail)),
        (Mode::Digest, Mode::Digest)
    );
    Ok(())
}
