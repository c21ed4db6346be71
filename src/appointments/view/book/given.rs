//! Whom it is about, and what is given with the request: a photo, a letter.

use super::asking::Asking;
use crate::files::{FileInputs, UploadTray};
use crate::pets::PetLine;
use crate::ui::{Button, Icon, IconName, Select, once_alive};
use leptos::prelude::*;

/// For those who have pets; the first is chosen at the start.
#[component]
pub fn Pets(asking: Asking, pets: Vec<PetLine>) -> impl IntoView {
    let first = pets.first()?.id;
    once_alive(move || asking.pet.set(Some(first)));
    let mut options: Vec<(String, String)> = pets.iter().map(|pet| (pet.id.to_string(), pet.text())).collect();
    options.push((String::new(), "None of them".into()));
    Some(
        view! { <Select label="For whom" id="pet" options on_choose=move |value| asking.pet.set(value.parse().ok()) /> },
    )
}

#[component]
pub fn Given(asking: Asking) -> impl IntoView {
    let uploads = asking.uploads;
    view! {
        <div class="stack">
            <UploadTray uploads />
            <FileInputs uploads />
            <div class="row">
                <Button on_press=move || uploads.choose()>
                    <Icon name=IconName::Paperclip />
                    "Add a photo or document"
                </Button>
            </div>
        </div>
    }
}
