//! A newer notification comes in the place of one whose letter is just going out.

use super::{cast_with, confirmed, sent};
use crate::notifications::model::Notice;
use crate::server::testing::{PostOffice, Story};

#[tokio::test]
async fn what_came_while_the_older_letter_went_out_is_sent_as_well() -> Story {
    let office = PostOffice::open()?;
    let cast = cast_with(&office).await?;
    let noor = cast.patient().await?;
    let about =
        |title: &str| Notice { title: title.into(), topic: Some("appointment:1".into()), ..confirmed(noor.me.id) };
    let id = cast.tells(about("It is confirmed")).await?;
    office.ponders();
    let replacing = async {
        let came = office.hears_of(1).await;
        let newer = cast.tells(about("It was moved")).await;
        office.confirms();
        came.and(newer)
    };
    let (older, newer) = tokio::join!(cast.posts(id), replacing);
    older?;
    assert_eq!(newer?, id, "in the place of the older one");
    assert_eq!(cast.stand_of(id).await?.0, "queued", "only the older one has gone out");
    cast.posts(id).await?;
    assert_eq!(cast.stand_of(id).await?, sent());
    let letters = office.hears_of(2).await?;
    assert_eq!([letters[0].subject(), letters[1].subject()], ["It is confirmed", "It was moved"]);
    Ok(())
}
