//! Who of the practice runs late today, as an admin says it for them.

use super::asked::{Asked, use_today};
use crate::appointments::view::lateness::RunningLate;
use crate::appointments::view::live::changes;
use crate::appointments::{CalendarQuery, Roster, delay_now, read_calendar};
use crate::ui::{ErrorNotice, Skeleton, read, use_clock};
use leptos::prelude::*;

/// Of everybody, or of the one whose calendar is shown; always of today, whatever day is shown.
#[component]
pub fn LateToday(asked: Memo<Asked>) -> impl IntoView {
    let today = use_today();
    let practitioner = Memo::new(move |_| asked.get().practitioner);
    let rosters = read(
        move || (today.get(), practitioner.get()),
        |(first, practitioner)| read_calendar(CalendarQuery { first, days: 1, practitioner }),
    );
    changes(move |()| rosters.refetch());
    view! {
        <section class="card stack" aria-labelledby="late-today">
            <h2 id="late-today">"Running late"</h2>
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match rosters.await {
                        Ok(rosters) => view! { <Delays rosters /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| rosters.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Delays(rosters: Vec<Roster>) -> impl IntoView {
    let clock = use_clock();
    let days = StoredValue::new(rosters.clone());
    let is_over = Memo::new(move |_| {
        days.with_value(|days| days.iter().all(|day| delay_now(&day.appointments, clock.get()).is_none()))
    });
    view! {
        {rosters
            .into_iter()
            .map(|roster| view! { <RunningLate today=roster.appointments whose=roster.practitioner /> })
            .collect_view()}
        {move || is_over.get().then(|| view! { <p class="soft">"Nobody has an appointment left today."</p> })}
    }
}
