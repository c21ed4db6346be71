//! The way to where booking is arranged.

use crate::app::{paths, use_me};
use leptos::prelude::*;

/// For whom is booked.
#[component]
pub fn AvailabilityLink() -> impl IntoView {
    let me = use_me();
    me.is_practitioner().then(|| {
        view! {
            <a class="button" href=paths::availability(&me)>
                "Availability"
            </a>
        }
    })
}
