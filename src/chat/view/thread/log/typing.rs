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
            names
        })
    });
    let sentence = move || match &names.get()[..] {
        [] => String::new(),
        [one] => format!("{one} is typing"),
        several => format!("{} are typing", several.join(", ")),
    };
    view! {
        <Show when=move || names.with(|names: &Vec<String>| !names.is_empty())>
            <div class="typing" role="status" aria-label=sentence>
                <i></i>
                <i></i>
                <i></i>
                <span class="typing__name">{sentence}</span>
            </div>
        </Show>
    }
}
