//! A pet's photo: choosing one, seeing it come in, taking it away.

use crate::files::{UploadTray, Uploads};
use crate::ids::{FileId, PetId};
use crate::pets::{Pet, set_pet_photo};
use crate::ui::{Attempt, Button, ErrorNotice, Icon, IconName, Look};
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// What is under way with the photo of a page's pet. It is made beside what shows the pet, since that is drawn anew
/// whenever the pet changes.
#[derive(Clone, Copy)]
pub struct Photo {
    uploads: Uploads,
    attempt: Attempt,
    input: NodeRef<html::Input>,
}

impl Photo {
    /// What has come in becomes the pet's photo by itself.
    pub fn of(pet: Memo<Option<PetId>>, on_done: Callback<()>) -> Self {
        let photo = Self { uploads: Uploads::new(), attempt: Attempt::default(), input: NodeRef::new() };
        let arrived = Memo::new(move |_| photo.uploads.ready().first().map(|file| file.id));
        Effect::new(move |_| {
            if let (Some(file), Some(pet)) = (arrived.get(), pet.get_untracked()) {
                photo.set(pet, Some(file), on_done);
            }
        });
        photo
    }

    /// One at a time: what was chosen before is let go.
    fn choose(self, input: &HtmlInputElement) {
        self.attempt.error.set(None);
        self.uploads.clear();
        self.uploads.add_list(input.files());
        // The same file may be chosen again.
        input.set_value("");
    }

    fn set(self, pet: PetId, file: Option<FileId>, on_done: Callback<()>) {
        self.attempt.start(
            async move {
                let set = set_pet_photo(pet, file).await;
                self.uploads.clear();
                set
            },
            move |_| on_done.run(()),
        );
    }
}

#[component]
pub fn PhotoControls(pet: Pet, photo: Photo, on_done: Callback<()>) -> impl IntoView {
    let Photo { uploads, attempt, input } = photo;
    let id = pet.id;
    let verb = if pet.photo.is_some() { "Change photo" } else { "Add photo" };
    let busy = Signal::derive(move || attempt.busy.get() || uploads.is_busy());
    let open = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <div class="stack">
            <input
                type="file"
                accept="image/*"
                hidden
                tabindex="-1"
                aria-label="Photo"
                node_ref=input
                on:change:target=move |event| photo.choose(&event.target())
            />
            <div class="row row--wrap">
                <Button busy on_press=open>
                    <Icon name=IconName::Camera />
                    {verb}
                </Button>
                {pet.photo
                    .is_some()
                    .then(|| {
                        view! {
                            <Button look=Look::Quiet busy on_press=move || photo.set(id, None, on_done)>
                                "Remove photo"
                            </Button>
                        }
                    })}
            </div>
            <UploadTray uploads />
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        </div>
    }
}
