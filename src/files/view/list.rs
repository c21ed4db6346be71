//! The files of one place, as a list beside it.

use super::document::DocumentRow;
use super::viewer::Gallery;
use crate::files::model::{Attachment, FileKind};
use crate::ui::{Empty, IconName};
use leptos::prelude::*;

/// Pictures and videos as small squares, all else as rows; newest first, as they are given.
#[component]
pub fn FileList(
    files: Vec<Attachment>,
    /// What stands beside each, such as the way to what it was sent with.
    #[prop(optional)]
    beside: Option<Callback<Attachment, AnyView>>,
) -> impl IntoView {
    if files.is_empty() {
        return view! { <Empty icon=IconName::File title="No files yet" hint="What is sent here is listed here." /> }
            .into_any();
    }
    let (seen, rows): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.thumbnail.is_some());
    view! {
        <div class="files">
            {(!seen.is_empty()).then(|| view! { <Squares files=seen beside /> })}
            {(!rows.is_empty())
                .then(|| {
                    view! {
                        <ul class="files__rows" aria-label="Documents">
                            {rows
                                .into_iter()
                                .map(|attachment| {
                                    let beside = beside.map(|beside| beside.run(attachment.clone()));
                                    view! {
                                        <li>
                                            <DocumentRow attachment />
                                            {beside}
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn Squares(files: Vec<Attachment>, beside: Option<Callback<Attachment, AnyView>>) -> impl IntoView {
    let gallery = use_context::<Gallery>();
    let all = StoredValue::new(files.clone());
    view! {
        <ul class="files__squares" aria-label="Pictures and videos">
            {files
                .into_iter()
                .map(|file| {
                    let Attachment { id, thumbnail, .. } = file.clone();
                    let beside = beside.map(|beside| beside.run(file.clone()));
                    let is_picture = file.kind() == FileKind::Image;
                    view! {
                        <li>
                            <a
                                class="files__square"
                                href=file.path()
                                target="_blank"
                                on:click=move |event| {
                                    if let Some(gallery) = gallery && is_picture {
                                        event.prevent_default();
                                        gallery.open(all.get_value(), id);
                                    }
                                }
                            >
                                <img src=thumbnail alt=file.name.clone() width="96" height="96" loading="lazy" />
                            </a>
                            {beside}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
