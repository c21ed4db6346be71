//! A question or a small form over the page. The browser's own modal dialog keeps the focus inside, closes with
//! Escape, and gives the focus back to what opened it.

use super::{Icon, IconName};
use leptos::html;
use leptos::prelude::*;

/// Whether a dialog about `subject` is open: while there is one. Closing it lets the subject go.
pub fn open_about<T: Clone + Send + Sync + 'static>(subject: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if subject.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            subject.set(None);
        }
    });
    open
}

/// Shown while `open`, and sets it to false when it is closed; what is in it begins anew each time.
/// `autofocus` on something inside says where the focus begins; else it is the first thing that takes it.
#[component]
pub fn Dialog(
    /// What no other dialog of the page is called.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    open: RwSignal<bool>,
    /// How it looks and where it stands.
    #[prop(default = "dialog")]
    class: &'static str,
    /// Whether a press beside it closes it, since nothing in it can be lost. Then it has no padding of its own, the focus
    /// begins at its title, and what closes it comes next.
    #[prop(optional)]
    lightly: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let content = NodeRef::<html::Div>::new();
    let name = format!("{id}-title");
    // It opens when its content is there to take the focus.
    Effect::new(move |_| {
        if let (Some(_), Some(dialog)) = (content.get(), dialog.get_untracked())
            && open.get_untracked()
            && !dialog.open()
        {
            dialog.show_modal().ok();
        }
    });
    Effect::new(move |_| {
        if !open.get()
            && let Some(dialog) = dialog.get()
            && dialog.open()
        {
            dialog.close();
        }
    });
    // The browser says so a moment later, when all this may be gone.
    let closed = move |_| {
        if dialog.try_get_untracked().flatten().is_some_and(|dialog| !dialog.open()) {
            open.try_set(false);
        }
    };
    let pressed = move |event: leptos::ev::MouseEvent| {
        if lightly && event_target::<web_sys::Element>(&event).tag_name() == "DIALOG" {
            open.try_set(false);
        }
    };
    let close = move || {
        view! {
            <button
                type="button"
                class="dialog__close button button--icon button--quiet"
                aria-label="Close"
                on:click=move |_| open.set(false)
            >
                <Icon name=IconName::Close />
            </button>
        }
    };
    let labelled = name.clone();
    view! {
        <dialog class=class id=id aria-labelledby=labelled node_ref=dialog on:close=closed on:click=pressed>
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <div class="dialog__content" node_ref=content>
                                <h2
                                    class="dialog__title"
                                    id=name.clone()
                                    tabindex=lightly.then_some("-1")
                                    autofocus=lightly
                                >
                                    {title}
                                </h2>
                                {lightly.then(close)}
                                {children()}
                                {(!lightly).then(close)}
                            </div>
                        }
                    })
            }}
        </dialog>
    }
}
