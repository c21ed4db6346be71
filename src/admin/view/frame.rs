//! What the admin's pages share: the way from one to the other.

use crate::app::{paths, use_me};
use crate::ui::SubNavigation;
use crate::words::{PracticeKind, Role, capitalised};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AdminPage(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <Title text=title />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>{title}</h1>
            </header>
            <SubNavigation label="Admin" pages=paths::admin_sections(&use_me()) />
            {children()}
        </main>
    }
}

/// Each role with what it is called here: `("client", "Patient")`.
pub fn roles(kind: PracticeKind) -> Vec<(String, String)> {
    [Role::Client, Role::Practitioner, Role::Admin]
        .map(|role| (role.as_str().to_owned(), capitalised(kind.person(role))))
        .to_vec()
}
