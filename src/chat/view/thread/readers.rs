//! Who has read a message of one's own, and whom it has reached.

use super::OpenThread;
use crate::chat::Thread;
use crate::chat::view::use_chat;
use crate::ids::UserId;
use crate::ui::{Dialog, open_about};
use leptos::prelude::*;

#[component]
pub fn Readers() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let me = use_chat().me;
    let is_open = open_about(open.asks_readers);
    view! {
        <Dialog id="readers" title="Read by" open=is_open>
            <dl class="readers">
                {move || {
                    let number = open.asks_readers.get().unwrap_or_default();
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
        </Dialog>
    }
}

/// The others by how far they are.
fn groups(thread: &Thread, number: i64, me: UserId) -> [(&'static str, Vec<String>); 3] {
    let names = |has: fn(&crate::chat::Member, i64) -> bool| {
        thread.room.others(me).filter(|member| has(member, number)).map(|member| member.user.name.clone()).collect()
    };
    [
        ("Read", names(|member, number| member.read >= number)),
        ("Delivered", names(|member, number| member.read < number && member.delivered >= number)),
        ("Not delivered yet", names(|member, number| member.delivered < number)),
    ]
}
