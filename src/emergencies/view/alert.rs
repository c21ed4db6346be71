//! The client's button, and the dialog in which an alert is sent. It first says whom to call, and it says at once where
//! an alert could not be sent.

use super::sending::Sending;
use super::use_board;
use crate::accounts::Practice;
use crate::app::{paths, use_me, use_me_signal};
use crate::error::AppError;
use crate::ui::{Button, Dialog, Icon, IconName, PhoneLink};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// In the navigation of every page; the only red thing there.
#[component]
pub fn EmergencyButton() -> impl IntoView {
    let board = use_board();
    view! {
        <button
            type="button"
            class="rail__link rail__alarm"
            aria-haspopup="dialog"
            aria-label="Emergency"
            on:click=move |_| board.is_asking.set(true)
        >
            <Icon name=IconName::Alert />
            <span class="rail__label">"Emergency"</span>
        </button>
    }
}

#[component]
pub fn EmergencyAlert() -> impl IntoView {
    let open = use_board().is_asking;
    let sending = Sending::new(use_me().id());
    view! {
        <Dialog id="emergency-alert" title=Signal::stored("Send an emergency alert".to_owned()) open>
            <WhomToCall />
            <AlertForm sending />
        </Dialog>
    }
}

/// The local number, and what the practice says about when it is there.
#[component]
fn WhomToCall() -> impl IntoView {
    let me = use_me_signal();
    move || {
        let practice = me.with(|me| me.practice.clone());
        let words = practice.emergency_words.clone();
        view! {
            <div class="whom-to-call">
                <p>"Is somebody’s life in danger? Call "<NumberLink practice />" first."</p>
                {words.map(|words| view! { <p class="whom-to-call__words">{words}</p> })}
            </div>
        }
    }
}

/// Whom to call where life is in danger.
#[component]
pub fn NumberLink(practice: Practice) -> impl IntoView {
    view! { <PhoneLink number=practice.emergency_number().to_owned() /> }
}

#[component]
fn AlertForm(sending: Sending) -> impl IntoView {
    let open = use_board().is_asking;
    let refused = Memo::new(move |_| {
        sending.attempt.error.get().filter(|error| error.field() == Some("text")).map(|error| error.to_string())
    });
    let send = sending.sender(open);
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                send.run(());
            }
        >
            <div class="field" data-invalid=move || refused.get().map(|_| "")>
                <label class="field__label" for="emergency-text">
                    "What is happening?"
                </label>
                <textarea
                    id="emergency-text"
                    rows="3"
                    autofocus
                    aria-invalid=move || refused.get().map(|_| "true")
                    aria-describedby="emergency-text-note"
                    prop:value=move || sending.text.get()
                    on:input:target=move |event| sending.text.set(event.target().value())
                ></textarea>
                <p id="emergency-text-note" class="field__error">
                    {move || refused.get()}
                </p>
            </div>
            <NotSent sending />
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <button
                    type="submit"
                    class="button button--alarm"
                    aria-disabled=move || sending.attempt.busy.get().then_some("true")
                >
                    "Send alert"
                </button>
            </div>
        </form>
    }
}

/// What is said where an alert is not there yet.
#[component]
fn NotSent(sending: Sending) -> impl IntoView {
    let (me, here) = (use_me_signal(), use_location().pathname);
    let is_signed_out = Memo::new(move |_| sending.attempt.error.get() == Some(AppError::SignedOut));
    let why = Memo::new(move |_| match sending.attempt.error.get() {
        Some(error) if error.field().is_some() => None,
        Some(AppError::Offline) => Some("Your alert was not sent: there is no connection.".to_owned()),
        Some(error) => Some(format!("Your alert was not sent. {error}")),
        None => sending.is_slow.get().then(|| "Your alert is still on its way.".to_owned()),
    });
    move || {
        why.get().map(|why| {
            let practice = me.with_untracked(|me| me.practice.clone());
            let back = is_signed_out.get().then(|| paths::sign_in_then(&here.get_untracked()));
            view! {
                <p class="notice notice--error" role="alert">
                    <span>
                        {why}" If you cannot wait, call "<NumberLink practice />
                        ". What you wrote is kept: "
                        {back
                            .map(|path| {
                                view! {
                                    <a href=path rel="external">
                                        "sign in"
                                    </a>
                                    ", then "
                                }
                            })} "press Send alert to try again."
                    </span>
                </p>
            }
        })
    }
}
