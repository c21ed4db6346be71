//! The readers among many: the server is asked, since the room names only some of its members.

use crate::accounts::User;
use crate::accounts::model::initials;
use crate::chat::view::thread::OpenThread;
use crate::chat::{Reached, ReadersPage, list_readers};
use crate::ui::{Attempt, Avatar, More, Skeleton};
use leptos::prelude::*;

/// As many as the server tells at once; fewer are the last.
const PAGE: usize = 50;

/// As it was when it was asked for.
#[component]
pub fn ReadersOfMany(number: i64) -> impl IntoView {
    Reached::ALL.into_iter().map(|reached| view! { <Part number reached /> }).collect_view()
}

#[component]
fn Part(number: i64, reached: Reached) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let room = open.thread.with_untracked(|thread| thread.room.id);
    let (readers, reading) = (RwSignal::new(None::<ReadersPage>), Attempt::default());
    let has_more = RwSignal::new(false);
    let read_on = move || {
        let last = readers.with_untracked(|readers| readers.as_ref()?.people.last().map(|last| last.id));
        reading.start(list_readers(room, number, reached, last), move |page| {
            has_more.try_set(page.people.len() == PAGE);
            readers.try_update(|readers| match readers {
                Some(known) => known.people.extend(page.people),
                None => *readers = Some(page),
            });
        });
    };
    Effect::new(move |_| read_on());
    let title = reached.title();
    let heading = move || match readers.with(|readers| readers.as_ref().map(|readers| readers.count)) {
        Some(count) => format!("{title} · {count}"),
        None => title.to_owned(),
    };
    let people =
        move || readers.with(|readers| readers.as_ref().map(|readers| readers.people.clone()).unwrap_or_default());
    let is_nobody = move || readers.with(|readers| readers.as_ref().is_some_and(|readers| readers.people.is_empty()));
    let is_waiting = move || readers.with(Option::is_none) && reading.error.with(Option::is_none);
    view! {
        <section>
            <h3>{heading}</h3>
            {move || is_waiting().then(|| view! { <Skeleton rows=2 /> })}
            <Show when=is_nobody>
                <p class="soft">"Nobody"</p>
            </Show>
            <ul class="members" aria-label=title>
                <For each=people key=|user| user.id children=line />
            </ul>
            <More is_there=has_more reading on_press=move |()| read_on() />
        </section>
    }
}

fn line(user: User) -> impl IntoView {
    view! {
        <li class="member">
            <Avatar initials=initials(&user.name) seed=user.id.to_string() />
            <span class="person__name">{user.name}</span>
        </li>
    }
}
