//! A list of notifications that stays true, and the page of all of them.

mod deliveries;
mod filters;
mod page;
mod row;
mod state;

pub use deliveries::DeliveryFacts;
pub use page::NotificationsPage;

use super::bell::use_bell;
use crate::notifications::{Filter, Inbox, Notification, read_notifications};
use crate::ui::{Attempt, Button, Empty, ErrorNotice, IconName, Look, once_alive, use_attention};
use leptos::html;
use leptos::prelude::*;
use row::NotificationRow;
use state::ListState;

/// `brief`: as the bell shows them, without older ones and without how each reached its reader.
#[component]
pub fn NotificationList(
    first: Inbox,
    #[prop(optional)] filter: Filter,
    #[prop(optional)] brief: bool,
) -> impl IntoView {
    let (bell, attention) = (use_bell(), use_attention());
    let list = ListState::new(first, filter);
    list.follow();
    // What was told while the list was on its way is known to the bell, and not to the list.
    Effect::new(move |_| {
        if filter.sort.is_none() {
            list.catch_up(bell.unread().get_untracked());
        }
    });
    Effect::new(move |_| {
        if !brief {
            bell.note_list(filter);
        }
    });
    Effect::new(move |_| {
        let unread = |one: &&Notification| one.read_at.is_none();
        let places = list.items.with(|items| items.iter().filter(unread).map(Notification::place).collect::<Vec<_>>());
        // What came while nobody was there is shown once somebody is back.
        if attention.follow() {
            bell.note_shown(places);
        }
    });
    let ul = NodeRef::<html::Ul>::new();
    // What was pressed is gone: the list takes the focus, so that the keyboard stays where it was.
    let gone = Callback::new(move |()| {
        if let Some(ul) = ul.get_untracked() {
            ul.focus().ok();
        }
    });
    let is_empty = Memo::new(move |_| list.items.with(Vec::is_empty));
    view! {
        <MarkAll list marked=gone />
        {move || list.settling.error.get().map(|error| view! { <ErrorNotice error /> })}
        <ul class="notifications" aria-label="Notifications" tabindex="-1" node_ref=ul hidden=move || is_empty.get()>
            <For each=move || list.items.get() key=|one| (one.id, one.created_at, one.read_at.is_some()) let:notification>
                <NotificationRow notification list brief settled=gone />
            </For>
        </ul>
        <Show when=move || is_empty.get()>{nothing(filter)}</Show>
        {(!brief).then(|| view! { <More list /> })}
    }
}

/// Nothing where there is nothing to mark. `marked` is called once that is done.
#[component]
fn MarkAll(list: ListState, marked: Callback<()>) -> impl IntoView {
    let attempt = Attempt::default();
    let mark = move || {
        // What comes while this is under way was not seen.
        let until = list.newest();
        attempt.start(read_notifications(until), move |()| {
            list.read_all(until);
            marked.run(());
        });
    };
    // Older ones may be unread as well, which the page may know of before this part of it is alive.
    let (unread, is_alive) = (use_bell().unread(), RwSignal::new(false));
    once_alive(move || {
        is_alive.try_set(true);
    });
    let is_any = Memo::new(move |_| {
        let has_items = list.items.with(|items| !items.is_empty());
        has_items && (list.has_unread() || (is_alive.get() && unread.get() > 0))
    });
    view! {
        <Show when=move || is_any.get()>
            <div class="notifications__tools">
                <Button small=true look=Look::Quiet busy=attempt.busy on_press=mark>
                    "Mark all read"
                </Button>
            </div>
        </Show>
        {move || {
            let retry = Callback::new(move |()| mark());
            attempt.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
        }}
    }
}

#[component]
fn More(list: ListState) -> impl IntoView {
    let attempt = list.reading;
    view! {
        {move || {
            let retry = Callback::new(move |()| list.read_more());
            attempt.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
        }}
        <Show when=move || list.next.with(Option::is_some)>
            <Button look=Look::Quiet busy=attempt.busy on_press=move || list.read_more()>
                "Show more"
            </Button>
        </Show>
    }
}

fn nothing(filter: Filter) -> impl IntoView {
    let (title, hint) = match filter {
        Filter { unread: true, .. } => ("All read", "What is new stands here until you have seen it."),
        Filter { sort: Some(_), .. } => ("Nothing about this", "Choose something else, or look at everything."),
        _ => ("Nothing new", "Messages, appointments and all that concerns you is told here."),
    };
    view! { <Empty icon=IconName::Bell title hint /> }
}
