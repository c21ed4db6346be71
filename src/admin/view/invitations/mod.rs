//! `/admin/invitations`: making links by which people join, and the links that still work.

mod new;
mod open;

use super::frame::AdminPage;
use leptos::prelude::*;
use new::NewInvitationCard;
pub use open::OpenInvitations;

#[component]
pub fn InvitationsPage() -> impl IntoView {
    view! {
        <AdminPage title="Invitations">
            <NewInvitationCard />
            <OpenInvitations />
        </AdminPage>
    }
}
