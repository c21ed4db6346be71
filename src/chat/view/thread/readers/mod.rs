//! Who has read a message of one's own, and whom it has reached.

mod crowd;

use super::OpenThread;
use crate::chat::view::use_chat;
use crate::chat::{Reached, Thread};
use crate::ids::UserId;
use crate::ui::{Dialog, open_about};
use crowd::ReadersOfMany;
use leptos::prelude::*;

#[component]
pub fn Readers() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let is_open = open_about(open.asks_readers);
    let is_crowd = Memo::new(move |_| open.thread.with(|thread| thread.room.is_crowd()));
    view! {
        <Dialog id="readers" title="Read by" open=is_open>
            {move || {
                let number = open.asks_readers.get()?;
                Some(
                    if is_crowd.get() {
                        view! { <ReadersOfMany number /> }.into_any()
                    } else {
                        view! { <ReadersOfFew number /> }.into_any()
                    },
                )
            }}
        </Dialog>
    }
}

/// All members are here, and so is how far each of them is, as it changes.
#[component]
fn ReadersOfFew(number: i64) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let me = use_chat().me;
    view! {
        <dl class="readers">
            {move || {
                open.thread
                    .with(|thread| groups(thread, number, me))
                    .into_iter()
                    .map(|(name, people)| {
                        view! {
                            <dt>{name}</dt>
                            <dd>{if people.is_empty() { "Nobody".to_owned() } else { people.join(", ") }}</dd>
                        }
                    })
                    .collect_view()
            }}
        </dl>
    }
}

/// The others by how far they are.
fn groups(thread: &Thread, number: i64, me: UserId) -> [(&'static str, Vec<String>); 3] {
    Reached::ALL.map(|reached| {
        let others = thread.room.others(me).filter(|member| Reached::of(member, number) == reached);
        (reached.title(), others.map(|member| member.user.name.clone()).collect())
    })
}
