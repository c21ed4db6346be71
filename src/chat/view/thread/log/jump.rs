//! The line of a day; behind it, the way to another one.

use crate::chat::find_day;
use crate::chat::view::thread::OpenThread;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Pressed, it asks for a day, and the log goes to the first message of it.
#[component]
pub fn JumpToDay(children: Children) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let is_asking = RwSignal::new(false);
    let jump = move |day: String| {
        let room = open.thread.with_untracked(|thread| thread.room.id);
        is_asking.set(false);
        spawn_local(async move {
            match find_day(room, day).await {
                Ok(number) => open.want(number),
                Err(error) => open.say(&error.to_string()),
            }
        });
    };
    view! {
        <button
            type="button"
            class="chip log__jump"
            title="Go to a day"
            aria-expanded=move || is_asking.get().to_string()
            on:click=move |_| is_asking.update(|is_asking| *is_asking = !*is_asking)
        >
            {children()}
        </button>
        <Show when=move || is_asking.get()>
            <input
                class="log__date"
                type="date"
                aria-label="Go to a day"
                on:change:target=move |event| jump(event.target().value())
            />
        </Show>
    }
}
