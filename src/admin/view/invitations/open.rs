//! The invitations that still let somebody in.

use crate::accounts::deeds_done;
use crate::accounts::model::Invitation;
use crate::admin::api::{list_invitations, revoke_invitation};
use crate::app::use_me;
use crate::time::Civil;
use crate::ui::{Attempt, Button, Chip, Confirm, Empty, ErrorNotice, IconName, Skeleton, When, open_about, read};
use crate::words::capitalised;
use leptos::prelude::*;

#[component]
pub fn OpenInvitations() -> impl IntoView {
    let invitations = read(|| (), |()| list_invitations());
    deeds_done(move || invitations.refetch());
    let asked = RwSignal::new(None::<Invitation>);
    view! {
        <section class="card" aria-labelledby="open-invitations">
            <h2 id="open-invitations">"Open invitations"</h2>
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    match invitations.await {
                        Ok(found) => listed(found, asked).into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| invitations.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <Revoking asked reread=Callback::new(move |()| invitations.refetch()) />
        </section>
    }
}

fn listed(found: Vec<Invitation>, asked: RwSignal<Option<Invitation>>) -> AnyView {
    if found.is_empty() {
        let hint = "Make a link above, and give it to whom you want here.";
        return view! { <Empty icon=IconName::Link title="No open invitations" hint=hint /> }.into_any();
    }
    view! {
        <ul aria-label="Open invitations">
            {found.into_iter().map(|invitation| view! { <InvitationRow invitation asked /> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn InvitationRow(invitation: Invitation, asked: RwSignal<Option<Invitation>>) -> impl IntoView {
    let me = use_me();
    let role = capitalised(me.practice.kind.person(invitation.role));
    let kept = invitation.clone();
    let whom = match (&invitation.email, invitation.single_use) {
        (Some(email), _) => format!("For {email}"),
        (None, true) => "For one person".to_owned(),
        (None, false) => format!("For many, {} joined", invitation.joined),
    };
    view! {
        <li class="line">
            <Chip text=role />
            <span>
                <b>{whom}</b>
                <br />
                <span class="soft">
                    "By " {invitation.created_by} ", until "
                    <When at=invitation.expires_at zone=me.time_zone form=until />
                </span>
            </span>
            <Button small=true on_press=move || asked.set(Some(kept.clone()))>"Revoke"</Button>
        </li>
    }
}

#[component]
fn Revoking(asked: RwSignal<Option<Invitation>>, reread: Callback<()>) -> impl IntoView {
    let attempt = Attempt::default();
    let open = open_about(asked);
    let revoke = Callback::new(move |()| {
        if let Some(invitation) = asked.get_untracked() {
            attempt.start(revoke_invitation(invitation.id), move |()| {
                open.try_set(false);
                reread.run(());
            });
        }
    });
    view! {
        <Confirm
            id="revoke-invitation"
            title="Revoke this invitation?".to_owned()
            text="Nobody joins with its link any more. Whoever has joined stays.".to_owned()
            verb="Revoke invitation"
            open
            on_confirm=revoke
            busy=attempt.busy
            error=attempt.error
        />
    }
}

/// `Fri 20 Nov, 14:30`
fn until(at: Civil, _: Civil) -> String {
    format!("{}, {}", at.day_short(), at.clock())
}
