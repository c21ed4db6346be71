//! What the next message answers to.

use crate::chat::view::thread::OpenThread;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub fn ReplyBar() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    move || {
        open.replying.get().map(|quote| {
            let sender = quote.sender.map_or_else(|| "Attend".to_owned(), |sender| sender.name);
            view! {
                <div class="composer__reply">
                    <Icon name=IconName::Reply />
                    <div class="quote">
                        <strong>{format!("Reply to {sender}")}</strong>
                        <span dir="auto">{quote.excerpt}</span>
                    </div>
                    <button
                        type="button"
                        class="button button--icon button--quiet"
                        aria-label="Do not reply"
                        on:click=move |_| open.replying.set(None)
                    >
                        <Icon name=IconName::Close />
                    </button>
                </div>
            }
        })
    }
}
