//! What the pages ask of announcements.

use super::model::{Announcement, Announcements, Audience, Cohort, CohortChoice, NewAnnouncement, Recipients, Shown};
use crate::error::Result;
use crate::ids::AnnouncementId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// However long a list has become on a page.
#[cfg(feature = "ssr")]
const AT_MOST: i64 = 1_000;

/// Those one was told; for admins all of the practice.
#[server(prefix = "/fn", endpoint = "announcements", input = Json)]
pub async fn list_announcements(limit: i64) -> Result<Announcements> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, limit) = (door.who()?.me, limit.clamp(1, AT_MOST));
        let mut conn = door.state.read().await?;
        let items = super::store::announcements_for(&mut conn, &me, None, limit + 1).await?;
        let (items, has_more) = cut(items, limit);
        Ok(Announcements { items, has_more })
    })
    .await
}

#[server(prefix = "/fn", endpoint = "announcement", input = Json)]
pub async fn show_announcement(id: AnnouncementId) -> Result<Announcement> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::store::announcement_for(&mut *door.state.read().await?, &door.who()?.me, id).await })
        .await
}

/// Its page is looked at.
#[server(prefix = "/fn", endpoint = "open-announcement", input = Json)]
pub async fn open_announcement(id: AnnouncementId) -> Result<()> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::mark_opened(&door.state, &door.who()?.me, id).await }).await
}

#[server(prefix = "/fn", endpoint = "acknowledge-announcement", input = Json)]
pub async fn acknowledge_announcement(id: AnnouncementId) -> Result<Announcement> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::acknowledge(&door.state, &door.who()?.me, id).await }).await
}

/// Whom an announcement can be for.
#[server(prefix = "/fn", endpoint = "cohorts", input = Json)]
pub async fn list_cohorts() -> Result<Vec<CohortChoice>> {
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        super::store::choices_of(&mut *door.state.read().await?, practice).await
    })
    .await
}

/// Who would be told: how many, and the first of those whose name has that text in it.
#[server(prefix = "/fn", endpoint = "announcement-audience", input = Json)]
pub async fn preview_audience(cohort: Cohort, text: String, limit: i64) -> Result<Audience> {
    use crate::accounts::model::check_query;
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let me = door.who()?.me;
        super::deeds::practice_of_admin(&me)?;
        let part = (&*check_query(&text)?, None, limit.clamp(1, AT_MOST));
        super::rest::audience(&door.state, &me, cohort, part).await
    })
    .await
}

#[server(prefix = "/fn", endpoint = "send-announcement", input = Json)]
pub async fn send_announcement(new: NewAnnouncement) -> Result<Announcement> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { Ok(super::deeds::send(&door.state, &door.who()?.me, new).await?.0) }).await
}

#[server(prefix = "/fn", endpoint = "stop-announcement", input = Json)]
pub async fn stop_announcement(id: AnnouncementId) -> Result<Announcement> {
    let door = crate::server::door::Door::open()?;
    door.answer(async { super::deeds::stop(&door.state, &door.who()?.me, id).await }).await
}

#[server(prefix = "/fn", endpoint = "announcement-recipients", input = Json)]
pub async fn list_recipients(id: AnnouncementId, shown: Shown, text: String, limit: i64) -> Result<Recipients> {
    use super::store::{RecipientSearch, find_recipients};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let practice = super::deeds::practice_of_admin(&door.who()?.me)?;
        let (text, limit) = (crate::accounts::model::check_query(&text)?, limit.clamp(1, AT_MOST));
        let search = RecipientSearch { shown, text, after: None, limit: limit + 1 };
        let (items, has_more) =
            cut(find_recipients(&mut *door.state.read().await?, practice, id, &search).await?, limit);
        Ok(Recipients { items, has_more })
    })
    .await
}

/// Of one item more than asked for, that one only tells that there is more.
#[cfg(feature = "ssr")]
fn cut<T>(mut items: Vec<T>, limit: i64) -> (Vec<T>, bool) {
    let fits = usize::try_from(limit).unwrap_or(0);
    let has_more = items.len() > fits;
    items.truncate(fits);
    (items, has_more)
}
