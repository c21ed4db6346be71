//! What is said where a part of the history could not be had.

use crate::error::AppError;
use crate::ui::{Button, Look};
use leptos::prelude::*;

/// `text`: what could not be done; the reason follows it.
#[component]
pub fn NotLoaded(text: &'static str, error: AppError, on_retry: Callback<()>) -> impl IntoView {
    view! {
        <div class="log__failed" role="alert">
            <span>{format!("{text}. {error}")}</span>
            <Button
                small=true
                look=Look::Quiet
                on_press=move || {
                    on_retry.try_run(());
                }
            >
                "Try again"
            </Button>
        </div>
    }
}
