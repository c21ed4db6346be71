//! `/admin/practice`: what the practice is called, how it is reached, what its people may do, and how they join.

mod about;
mod emergencies;
mod joining;
mod limits;

use super::frame::AdminPage;
use crate::admin::api::read_practice;
use crate::app::use_me;
use crate::emergencies::OnCallCard;
use crate::ui::{ErrorNotice, Skeleton, read};
use about::AboutForm;
use emergencies::EmergencySettings;
use joining::JoinCode;
use leptos::prelude::*;
use limits::MessageLimits;

/// Not read anew when somebody else changes it: that would take away what is being typed. Only what was changed here
/// is sent.
#[component]
pub fn PracticePage() -> impl IntoView {
    let form = read(|| (), |()| read_practice());
    let has_emergencies = use_me().practice.kind.has_emergencies();
    view! {
        <AdminPage title="Practice">
            <Transition fallback=|| view! { <Skeleton rows=6 /> }>
                {move || Suspend::new(async move {
                    match form.await {
                        Ok(form) => {
                            let practice = form.sheet.practice.clone();
                            view! {
                                <AboutForm practice=practice.clone() zones=form.zones />
                                {has_emergencies
                                    .then(|| view! { <EmergencySettings practice=practice.clone() /> })}
                                <MessageLimits practice />
                                <JoinCode sheet=form.sheet />
                            }
                                .into_any()
                        }
                        Err(error) => {
                            let retry = Callback::new(move |()| form.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
            {has_emergencies.then(|| view! { <OnCallCard /> })}
        </AdminPage>
    }
}
