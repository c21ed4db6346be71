//! A file as a row: what it is, what it is called, how large it is. What the browser shows by itself opens in a tab of
//! its own, all else is downloaded.

use crate::files::model::{Attachment, size_in_words};
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

#[component]
pub fn DocumentRow(attachment: Attachment) -> impl IntoView {
    let opens = matches!(&*attachment.mime, "application/pdf" | "text/plain");
    let is_sound = attachment.mime.starts_with("audio/");
    let detail = format!("{}, {}", form_of(&attachment), size_in_words(attachment.size));
    let path = attachment.path();
    let name = attachment.name.clone();
    view! {
        <div class="document">
            <a
                class="document__link"
                href=path.clone()
                target=opens.then_some("_blank")
                rel=opens.then_some("noopener")
                download=(!opens).then(|| name.clone())
            >
                <span class="document__icon">
                    <Icon name=if opens { IconName::File } else { IconName::Download } />
                </span>
                <span class="document__text">
                    <span class="document__name">{name.clone()}</span>
                    <span class="document__detail">{detail}</span>
                </span>
            </a>
            {is_sound
                .then(|| {
                    view! { <audio class="document__sound" controls preload="none" src=path aria-label=name></audio> }
                })}
        </div>
    }
}

/// `PDF`, `DOCX` …: the ending of the name, which is that of the content.
fn form_of(attachment: &Attachment) -> String {
    attachment.name.rsplit('.').next().unwrap_or_default().to_uppercase()
}
