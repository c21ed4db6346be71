//! Types of appointments: the practice's at `/admin/types`, and each practitioner's own.

mod draft;
mod form;
mod list;

use crate::app::{paths, use_me};
use crate::appointments::list_types;
use crate::appointments::model::AppointmentType;
use crate::appointments::view::live::settings_changes;
use crate::ui::{ErrorNotice, Questions, Skeleton, SubNavigation, read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
pub use list::TypesCard;

#[component]
pub fn TypesPage() -> impl IntoView {
    let types = read(|| (), |()| list_types());
    view! {
        <Title text="Types of appointments" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Types of appointments"</h1>
                <p>"What can be booked at this practice."</p>
            </header>
            <SubNavigation label="Admin" pages=paths::admin_sections(&use_me()) />
            <Suspense fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match types.await {
                        Ok(found) => view! { <PracticeTypes found /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| types.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

/// Follows what is changed elsewhere, and leaves an open form alone.
#[component]
fn PracticeTypes(found: Vec<AppointmentType>) -> impl IntoView {
    let types = RwSignal::new(found);
    let reading = Questions::default();
    let reread = move || {
        let question = reading.ask();
        spawn_local(async move {
            if let Ok(found) = list_types().await
                && question.is_last()
            {
                types.set(found);
            }
        });
    };
    settings_changes(reread);
    view! {
        <TypesCard
            title="Types of the practice"
            hint="Everybody who receives offers all of them, but what they switch off."
            owner=None
            types
            on_change=move |()| reread()
        />
    }
}
