//! Giving a person another role.

use crate::accounts::model::{PersonSheet, parse_role};
use crate::admin::api::change_role;
use crate::admin::view::choice::Choice;
use crate::admin::view::frame::roles;
use crate::app::use_me;
use crate::ui::{Attempt, ErrorNotice};
use leptos::prelude::*;

#[component]
pub fn RoleCard(person: PersonSheet, reread: Callback<()>) -> impl IntoView {
    let me = use_me();
    let attempt = Attempt::default();
    let (user, role) = (person.user.id, person.role.as_str());
    let chosen = RwSignal::new(role.to_owned());
    let is_other = Memo::new(move |_| chosen.with(|chosen| chosen != role));
    let change = move || {
        if let Ok(role) = parse_role(&chosen.get_untracked()) {
            attempt.start(change_role(user, role), move |_| reread.run(()));
        }
    };
    view! {
        <section class="card stack" aria-labelledby="role-title">
            <h2 id="role-title">"Role"</h2>
            <Choice label="Role" id="person-role" options=roles(me.practice.kind) chosen />
            <p class="soft">"With another role they are signed out, and see its pages when they sign in again."</p>
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            <div class="row">
                <button
                    type="button"
                    class="button button--accent"
                    disabled=move || attempt.busy.get() || !is_other.get()
                    on:click=move |_| change()
                >
                    "Change role"
                </button>
            </div>
        </section>
    }
}
