//! Making an invitation: the form, and then the link itself, this once.

use crate::accounts::model::{FreshInvitation, INVITATION_DAYS, NewInvitation, parse_role};
use crate::admin::api::invite;
use crate::admin::view::choice::{Choice, options};
use crate::admin::view::frame::roles;
use crate::app::{use_boot, use_me};
use crate::ui::{Attempt, Button, CopyField, ErrorNotice, Field, Switch};
use leptos::prelude::*;

/// What the form says.
#[derive(Clone, Copy)]
struct Form {
    role: RwSignal<String>,
    email: RwSignal<String>,
    days: RwSignal<String>,
    single_use: RwSignal<bool>,
}

impl Form {
    fn new() -> Self {
        Self {
            role: RwSignal::new("client".into()),
            email: RwSignal::default(),
            days: RwSignal::new("7".into()),
            single_use: RwSignal::new(true),
        }
    }

    fn read(self) -> Option<NewInvitation> {
        Some(NewInvitation {
            role: parse_role(&self.role.get_untracked()).ok()?,
            email: Some(self.email.get_untracked()).filter(|email| !email.trim().is_empty()),
            days: self.days.get_untracked().parse().ok(),
            single_use: Some(self.single_use.get_untracked()),
        })
    }
}

#[component]
pub fn NewInvitationCard() -> impl IntoView {
    let made = RwSignal::new(None::<FreshInvitation>);
    view! {
        <section class="card stack" aria-labelledby="new-invitation">
            <h2 id="new-invitation">"New invitation"</h2>
            {move || match made.get() {
                Some(fresh) => shown(&fresh, made).into_any(),
                None => view! { <InvitationForm made /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn InvitationForm(made: RwSignal<Option<FreshInvitation>>) -> impl IntoView {
    let form = Form::new();
    let attempt = Attempt::default();
    let error = Signal::derive(move || attempt.error.get());
    let has_email = Memo::new(move |_| form.email.with(|email| !email.trim().is_empty()));
    let hint = if use_boot().with_value(|boot| boot.has_mail) {
        "Where it is given, only this address joins with the link, and the link is sent there."
    } else {
        "Where it is given, only this address joins with the link. It is not written to."
    };
    let submit = move || {
        if let Some(new) = form.read() {
            attempt.start(invite(new), move |fresh| made.set(Some(fresh)));
        }
    };
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <div class="grid grid--even">
                <Choice label="Role" id="invitation-role" options=roles(use_me().practice.kind) chosen=form.role />
                <Choice label="Works for" id="invitation-days" options=options(&INVITATION_DAYS) chosen=form.days />
            </div>
            <Field
                label="Email"
                name="email"
                kind="email"
                hint=hint
                optional=true
                on_type=move |email| form.email.set(email)
                error
            />
            <Show when=move || !has_email.get()>
                <Switch
                    label="For one person only"
                    on=form.single_use
                    on_turn=move |single| form.single_use.set(single)
                />
            </Show>
            {move || {
                error
                    .get()
                    .filter(|error| error.field() != Some("email"))
                    .map(|error| view! { <ErrorNotice error /> })
            }}
            <div class="row">
                <button type="submit" class="button button--accent" disabled=move || attempt.busy.get()>
                    "Make link"
                </button>
            </div>
        </form>
    }
}

fn shown(fresh: &FreshInvitation, made: RwSignal<Option<FreshInvitation>>) -> impl IntoView + use<> {
    let origin = window().location().origin().unwrap_or_default();
    let told = match &fresh.sent_to {
        Some(address) => format!("Sent to {address}. You can give them the link as well: it is not shown again."),
        None => "Give this link to whom you invite. It is not shown again.".into(),
    };
    view! {
        <p class="notice notice--good" role="status">
            {told}
        </p>
        <CopyField label="Invitation link" text=format!("{origin}{}", fresh.path) />
        <div class="row">
            <Button on_press=move || made.set(None)>"Done"</Button>
        </div>
    }
}
