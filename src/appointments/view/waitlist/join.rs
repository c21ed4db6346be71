//! Joining the waitlist, where no time suits. It stands inside the booking form and is no form itself.

use super::anybody;
use crate::appointments::{WaitRequest, Waiting, join_waitlist};
use crate::ids::{AppointmentTypeId, PetId, UserId};
use crate::ui::{Attempt, Button, Dialog, ErrorNotice, Look};
use leptos::prelude::*;

/// For what is chosen just now. `client`: for whom the practice asks.
#[component]
pub fn JoinWaitlist(
    #[prop(into)] practitioner: Signal<Option<UserId>>,
    #[prop(into)] type_id: Signal<AppointmentTypeId>,
    /// Whom it is about.
    #[prop(optional, into)]
    pet: Signal<Option<PetId>>,
    #[prop(optional_no_strip)] client: Option<UserId>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let joined = RwSignal::new(None::<Waiting>);
    let anybody = StoredValue::new(anybody());
    // What was joined is said as long as it is what is chosen.
    let place = move || {
        joined.get().filter(|entry| {
            entry.type_id == type_id.get() && entry.practitioner.as_ref().map(|one| one.id) == practitioner.get()
        })
    };
    view! {
        <div class="waitlist__join">
            {move || match place() {
                Some(entry) => {
                    let line = format!("On the waitlist: {}.", anybody.with_value(|anybody| entry.line(anybody)));
                    view! {
                        <p class="notice notice--good" role="status">
                            {line}
                        </p>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <p class="soft">"No time that suits? Times that come free are offered in turn."</p>
                        <Button on_press=move || open.set(true)>"Join the waitlist"</Button>
                    }
                        .into_any()
                }
            }}
            <Dialog id="join-waitlist" title="Join the waitlist" open>
                <Joining
                    request=move |reason| WaitRequest {
                        type_id: type_id.get_untracked(),
                        practitioner: practitioner.get_untracked(),
                        pet: pet.get_untracked(),
                        reason,
                        client,
                    }
                    open
                    joined
                />
            </Dialog>
        </div>
    }
}

#[component]
fn Joining(
    request: impl Fn(String) -> WaitRequest + Copy + Send + Sync + 'static,
    open: RwSignal<bool>,
    joined: RwSignal<Option<Waiting>>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let refused =
        move || attempt.error.get().filter(|error| error.field() == Some("reason")).map(|error| error.to_string());
    let other = move || attempt.error.get().filter(|error| error.field() != Some("reason"));
    let join = move || {
        attempt.start(join_waitlist(request(reason.get_untracked())), move |entry| {
            joined.try_set(Some(entry));
            open.try_set(false);
        });
    };
    view! {
        <div class="stack">
            <p class="soft">"When a time comes free it is kept for you for a while, and you take it with one press."</p>
            <div class="field" data-invalid=move || refused().map(|_| "")>
                <label class="field__label" for="waiting-for">
                    "What is it about?"
                </label>
                <textarea
                    id="waiting-for"
                    rows="2"
                    maxlength="500"
                    aria-invalid=move || refused().map(|_| "true")
                    aria-describedby="waiting-for-note"
                    prop:value=move || reason.get()
                    on:input:target=move |event| reason.set(event.target().value())
                ></textarea>
                <p id="waiting-for-note" class="field__error">
                    {refused}
                </p>
            </div>
            {move || other().map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Back"</Button>
                <Button look=Look::Accent busy=attempt.busy on_press=join>
                    "Join"
                </Button>
            </div>
        </div>
    }
}
