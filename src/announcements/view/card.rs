//! On a home: the way to all announcements, and of the newest those that one has yet to read or to confirm.

use super::live::announcement_changes;
use super::times::moment;
use crate::announcements::{Announcement, Announcements, list_announcements};
use crate::app::{paths, use_me};
use crate::ui::{Chip, ErrorNotice, Icon, IconName, Skeleton, When, read};
use crate::words::Role;
use leptos::prelude::*;

/// As many of the newest are looked through.
const NEWEST: i64 = 10;
/// As many are shown at most.
const SHOWN: usize = 3;

#[component]
pub fn AnnouncementsCard() -> impl IntoView {
    let me = use_me();
    let content = if me.role == Role::Admin {
        view! { <p class="soft">"What you told others, and how far it has come."</p> }.into_any()
    } else {
        view! { <StillToRead /> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="home-announcements">
            <div class="card__head">
                <h2 id="home-announcements">"Announcements"</h2>
                <a class="more" href=paths::announcements(&me)>
                    "All announcements"
                </a>
            </div>
            {content}
        </section>
    }
}

#[component]
fn StillToRead() -> impl IntoView {
    let newest = read(|| (), |()| list_announcements(NEWEST));
    announcement_changes(None, move || newest.refetch());
    view! {
        <Transition fallback=|| view! { <Skeleton rows=1 /> }>
            {move || Suspend::new(async move {
                match newest.await {
                    Ok(found) => listed(found),
                    Err(error) => {
                        let retry = Callback::new(move |()| newest.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

fn listed(found: Announcements) -> AnyView {
    let pending = found.items.into_iter().filter(|one| is_new(one) || one.is_waiting()).take(SHOWN).collect::<Vec<_>>();
    if pending.is_empty() {
        return view! { <p class="soft">"You have read them all."</p> }.into_any();
    }
    view! {
        <ul aria-label="New announcements">
            {pending.into_iter().map(|announcement| view! { <Line announcement /> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Line(announcement: Announcement) -> impl IntoView {
    let me = use_me();
    let href = paths::announcement(&me, announcement.id);
    let chip = if announcement.is_waiting() { "Please confirm" } else { "New" };
    let Announcement { title, author, created_at, .. } = announcement;
    view! {
        <li>
            <a class="line" href=href>
                <Icon name=IconName::Info />
                <span>
                    <b>{title}</b>
                    <br />
                    <span class="soft">
                        {author.name} ", " <When at=created_at zone=me.time_zone form=moment />
                    </span>
                </span>
                <span>
                    <Chip text=chip look="accent" />
                </span>
            </a>
        </li>
    }
}

fn is_new(announcement: &Announcement) -> bool {
    announcement.withdrawn_at.is_none() && announcement.mine.is_some_and(|mine| mine.opened_at.is_none())
}
