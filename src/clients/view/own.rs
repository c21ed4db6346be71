//! `/settings/card`: what the practice asks of oneself.

use super::{FactHistory, FactsForm, client_changes};
use crate::app::{paths, use_me};
use crate::clients::{Sheet, read_own_facts};
use crate::error::AppError;
use crate::ui::{Attempt, Empty, ErrorNotice, IconName, Skeleton, read};
use crate::words::Role;
use leptos::prelude::*;
use leptos_meta::Title;

/// The first reading makes the form; what is read later goes into it, so that nothing typed is lost.
#[component]
pub fn OwnCardPage() -> impl IntoView {
    let me = use_me();
    let first = read(|| (), |()| read_own_facts());
    let latest = RwSignal::new(None::<Sheet>);
    let rereading = Attempt::default();
    client_changes(Signal::stored(Some(me.id())), move |()| {
        rereading.read(read_own_facts(), move |sheet| {
            latest.try_set(Some(sheet));
        });
    });
    let who = me.practice.kind.people(Role::Practitioner);
    view! {
        <Title text="About you" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"About you"</h1>
                <p>{format!("Seen by you and by the {who} and admins of {}.", me.practice.name)}</p>
                <a class="button" href=paths::PROFILE>
                    "Profile"
                </a>
            </header>
            <Suspense fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(sheet) => own_card(sheet, latest).into_any(),
                        Err(AppError::Forbidden { why }) => {
                            view! { <Empty icon=IconName::Person title="No card" hint=why /> }.into_any()
                        }
                        Err(error) => {
                            let retry = Callback::new(move |()| first.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

fn own_card(sheet: Sheet, latest: RwSignal<Option<Sheet>>) -> impl IntoView {
    let at_first = sheet.changes.clone();
    let changes = move || latest.with(|latest| latest.as_ref().map_or_else(|| at_first.clone(), |s| s.changes.clone()));
    view! {
        <section class="card stack" aria-label="About you">
            <FactsForm sheet latest />
            {move || view! { <FactHistory changes=changes() /> }}
        </section>
    }
}
