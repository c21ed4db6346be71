//! Role pages are open to that role alone; others are led to their own home.

use super::error_page::NotFoundPage;
use super::frame::use_me;
use super::paths;
use crate::accounts::Me;
use crate::words::{Role, is_role_slug};
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_params_map;

/// Pages of those who work in the practice; for its clients they do not exist.
#[component]
pub fn StaffGuard() -> impl IntoView {
    only(|me| !me.is_client())
}

/// Pages that a practice's admins alone have; on others' pages they are not there.
#[component]
pub fn AdminGuard() -> impl IntoView {
    only(|me| me.role == Role::Admin)
}

/// The same, where the practice has emergencies.
#[component]
pub fn EmergenciesGuard() -> impl IntoView {
    only(|me| !me.is_client() && me.practice.kind.has_emergencies())
}

fn only(admits: fn(&Me) -> bool) -> impl IntoView {
    if admits(&use_me()) { Either::Left(view! { <Outlet /> }) } else { Either::Right(view! { <NotFoundPage /> }) }
}

/// An address without a role, as what an app's icon offers has it, leads to one's own page.
pub fn to_own(path: fn(&Me) -> String) -> impl IntoView {
    view! { <Redirect path=path(&use_me()) /> }
}

#[component]
pub fn RoleGuard() -> impl IntoView {
    let me = use_me();
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("role").unwrap_or_default()));
    move || {
        let slug = slug.get();
        if slug == me.slug() {
            EitherOf3::A(view! { <Outlet /> })
        } else if is_role_slug(&slug) {
            EitherOf3::B(view! { <Redirect path=paths::home(&me) /> })
        } else {
            EitherOf3::C(view! { <NotFoundPage /> })
        }
    }
}
