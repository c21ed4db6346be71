//! The way out. Whoever takes it leaves nothing in the browser that they only began to write.

use super::paths;
use crate::accounts::ProfilePage;
use crate::chat::use_leaving;
use crate::notifications::forget_told;
use crate::ui::Confirm;
use leptos::html;
use leptos::prelude::*;

/// One's profile, with the way out at its end.
#[component]
pub fn OwnProfilePage() -> impl IntoView {
    view! { <ProfilePage way_out=|| view! { <SignOut /> }.into_any() /> }
}

#[component]
fn SignOut() -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="sign-out">
            <h2 id="sign-out">"Sign out"</h2>
            <p class="soft">
                "Everywhere ends your sign-ins on all devices at once. What you began to write in this browser and did not send is forgotten."
            </p>
            <div class="row row--wrap">
                <WayOut path=paths::SIGN_OUT verb="Sign out" id="sign-out-unsent" />
                <WayOut path=paths::SIGN_OUT_EVERYWHERE verb="Sign out everywhere" id="sign-out-everywhere-unsent" />
            </div>
        </section>
    }
}

/// Asks first while there is something that the server does not have yet.
#[component]
fn WayOut(path: &'static str, verb: &'static str, id: &'static str) -> impl IntoView {
    let leaving = use_leaving();
    let form = NodeRef::<html::Form>::new();
    let unsent = RwSignal::new(0);
    let asks = RwSignal::new(false);
    let text = Signal::derive(move || format!("{} Sign out all the same?", words_for(unsent.get())));
    // A form that is submitted like this does not ask again.
    let leave = Callback::new(move |()| {
        leaving.forget_begun();
        forget_told();
        if let Some(form) = form.get_untracked() {
            form.submit().ok();
        }
    });
    view! {
        <form
            method="post"
            action=path
            node_ref=form
            on:submit=move |event| {
                let count = leaving.unsent();
                if count == 0 {
                    forget_told();
                    return leaving.forget_begun();
                }
                event.prevent_default();
                unsent.set(count);
                asks.set(true);
            }
        >
            <button type="submit" class="button">
                {verb}
            </button>
        </form>
        <Confirm id title="Not everything is sent".to_owned() text verb open=asks on_confirm=leave />
    }
}

fn words_for(unsent: usize) -> String {
    if unsent == 1 { "1 message is not sent yet.".to_owned() } else { format!("{unsent} messages are not sent yet.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_message_is_and_more_are() {
        assert_eq!(words_for(1), "1 message is not sent yet.");
        assert_eq!(words_for(2), "2 messages are not sent yet.");
    }
}
