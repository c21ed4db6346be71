//! Every page of the site.

use super::boot::provide_boot;
use super::error_page::NotFoundPage;
use super::frame::Frame;
use super::guard::{AdminGuard, RoleGuard};
use super::home::HomePage;
use super::room_context::RoomPage;
use super::welcome::WelcomePage;
use crate::accounts::{ProfilePage, SignInPage, SignUpPage, TokensPage};
use crate::appointments::{AppointmentPage, AppointmentsPage, BookPage};
use crate::appointments::{AvailabilityPage, HolidaysPage, PractitionerHoursPage, TypesPage};
use crate::chat::{ChatPage, NoRoom};
use crate::ui::once_alive;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_boot();
    mark_hydrated();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Attend".into() } else { format!("{title} · Attend") } />
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=WelcomePage ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("/sign-up") view=SignUpPage ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("/settings/profile") view=ProfilePage />
                    <Route path=path!("/settings/tokens") view=TokensPage />
                    <ParentRoute path=path!("/:role") view=RoleGuard>
                        <Route path=path!("") view=HomePage />
                        <ParentRoute path=path!("/chat") view=ChatPage>
                            <Route path=path!("") view=NoRoom />
                            <Route path=path!("/:room") view=RoomPage />
                        </ParentRoute>
                        <ParentRoute path=path!("/appointments") view=Outlet>
                            <Route path=path!("") view=AppointmentsPage />
                            <Route path=path!("/:appointment") view=AppointmentPage />
                        </ParentRoute>
                        <Route path=path!("/book") view=BookPage />
                        <Route path=path!("/availability") view=AvailabilityPage />
                        <ParentRoute path=path!("") view=AdminGuard>
                            <Route path=path!("/availability/:practitioner") view=PractitionerHoursPage />
                            <Route path=path!("/types") view=TypesPage />
                            <Route path=path!("/holidays") view=HolidaysPage />
                        </ParentRoute>
                    </ParentRoute>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Programs wait for this mark before they click.
fn mark_hydrated() {
    once_alive(|| {
        if let Some(html) = document().document_element() {
            html.set_attribute("data-hydrated", "").ok();
        }
    });
}
