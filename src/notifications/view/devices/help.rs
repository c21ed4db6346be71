//! What to do where a browser will not notify.

use leptos::prelude::*;

#[component]
pub fn HowToAllow() -> impl IntoView {
    view! {
        <div class="notice" role="status">
            <div class="stack">
            <p>
                <b>"Your browser blocks notifications from Attend."</b>
            </p>
            <p>
                "To allow them, press the icon beside the address and open the permissions of this site; \
                in an installed app, open the notifications in the settings of your device. Then come back here."
            </p>
            </div>
        </div>
    }
}

/// Apple's browsers notify only for what is on the Home Screen.
#[component]
pub fn HowToInstall() -> impl IntoView {
    view! {
        <div class="notice" role="status">
            <div class="stack">
            <p>
                <b>"On an iPhone or iPad, add Attend to the Home Screen first:"</b>
            </p>
            <ol class="devices__steps">
                <li>"Open this page in Safari and press Share, the square with the arrow."</li>
                <li>"Choose Add to Home Screen, and press Add."</li>
                <li>"Open Attend from the Home Screen and turn notifications on, here."</li>
            </ol>
            </div>
        </div>
    }
}
