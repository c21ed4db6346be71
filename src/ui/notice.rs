//! What went wrong or well, where it happened.

use super::{Button, Look};
use crate::error::AppError;
use leptos::prelude::*;

/// An error in the person's words, with *Try again* where that may help.
#[component]
pub fn ErrorNotice(
    #[prop(into)] error: AppError,
    #[prop(optional, into)] on_retry: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="notice notice--error" role="alert">
            <p>{error.to_string()}</p>
            {on_retry
                .map(|retry| {
                    view! {
                        <Button small=true look=Look::Quiet on_press=move || retry.run(())>
                            "Try again"
                        </Button>
                    }
                })}
        </div>
    }
}

/// Says that what was asked for has been done.
#[component]
pub fn Saved(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <p class="notice notice--good" role="status">
            {text}
        </p>
    }
}
