//! `/unsubscribe/{token}`: a button that stops letters of a sort. Works without JavaScript; opening the page alone
//! changes nothing, since mail programs open links to look at them.

use super::{StopLetters, Unsubscribing, show_unsubscribing};
use crate::error::AppError;
use crate::ui::{Empty, ErrorNotice, IconName, Saved, Skeleton, read};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

#[component]
pub fn UnsubscribePage() -> impl IntoView {
    let params = use_params_map();
    let token = params.with_untracked(|params| params.get("token").unwrap_or_default());
    let kept = StoredValue::new(token.clone());
    let link = read(move || token.clone(), show_unsubscribing);
    view! {
        <Title text="E-mail" />
        <main class="page page--narrow" id="main">
            <Suspense fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    match link.await {
                        Ok(known) => view! { <Choice known token=kept.get_value() /> }.into_any(),
                        Err(AppError::NotFound) => view! { <NoSuchLink /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| link.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

#[component]
fn NoSuchLink() -> impl IntoView {
    view! {
        <Empty
            icon=IconName::Link
            title="This link is not complete"
            hint="Please open it from the e-mail again. Signed in, you choose what is sent in your settings."
            is_page=true
        >
            <a class="button" href="/">
                "To the start"
            </a>
        </Empty>
    }
}

#[component]
fn Choice(known: Unsubscribing, token: String) -> impl IntoView {
    let action = ServerAction::<StopLetters>::new();
    let answer = Signal::derive(move || action.value().get());
    let names = known.sorts.iter().map(|sort| sort.label().to_lowercase()).collect::<Vec<_>>().join(", ");
    let was_stopped = known.is_stopped;
    let at_first = if was_stopped { String::new() } else { known.chosen };
    // While they are stopped, what they come back to is what was chosen last.
    let chosen = Memo::new(move |last: Option<&String>| match answer.get() {
        Some(Ok(now)) if !now.is_stopped => now.chosen,
        _ => last.unwrap_or(&at_first).clone(),
    });
    let is_stopped = Memo::new(move |_| answer.get().and_then(Result::ok).map_or(was_stopped, |now| now.is_stopped));
    let done = format!("{} sends you no more e-mail about: {names}.", known.practice);
    view! {
        <section class="card stack" aria-labelledby="letters">
            <h1 id="letters">{format!("E-mail of {}", known.practice)}</h1>
            <p>{format!("About: {names}.")}</p>
            {move || is_stopped.get().then(|| view! { <Saved text=done.clone() /> })}
            {move || answer.get().and_then(Result::err).map(|error| view! { <ErrorNotice error /> })}
            <ActionForm action=action attr:class="row">
                <input type="hidden" name="token" value=token />
                <input type="hidden" name="stop" value=move || (!is_stopped.get()).to_string() />
                <input type="hidden" name="chosen" value=move || chosen.get() />
                <button type="submit" class="button button--accent" disabled=action.pending()>
                    {move || if is_stopped.get() { "Send them again" } else { "Stop these e-mails" }}
                </button>
            </ActionForm>
        </section>
    }
}
