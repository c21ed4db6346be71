//! The ways to where booking is arranged.

use crate::app::{paths, use_me};
use crate::words::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// From one of the admin's pages about booking to the others.
#[component]
pub fn BookingNavigation() -> impl IntoView {
    let here = use_location().pathname;
    let pages =
        [("Types", paths::TYPES), ("Holidays and deadlines", paths::HOLIDAYS), ("Hours", paths::PRACTITIONERS_HOURS)];
    view! {
        <nav class="segments" aria-label="Booking">
            {pages
                .map(|(name, path)| {
                    let current = move || here.with(|here| here.starts_with(path)).then_some("page");
                    view! {
                        <a href=path aria-current=current>
                            {name}
                        </a>
                    }
                })}
        </nav>
    }
}

/// For whom is booked.
#[component]
pub fn AvailabilityLink() -> impl IntoView {
    let me = use_me();
    me.is_practitioner().then(|| {
        view! {
            <a class="button" href=paths::availability(&me)>
                "Availability"
            </a>
        }
    })
}

/// On an admin's home.
#[component]
pub fn BookingCard() -> impl IntoView {
    (use_me().role == Role::Admin).then(|| {
        view! {
            <section class="card stack" aria-labelledby="booking">
                <h2 id="booking">"Booking"</h2>
                <p class="soft">"What can be booked, when the practice is closed, and everybody’s hours."</p>
                <BookingNavigation />
            </section>
        }
    })
}
