//! Every page of the site.

use super::boot::provide_boot;
use super::client_card::ClientCardPage;
use super::day_sheet::DaySheetPage;
use super::error_page::NotFoundPage;
use super::frame::Frame;
use super::guard::{AdminGuard, EmergenciesGuard, RoleGuard, StaffGuard, to_own};
use super::home::HomePage;
use super::paths;
use super::room_context::RoomPage;
use super::sign_out::OwnProfilePage;
use super::welcome::WelcomePage;
use crate::accounts::{ForgottenPage, JoinPage, LetterSentPage, ResetPage, SignInPage, SignUpPage, TokensPage};
use crate::admin::{AuditPage, InvitationsPage, MailPage, PeoplePage, PersonPage, PracticePage};
use crate::announcements::{AnnouncementPage, AnnouncementsPage, NewAnnouncementPage};
use crate::appointments::{
    AppointmentPage, AppointmentsPage, AvailabilityPage, BookPage, CalendarFeedPage, HolidaysPage,
    PracticeCalendarPage, PractitionerHoursPage, TypesPage,
};
use crate::chat::{ChatPage, NoRoom};
use crate::clients::{ClientsPage, OwnCardPage};
use crate::courses::{CoursePage, CoursesPage};
use crate::emergencies::{EmergenciesPage, EmergencyPage};
use crate::notifications::{
    NotificationSettingsPage, NotificationsPage, UnsubscribePage, provide_ring, register_worker, titled,
};
use crate::pets::{PetPage, PetsPage};
use crate::ui::once_alive;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_boot();
    let ring = provide_ring();
    mark_hydrated();
    register_worker();
    view! {
        <Title formatter=move |title: String| titled(&title, ring) />
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=WelcomePage ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("/sign-up") view=SignUpPage ssr=SsrMode::Async />
                <Route path=path!("/forgot-password") view=ForgottenPage ssr=SsrMode::Async />
                <Route path=path!("/forgot-password/sent") view=LetterSentPage ssr=SsrMode::Async />
                <Route path=path!("/join/:secret") view=JoinPage ssr=SsrMode::Async />
                <Route path=path!("/reset/:secret") view=ResetPage ssr=SsrMode::Async />
                <Route path=path!("/unsubscribe/:token") view=UnsubscribePage ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("/settings/profile") view=OwnProfilePage />
                    <Route path=path!("/settings/tokens") view=TokensPage />
                    <Route path=path!("/settings/card") view=OwnCardPage />
                    <Route path=path!("/settings/calendar") view=CalendarFeedPage />
                    <Route path=path!("/settings/notifications") view=NotificationSettingsPage />
                    <Route path=path!("/notifications") view=NotificationsPage />
                    <Route path=path!("/chat") view=|| to_own(paths::chat) />
                    <Route path=path!("/appointments") view=|| to_own(paths::appointments) />
                    <Route path=path!("/courses") view=|| to_own(paths::courses) />
                    <Route path=path!("/book") view=|| to_own(paths::book) />
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
                        <ParentRoute path=path!("/pets") view=Outlet>
                            <Route path=path!("") view=PetsPage />
                            <Route path=path!("/:pet") view=PetPage />
                        </ParentRoute>
                        <ParentRoute path=path!("") view=AdminGuard>
                            <Route path=path!("/people") view=PeoplePage />
                            <Route path=path!("/people/:person") view=PersonPage />
                            <Route path=path!("/invitations") view=InvitationsPage />
                            <Route path=path!("/practice") view=PracticePage />
                            <Route path=path!("/mail") view=MailPage />
                            <Route path=path!("/audit") view=AuditPage />
                            <Route path=path!("/announcements/new") view=NewAnnouncementPage />
                            <Route path=path!("/availability/:practitioner") view=PractitionerHoursPage />
                            <Route path=path!("/types") view=TypesPage />
                            <Route path=path!("/holidays") view=HolidaysPage />
                        </ParentRoute>
                        <ParentRoute path=path!("/announcements") view=Outlet>
                            <Route path=path!("") view=AnnouncementsPage />
                            <Route path=path!("/:announcement") view=AnnouncementPage />
                        </ParentRoute>
                        <ParentRoute path=path!("/courses") view=Outlet>
                            <Route path=path!("") view=CoursesPage />
                            <Route path=path!("/:course") view=CoursePage />
                        </ParentRoute>
                        <ParentRoute path=path!("/clients") view=StaffGuard>
                            <Route path=path!("") view=ClientsPage />
                            <Route path=path!("/:client") view=ClientCardPage />
                        </ParentRoute>
                        <ParentRoute path=path!("/emergencies") view=EmergenciesGuard>
                            <Route path=path!("") view=EmergenciesPage />
                            <Route path=path!("/:emergency") view=EmergencyPage />
                        </ParentRoute>
                        <Route path=path!("/calendar") view=PracticeCalendarPage />
                        <Route path=path!("/day-sheet") view=DaySheetPage />
                        <Route path=path!("/availability") view=AvailabilityPage />
                        <Route path=path!("/*nothing") view=NotFoundPage />
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
