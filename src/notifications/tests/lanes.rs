//! Which notification waits behind which others.

use super::{has_device, notice, tells};
use crate::error::Result;
use crate::notifications::model::{Kind, Notice};
use crate::server::jobs::registry;
use crate::server::testing::{Cast, Story};
use sqlx::query_scalar;

async fn lanes(cast: &Cast) -> Result<Vec<String>> {
    Ok(query_scalar("select lane from jobs order by lane").fetch_all(&cast.state.pool).await?)
}

#[tokio::test]
async fn nothing_waits_behind_what_many_are_told_and_an_emergency_behind_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    has_device(&imani).await?;
    tells(&cast, notice(&[imani.me.id], "The lift works")).await?;
    assert_eq!(lanes(&cast).await?, ["mail-to-many", "push-to-many"]);
    let asked = Notice::new(Kind::Acknowledge, vec![imani.me.id], "Please read", "chat");
    tells(&cast, Notice { topic: Some("message:one".into()), ..asked }).await?;
    assert_eq!(lanes(&cast).await?, ["mail", "mail-to-many", "push", "push-to-many"], "what one person asks");
    tells(&cast, Notice::new(Kind::Emergency, vec![imani.me.id], "Noor Rahimi needs help", "emergencies")).await?;
    let all = lanes(&cast).await?;
    assert_eq!(all, ["mail", "mail-to-many", "mail-urgent", "push", "push-to-many", "push-urgent"]);
    let known = registry::lanes();
    assert!(all.iter().all(|lane| known.iter().any(|known| known.name == lane)), "somebody works on each of them");
    Ok(())
}

#[tokio::test]
async fn a_letter_to_many_waits_whether_it_is_read_first() -> Story {
    let cast = Cast::assemble().await?;
    let imani = cast.doctor().await?;
    tells(&cast, notice(&[imani.me.id], "The lift works")).await?;
    let waits: bool =
        query_scalar("select run_at > now() + interval '50 seconds' from jobs where lane = 'mail-to-many'")
            .fetch_one(&cast.state.pool)
            .await?;
    assert!(waits);
    Ok(())
}
