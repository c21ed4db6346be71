//! Files as a message shows them: pictures and videos to be looked at, all else to be opened.

use super::document::DocumentRow;
use super::viewer::Gallery;
use crate::files::model::{Attachment, FileKind};
use leptos::prelude::*;

/// Pixels of the longer side of what a bubble shows.
const SIDE: u32 = 320;

/// All files of one message. Its pictures follow each other in the viewer.
#[component]
pub fn Attachments(attachments: Vec<Attachment>) -> impl IntoView {
    let count = attachments.iter().filter(|file| file.kind() != FileKind::File).count();
    let class = if count > 1 { "attachments attachments--grid" } else { "attachments" };
    let all = attachments.clone();
    view! {
        <div class=class>
            {attachments
                .into_iter()
                .map(|attachment| view! { <AttachmentView attachment siblings=all.clone() /> })
                .collect_view()}
        </div>
    }
}

/// One file. `siblings`: those that the viewer leads on to from a picture.
#[component]
pub fn AttachmentView(attachment: Attachment, #[prop(optional)] siblings: Vec<Attachment>) -> impl IntoView {
    match attachment.kind() {
        FileKind::Image => view! { <Picture attachment siblings /> }.into_any(),
        FileKind::Video => view! { <Film attachment /> }.into_any(),
        FileKind::File => view! { <DocumentRow attachment /> }.into_any(),
    }
}

/// Its room is kept before it has come, so that nothing jumps. A link, so that it opens without a viewer, too.
#[component]
fn Picture(attachment: Attachment, siblings: Vec<Attachment>) -> impl IntoView {
    let gallery = use_context::<Gallery>();
    let (width, height) = fitted(&attachment);
    // An animated picture moves only as a whole.
    let is_moving = attachment.mime == "image/gif";
    let source = attachment.thumbnail.clone().filter(|_| !is_moving).unwrap_or_else(|| attachment.path());
    let path = attachment.path();
    let name = attachment.name.clone();
    let id = attachment.id;
    view! {
        <a
            class="picture"
            href=path
            target="_blank"
            on:click=move |event| {
                if let Some(gallery) = gallery && !event.ctrl_key() && !event.meta_key() {
                    event.prevent_default();
                    gallery.open(siblings.clone(), id);
                }
            }
        >
            <img class="picture__image" src=source alt=name width=width height=height loading="lazy" decoding="async" />
        </a>
    }
}

#[component]
fn Film(attachment: Attachment) -> impl IntoView {
    let (width, height) = fitted(&attachment);
    view! {
        <video
            class="film"
            controls
            playsinline
            preload="metadata"
            src=attachment.path()
            poster=attachment.thumbnail.clone()
            width=width
            height=height
            aria-label=attachment.name.clone()
        ></video>
    }
}

/// The sides as a bubble shows them; those of a video where they are not known.
fn fitted(attachment: &Attachment) -> (String, String) {
    let (width, height) = attachment.width.zip(attachment.height).unwrap_or((16 * SIDE, 9 * SIDE));
    let (width, height) = fit(width, height, SIDE);
    (width.to_string(), height.to_string())
}

/// As large as fits into a square, and never larger than it is.
fn fit(width: u32, height: u32, side: u32) -> (u32, u32) {
    let longer = width.max(height).max(1);
    let scaled = |length: u32| {
        let scaled = u64::from(length) * u64::from(side) / u64::from(longer);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    if longer <= side { (width.max(1), height.max(1)) } else { (scaled(width), scaled(height)) }
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn a_picture_fits_and_keeps_its_form() {
        assert_eq!(fit(4000, 3000, 320), (320, 240));
        assert_eq!(fit(3000, 4000, 320), (240, 320));
        assert_eq!(fit(100, 50, 320), (100, 50));
        assert_eq!(fit(4096, 1, 320), (320, 1));
        assert_eq!(fit(0, 0, 320), (1, 1));
    }
}
