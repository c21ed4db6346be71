//! Something that just came, said quietly at the edge of the page. It goes by itself, unless somebody is at it, and
//! when the page is the one that it leads to.

use super::{Icon, IconName};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::time::Duration;

const STAY: Duration = Duration::from_secs(8);
const AT_MOST: usize = 3;

#[derive(Clone)]
pub struct Toast {
    /// A later one with the same key takes its place.
    pub key: String,
    pub title: String,
    pub body: String,
    /// Empty where it leads nowhere.
    pub link: String,
    /// Called when the link is followed.
    pub on_open: Callback<()>,
}

impl Toast {
    /// Whether it leads to the page with that path, to whatever place there.
    pub fn leads_to(&self, path: &str) -> bool {
        self.link.split(['?', '#']).next() == Some(path)
    }
}

#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u64, Toast)>>,
    count: StoredValue<u64>,
}

pub fn provide_toasts() -> Toasts {
    let toasts = Toasts { shown: RwSignal::default(), count: StoredValue::new(0) };
    provide_context(toasts);
    let here = use_location().pathname;
    Effect::new(move |_| {
        let here = here.get();
        toasts.keep(|toast| !toast.leads_to(&here));
    });
    toasts
}

impl Toasts {
    pub fn show(self, toast: Toast) {
        self.count.update_value(|count| *count += 1);
        let number = self.count.get_value();
        self.shown.update(|shown| {
            shown.retain(|(_, other)| other.key != toast.key);
            if shown.len() == AT_MOST {
                shown.remove(0);
            }
            shown.push((number, toast));
        });
    }

    /// Of those that are shown.
    pub fn keys(self) -> Vec<String> {
        let keys = |shown: &Vec<(u64, Toast)>| shown.iter().map(|(_, toast)| toast.key.clone()).collect();
        self.shown.try_with_untracked(keys).unwrap_or_default()
    }

    /// Takes away the others.
    pub fn keep(self, is_kept: impl Fn(&Toast) -> bool) {
        self.shown.try_update(|shown| shown.retain(|(_, toast)| is_kept(toast)));
    }

    fn dismiss(self, number: u64) {
        self.shown.try_update(|shown| shown.retain(|(other, _)| *other != number));
    }
}

#[component]
pub fn ToastStack() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    view! {
        <div class="toasts" aria-live="polite">
            <For each=move || toasts.shown.get() key=|(number, _)| *number let:shown>
                <ToastCard number=shown.0 toast=shown.1 toasts />
            </For>
        </div>
    }
}

#[component]
fn ToastCard(number: u64, toast: Toast, toasts: Toasts) -> impl IntoView {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stay = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let go_soon = move || {
        stay();
        timer.set_value(set_timeout_with_handle(move || toasts.dismiss(number), STAY).ok());
    };
    Effect::new(move |_| go_soon());
    on_cleanup(stay);
    let Toast { title, body, link, on_open, .. } = toast;
    let open = move |_| {
        on_open.run(());
        toasts.dismiss(number);
    };
    let words = view! {
        <b class="toast__title">{title}</b>
        <span class="toast__body">{body}</span>
    };
    let said = if link.is_empty() {
        view! { <div class="toast__link">{words}</div> }.into_any()
    } else {
        view! {
            <a class="toast__link" href=link on:click=open>
                {words}
            </a>
        }
        .into_any()
    };
    view! {
        <div
            class="toast"
            role="status"
            on:pointerenter=move |_| stay()
            on:pointerleave=move |_| go_soon()
            on:focusin=move |_| stay()
            on:focusout=move |_| go_soon()
        >
            {said}
            <button
                type="button"
                class="button button--icon button--quiet"
                aria-label="Dismiss"
                on:click=move |_| toasts.dismiss(number)
            >
                <Icon name=IconName::Close />
            </button>
        </div>
    }
}
