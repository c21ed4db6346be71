//! What will go with the message that is being written: each file with its picture, how far it has come, and a way
//! out.

use super::Uploads;
use crate::files::model::{Stage, Upload, size_in_words};
use crate::ui::{Button, Icon, IconName, Look, bring_into_view};
use leptos::html;
use leptos::prelude::*;

/// Nothing where there are no uploads.
#[component]
pub fn UploadTray(uploads: Uploads) -> impl IntoView {
    let tray = uploads.tray;
    let ids = move || tray.with(|tray| tray.uploads.iter().map(|upload| upload.id).collect::<Vec<_>>());
    view! {
        <Show when=move || !uploads.is_empty()>
            <ul class="tray" aria-label="Attachments">
                <For each=ids key=|id| *id let:id>
                    <TrayItem uploads id />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn TrayItem(uploads: Uploads, id: u64) -> impl IntoView {
    let Some(upload) = uploads.tray.with_untracked(|tray| tray.get(id).cloned()) else { return ().into_any() };
    let size = upload.size;
    let first = StoredValue::new(upload.name);
    let name = Memo::new(move |_| {
        uploads
            .tray
            .with(|tray| tray.get(id).map(|upload| upload.name().to_owned()))
            .unwrap_or_else(|| first.get_value())
    });
    let picture = Memo::new(move |_| uploads.tray.with(|tray| tray.get(id).and_then(Upload::shown).map(str::to_owned)));
    let stage = Memo::new(move |_| uploads.tray.with(|tray| tray.get(id).map(|upload| upload.stage.clone())));
    let item = NodeRef::<html::Li>::new();
    Effect::new(move || {
        if uploads.looked_at.get() == Some(id)
            && let Some(item) = item.get_untracked()
        {
            bring_into_view(&item);
        }
    });
    view! {
        <li
            class="tray__item"
            node_ref=item
            data-failed=move || stage.with(|stage| matches!(stage, Some(Stage::Failed { .. })).then_some(""))
        >
            {move || match picture.get() {
                Some(picture) => view! { <img class="tray__picture" src=picture alt="" /> }.into_any(),
                None => {
                    view! {
                        <span class="tray__picture">
                            <Icon name=IconName::File />
                        </span>
                    }
                        .into_any()
                }
            }}
            <div class="tray__text">
                <span class="tray__name">{move || name.get()}</span>
                {move || how_far(stage.get(), uploads, id, name.get_untracked(), size)}
            </div>
            <button
                type="button"
                class="tray__remove button button--icon button--quiet"
                aria-label=move || format!("Remove {}", name.get())
                on:click=move |_| uploads.remove(id)
            >
                <Icon name=IconName::Close class="icon icon--small" />
            </button>
        </li>
    }
    .into_any()
}

fn how_far(stage: Option<Stage>, uploads: Uploads, id: u64, name: String, size: i64) -> AnyView {
    let size = size_in_words(size);
    match stage {
        Some(Stage::Waiting) => view! { <span class="faint">{format!("{size}, waiting")}</span> }.into_any(),
        Some(Stage::Sending(percent)) => view! {
            <progress class="tray__progress" max="100" value=percent.to_string() aria-label=name>
                {format!("{percent} %")}
            </progress>
        }
        .into_any(),
        Some(Stage::Paused) => view! {
            <span class="faint" role="status">
                {format!("{size}, waiting for the connection")}
            </span>
            <TryAgain uploads id />
        }
        .into_any(),
        Some(Stage::Failed { why, is_final }) => view! {
            <span class="tray__why" role="alert">
                {why}
            </span>
            {(!is_final).then(|| view! { <TryAgain uploads id /> })}
        }
        .into_any(),
        Some(Stage::Done(_)) => view! { <span class="faint">{size}</span> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn TryAgain(uploads: Uploads, id: u64) -> impl IntoView {
    view! {
        <Button small=true look=Look::Quiet on_press=move || uploads.try_again(id)>
            "Try again"
        </Button>
    }
}
