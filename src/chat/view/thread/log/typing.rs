//! Who is writing just now.

use crate::chat::view::thread::OpenThread;
use leptos::prelude::*;

#[component]
pub fn Typing() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let names = Memo::new(move |_| {
        let typing = open.typing.get();
        open.thread.with(|thread| {
            let is_typing = |member: &&crate::chat::Member| typing.contains(&member.user.id);
            let names: Vec<String> =
                thread.room.members.iter().filter(is_typing).map(|member| member.user.name.clone()).collect();
            names.join(", ")
        })
    });
    let sentence = move || {
        let names = names.get();
        if names.is_empty() { String::new() } else { format!("{names} is typing") }
    };
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <div class="typing" role="status" aria-label=sentence>
                <i></i>
                <i></i>
                <i></i>
                <span class="typing__name">{move || format!("{} is typing", names.get())}</span>
            </div>
        </Show>
    }
}
