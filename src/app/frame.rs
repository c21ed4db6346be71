//! What is around every page of somebody who is signed in: navigation, the connection's state, and the live parts
//! that outlast a page.

use super::client_card::short_card;
use super::connection::ConnectionBar;
use super::error_page::{BrokenPage, NotFoundPage};
use super::navigation::Navigation;
use super::{paths, use_boot};
use crate::accounts::{self, Me};
use crate::chat::{AboveConversations, provide_chat};
use crate::courses::{PickCourse, provide_course_topics};
use crate::emergencies::{
    BesideEmergency, EmergencyAlert, EmergencyBanner, GiveEmergencyBack, OwnEmergencies, ResolveEmergency,
    provide_board, provide_giving_back, queue_above_conversations,
};
use crate::live::event::{Answer, Event, Incoming};
use crate::live::provide_live;
use crate::notifications::{BellPanel, provide_bell, provide_worker};
use crate::time::Moment;
use crate::ui::{ToastStack, once_alive, provide_attention};
use crate::words::is_role_slug;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;
use std::time::Duration;

/// The person who is signed in, as of now. Only pages inside the frame may ask.
pub fn use_me() -> Me {
    use_me_signal().get_untracked()
}

/// The same, for what follows a change of name or time zone.
pub fn use_me_signal() -> RwSignal<Me> {
    expect_context()
}

#[component]
pub fn Frame() -> impl IntoView {
    match use_boot().with_value(|boot| boot.me.clone()) {
        Some(me) => Either::Left(view! { <SignedInFrame me /> }),
        None => Either::Right(view! { <SignedOut /> }),
    }
}

#[component]
fn SignedInFrame(me: Me) -> impl IntoView {
    let signal = RwSignal::new(me.clone());
    provide_context(signal);
    provide_clock();
    #[cfg(feature = "hydrate")]
    crate::ui::keep_focus();
    provide_live().listen(move |incoming| follow_me(signal, incoming));
    provide_chat(me.id());
    provide_attention();
    provide_bell();
    provide_board(&me);
    provide_giving_back();
    let has_emergencies = me.practice.kind.has_emergencies();
    let (may_alert, is_told) = (has_emergencies && me.is_client(), has_emergencies && !me.is_client());
    if is_told {
        provide_context(AboveConversations(queue_above_conversations));
        provide_context(BesideEmergency(short_card));
    }
    provide_worker(me.id());
    let has_courses = me.practice.kind.has_courses() && (me.is_client() || me.is_practitioner());
    let picking = has_courses.then(|| provide_course_topics(&me));
    view! {
        <ConnectionBar />
        {picking.map(|picking| view! { <PickCourse id="conversation-about" picking /> })}
        // Left to the browser, which has the tabulator go on from there; the router would have it stay.
        <a class="skip-link" href="#main" rel="external">
            "To the page"
        </a>
        {may_alert.then(|| view! { <EmergencyAlert /> })}
        {is_told.then(|| view! { <ResolveEmergency /> })}
        {is_told.then(|| view! { <GiveEmergencyBack /> })}
        <div class="frame">
            <Navigation />
            <div class="frame__main">
                {may_alert.then(|| view! { <OwnEmergencies /> })}
                {is_told.then(|| view! { <EmergencyBanner /> })}
                <ToastStack />
                <ErrorBoundary fallback=|errors| view! { <BrokenPage errors /> }>
                    <Outlet />
                </ErrorBoundary>
            </div>
        </div>
        <BellPanel />
    }
}

/// What the person changes of themselves on one device shows on the others.
fn follow_me(me: RwSignal<Me>, incoming: &Incoming) {
    let (Incoming::Answer(Answer::Authenticated { user, .. })
    | Incoming::Event(Event::Accounts(accounts::Event::AccountChanged { user }))) = incoming
    else {
        return;
    };
    if me.with_untracked(|me| *me != **user) {
        me.set((**user).clone());
    }
}

/// Where addresses begin that have no role in them and lead to what is one's own.
const OWN: [&str; 6] = ["notifications", "settings", "chat", "appointments", "courses", "book"];

/// To the sign-in page and back here after it, if there is such a page at all.
#[component]
fn SignedOut() -> impl IntoView {
    let location = use_location();
    let path = location.pathname.get_untracked();
    let query = location.search.get_untracked();
    let first = path.split('/').nth(1).unwrap_or_default().to_owned();
    if is_role_slug(&first) || OWN.contains(&&*first) {
        let here = if query.is_empty() { path } else { format!("{path}?{query}") };
        EitherOf3::A(view! { <Redirect path=paths::sign_in_then(&here) /> })
    } else {
        EitherOf3::B::<_, _, ()>(view! { <NotFoundPage /> })
    }
}

/// The present moment for all that shows times: the server's at first, then the browser's.
fn provide_clock() {
    const EVERY: Duration = Duration::from_secs(20);
    let now = RwSignal::new(use_boot().with_value(|boot| boot.now));
    provide_context(now.read_only());
    once_alive(move || now.set(Moment::now()));
    Effect::new(move |_| {
        if let Ok(interval) = set_interval_with_handle(move || now.set(Moment::now()), EVERY) {
            on_cleanup(move || interval.clear());
        }
    });
}
