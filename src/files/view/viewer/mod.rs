//! One picture over the whole page, with those before and after it. A dialog of the browser: Escape closes it, and the
//! focus goes back to where it was.

mod stage;

use crate::files::model::{Attachment, FileKind};
use crate::ids::FileId;
use crate::ui::{Icon, IconName};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use stage::Stage;

/// What the viewer of this page shows.
#[derive(Clone, Copy)]
pub struct Gallery {
    shown: RwSignal<Option<Shown>>,
    /// Whether it is shown as large as it is, instead of as large as fits.
    is_large: RwSignal<bool>,
}

#[derive(Clone, PartialEq)]
struct Shown {
    pictures: Vec<Attachment>,
    place: usize,
}

/// Once where pictures are shown, above them and `Viewer`.
pub fn provide_gallery() -> Gallery {
    let gallery = Gallery { shown: RwSignal::new(None), is_large: RwSignal::new(false) };
    provide_context(gallery);
    gallery
}

impl Gallery {
    /// Opens a picture, and with it the others among `files`.
    pub fn open(self, files: Vec<Attachment>, id: FileId) {
        let pictures: Vec<_> = files.into_iter().filter(|file| file.kind() == FileKind::Image).collect();
        let place = pictures.iter().position(|picture| picture.id == id).unwrap_or(0);
        self.is_large.set(false);
        self.shown.set((!pictures.is_empty()).then_some(Shown { pictures, place }));
    }

    fn go(self, steps: isize) {
        self.shown.update(|shown| {
            if let Some(shown) = shown
                && let Some(place) = shown.place.checked_add_signed(steps).filter(|place| *place < shown.pictures.len())
            {
                shown.place = place;
                self.is_large.set(false);
            }
        });
    }
}

/// The dialog that `Gallery` opens. Once on a page.
#[component]
pub fn Viewer() -> impl IntoView {
    let gallery = expect_context::<Gallery>();
    let dialog = NodeRef::<html::Dialog>::new();
    let is_open = Memo::new(move |_| gallery.shown.with(Option::is_some));
    Effect::new(move || {
        if let Some(dialog) = dialog.get()
            && is_open.get()
            && !dialog.open()
        {
            dialog.show_modal().ok();
        }
    });
    let on_key = move |event: KeyboardEvent| match &*event.key() {
        "ArrowLeft" => gallery.go(-1),
        "ArrowRight" => gallery.go(1),
        _ => {}
    };
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog
            class="viewer"
            aria-label="Picture"
            node_ref=dialog
            on:keydown=on_key
            on:close=move |_| gallery.shown.set(None)
        >
            {move || gallery.shown.get().map(|shown| view! { <Page shown gallery close /> })}
        </dialog>
    }
}

#[component]
fn Page(shown: Shown, gallery: Gallery, close: impl Fn() + Copy + 'static) -> impl IntoView {
    let Shown { pictures, place } = shown;
    let count = pictures.len();
    let picture = pictures.into_iter().nth(place);
    picture.map(|picture| {
        view! {
            <header class="viewer__head">
                <span class="viewer__name">{picture.name.clone()}</span>
                {(count > 1).then(|| view! { <span class="viewer__count">{format!("{} of {count}", place + 1)}</span> })}
                <button
                    type="button"
                    class="button button--icon viewer__button"
                    aria-label="Full size"
                    aria-pressed=move || gallery.is_large.get().to_string()
                    on:click=move |_| gallery.is_large.update(|is_large| *is_large = !*is_large)
                >
                    <Icon name=IconName::Enlarge />
                </button>
                <a class="button button--icon viewer__button" href=picture.path() download=picture.name.clone() aria-label="Download">
                    <Icon name=IconName::Download />
                </a>
                <button type="button" class="button button--icon viewer__button" aria-label="Close" on:click=move |_| close()>
                    <Icon name=IconName::Close />
                </button>
            </header>
            <Stage picture gallery close />
            {(count > 1)
                .then(|| {
                    view! {
                        <Step name="Previous picture" icon=IconName::Back is_last={place == 0} step=move || gallery.go(-1) />
                        <Step
                            name="Next picture"
                            icon=IconName::Next
                            is_last={place + 1 == count}
                            step=move || gallery.go(1)
                        />
                    }
                })}
        }
    })
}

/// `is_last`: there is none that way.
#[component]
fn Step(name: &'static str, icon: IconName, is_last: bool, step: impl Fn() + 'static) -> impl IntoView {
    let class = if icon == IconName::Back { "viewer__step" } else { "viewer__step viewer__step--on" };
    view! {
        <button
            type="button"
            class=format!("{class} button button--icon viewer__button")
            aria-label=name
            aria-disabled=is_last.then_some("true")
            on:click=move |_| step()
        >
            <Icon name=icon class="icon icon--turns" />
        </button>
    }
}
