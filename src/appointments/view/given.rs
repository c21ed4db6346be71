//! What was given with the request: a photo, a letter.

use crate::error::{AppError, Result};
use crate::files::{Attachment, FileList};
use crate::ui::{ErrorNotice, Read};
use leptos::prelude::*;

/// Nothing where nothing was given, or where there is no such appointment, which the page says itself.
#[component]
pub fn GivenFiles(files: Read<Result<Vec<Attachment>>>) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match files.await {
                    Ok(files) if files.is_empty() => ().into_any(),
                    Ok(files) => {
                        view! {
                            <section class="card stack" aria-label="Files">
                                <h2>"Files"</h2>
                                <FileList files />
                            </section>
                        }
                            .into_any()
                    }
                    Err(AppError::NotFound) => ().into_any(),
                    Err(error) => {
                        let retry = Callback::new(move |()| files.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}
