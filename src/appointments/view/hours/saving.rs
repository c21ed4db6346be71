//! Saving, and what is said of it.

use super::editor::Editor;
use crate::ui::{Button, ErrorNotice, Look};
use leptos::prelude::*;

/// Says that what is shown was typed before the page was left.
#[component]
pub fn FromBefore(editor: Editor) -> impl IntoView {
    view! {
        <Show when=move || editor.is_from_before()>
            <div class="notice stack" role="group" aria-label="Unsaved changes">
                <p role="status">"You have unsaved changes from before."</p>
                <div class="row row--wrap">
                    <Button
                        small=true
                        look=Look::Accent
                        busy=editor.saving.busy
                        on_press=move || editor.save()
                    >
                        "Save"
                    </Button>
                    <Button small=true on_press=move || editor.discard()>
                        "Discard"
                    </Button>
                </div>
            </div>
        </Show>
    }
}

#[component]
pub fn SaveBar(editor: Editor) -> impl IntoView {
    let state = move || {
        if editor.faults.with(|faults| !faults.is_empty()) {
            "Please look at the marked places. Nothing is saved yet."
        } else if editor.is_changed() {
            "There are changes that are not saved."
        } else if editor.is_saved.get() {
            "Saved."
        } else {
            ""
        }
    };
    view! {
        <div class="hours__save card">
            {move || {
                editor
                    .elsewhere
                    .get()
                    .map(|saved| {
                        view! {
                            <div class="notice" role="status">
                                <p>"These hours were changed on another device meanwhile."</p>
                                <Button small=true on_press=move || editor.yield_to(&saved)>
                                    "Show them"
                                </Button>
                            </div>
                        }
                    })
            }}
            {move || editor.saving.error.get().map(|error| view! { <ErrorNotice error /> })} <div class="spread">
                <p class="soft" role="status">
                    {state}
                </p>
                <div class="row row--wrap">
                    <Show when=move || editor.is_changed()>
                        <Button on_press=move || editor.discard()>"Discard changes"</Button>
                    </Show>
                    <Button look=Look::Accent busy=editor.saving.busy on_press=move || editor.save()>
                        "Save"
                    </Button>
                </div>
            </div>
        </div>
    }
}
