//! Says until when the chosen time is kept, or why it is not.

use super::asking::Asking;
use crate::app::use_me;
use crate::error::AppError;
use crate::ui::{ErrorNotice, use_clock};
use leptos::prelude::*;

#[component]
pub fn Kept(asking: Asking) -> impl IntoView {
    let zone = use_me().time_zone;
    let clock = use_clock();
    move || {
        let hold = asking.hold.value().get()?;
        match hold {
            Ok(hold) if asking.chosen.get() == Some(hold.starts_at) => {
                let line = if hold.held_until > clock.get() {
                    format!("Kept for you until {}.", hold.held_until.clock_in(&zone))
                } else {
                    "No longer kept for you, but perhaps still free.".to_owned()
                };
                Some(view! { <p class="soft" role="status">{line}</p> }.into_any())
            }
            Ok(_) | Err(AppError::Offline) => None,
            Err(error) => Some(view! { <ErrorNotice error /> }.into_any()),
        }
    }
}
