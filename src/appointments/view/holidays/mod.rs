//! `/admin/holidays`: when the practice is closed, and its deadlines.

mod deadlines;
mod list;
mod new;

use crate::app::{paths, use_me};
use crate::appointments::view::live::settings_changes;
use crate::appointments::{list_holidays, read_practice_rules};
use crate::ui::{ErrorNotice, Skeleton, SubNavigation, read};
use deadlines::DeadlinesForm;
use leptos::prelude::*;
use leptos_meta::Title;
use list::HolidayList;
use new::NewHoliday;

#[component]
pub fn HolidaysPage() -> impl IntoView {
    view! {
        <Title text="Holidays" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Holidays and deadlines"</h1>
                <p>"What holds for everybody’s appointments at this practice."</p>
            </header>
            <SubNavigation label="Admin" pages=paths::admin_sections(&use_me()) />
            <HolidaysCard />
            <DeadlinesCard />
        </main>
    }
}

#[component]
fn HolidaysCard() -> impl IntoView {
    let holidays = read(|| (), |()| list_holidays());
    let reread = move |()| holidays.refetch();
    settings_changes(move || holidays.refetch());
    view! {
        <section class="card stack" aria-labelledby="holidays">
            <div>
                <h2 id="holidays">"Holidays"</h2>
                <p class="soft">
                    "Nobody can be booked on them, but who has hours of their own for that date. What is booked already stays."
                </p>
            </div>
            <NewHoliday on_change=reread />
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    match holidays.await {
                        Ok(holidays) => view! { <HolidayList holidays on_change=reread /> }.into_any(),
                        Err(error) => {
                            view! { <ErrorNotice error on_retry=Callback::new(reread) /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn DeadlinesCard() -> impl IntoView {
    let rules = read(|| (), |()| read_practice_rules());
    view! {
        <section class="card stack" aria-labelledby="deadlines">
            <h2 id="deadlines">"Deadlines"</h2>
            <Suspense fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match rules.await {
                        Ok(rules) => view! { <DeadlinesForm rules /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| rules.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </section>
    }
}
