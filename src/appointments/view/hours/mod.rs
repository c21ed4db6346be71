//! `/{role}/availability`: when and for what a practitioner can be booked. Admins have one of these pages for each.

mod dates;
mod draft;
mod editor;
mod form;
mod offered;
mod practitioners;
mod preview;
mod rules;
mod saving;
mod sheet;
mod spans;
mod week;

use crate::app::use_me;
use crate::appointments::read_hours;
use crate::error::AppError;
use crate::ids::UserId;
use crate::ui::{Empty, ErrorNotice, IconName, Skeleton, read, set_status, use_path_id};
use crate::words::Role;
use leptos::prelude::*;
use leptos_meta::Title;
use practitioners::PractitionerList;
use sheet::HoursEditor;

/// One's own hours; for admins the way to everybody's.
#[component]
pub fn AvailabilityPage() -> impl IntoView {
    let me = use_me();
    let content = match me.role {
        Role::Admin => view! { <PractitionerList /> }.into_any(),
        Role::Client | Role::Practitioner => view! { <HoursOf practitioner=Signal::stored(None) /> }.into_any(),
    };
    view! {
        <Title text="Availability" />
        <main class="page page--narrow" id="main">
            {content}
        </main>
    }
}

/// `/admin/availability/{practitioner}`
#[component]
pub fn PractitionerHoursPage() -> impl IntoView {
    let id = use_path_id::<UserId>("practitioner");
    // An id that is none is nobody's.
    let id = Signal::derive(move || Some(id.get().unwrap_or(UserId(uuid::Uuid::nil()))));
    view! {
        <Title text="Availability" />
        <main class="page page--narrow" id="main">
            <HoursOf practitioner=id />
        </main>
    }
}

#[component]
fn HoursOf(#[prop(into)] practitioner: Signal<Option<UserId>>) -> impl IntoView {
    let sheet = read(move || practitioner.get(), read_hours);
    view! {
        <Suspense fallback=|| view! { <Skeleton rows=6 /> }>
            {move || Suspend::new(async move {
                match sheet.await {
                    Ok(sheet) => view! { <HoursEditor sheet /> }.into_any(),
                    Err(AppError::NotFound) => {
                        set_status(404);
                        view! {
                            <Empty
                                icon=IconName::Search
                                title="There is nothing here"
                                hint="Hours are those of people who receive."
                                is_page=true
                            />
                        }
                            .into_any()
                    }
                    Err(error) => {
                        let retry = Callback::new(move |()| sheet.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}
