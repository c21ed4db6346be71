//! The weekly series that an appointment belongs to.

mod deciding;

use super::cards::StatusChip;
use super::live::changes;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, SeriesDeed, list_series};
use crate::ids::{AppointmentId, SeriesId};
use crate::ui::{Latest, read};
use deciding::SeriesButton;
use leptos::prelude::*;

/// Nothing where the appointment stands alone, or where there is none, which the page says itself.
#[component]
pub fn SeriesCard(#[prop(into)] id: Signal<Option<AppointmentId>>) -> impl IntoView {
    // While one goes from one of them to the next, the series stays, and what is being asked about it.
    let drawn = StoredValue::new(Vec::<AppointmentId>::new());
    let of = Memo::new(move |last: Option<&Option<AppointmentId>>| {
        let (id, last) = (id.get(), last.copied().flatten());
        let is_drawn = |one: Option<AppointmentId>| {
            one.is_some_and(|one| drawn.try_with_value(|drawn| drawn.contains(&one)) == Some(true))
        };
        if is_drawn(id) && is_drawn(last) { last } else { id }
    });
    let found = read(
        move || of.get(),
        |id| async move {
            match id {
                Some(id) => list_series(id).await,
                None => Ok(Vec::new()),
            }
        },
    );
    let fresh = Latest::<Vec<Appointment>>::default();
    let reread = Callback::new(move |()| {
        if let Some(id) = id.try_get_untracked().flatten() {
            fresh.ask(list_series(id), |_| {});
        }
    });
    changes(move |()| reread.run(()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let found = found.await;
                // The page may have been left meanwhile.
                id.try_get_untracked()?;
                match found {
                    Ok(first) => first.first().and_then(|one| one.series).map(|series| {
                        drawn.set_value(first.iter().map(|one| one.id).collect());
                        let all = fresh.or(first, move |all| all.first().and_then(|one| one.series) == Some(series));
                        view! { <Series id series all reread /> }
                    }),
                    Err(_) => None,
                }
            })}
        </Transition>
    }
}

/// `id`: the one of them whose page this is.
#[component]
fn Series(
    id: Signal<Option<AppointmentId>>,
    series: SeriesId,
    all: Memo<Vec<Appointment>>,
    reread: Callback<()>,
) -> impl IntoView {
    let title = move || {
        let id = id.get();
        all.with(|all| match all.iter().position(|one| Some(one.id) == id) {
            Some(place) => format!("Every week: {} of {}", place + 1, all.len()),
            None => "Every week".to_owned(),
        })
    };
    let lines = move || all.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <section class="card stack" aria-labelledby="series">
            <h2 id="series">{title}</h2>
            <ol aria-labelledby="series">
                <For each=lines key=|(place, one)| (*place, one.id, one.starts_at, one.status) let((place, one))>
                    <li>
                        <SeriesLine number=place + 1 one id />
                    </li>
                </For>
            </ol>
            <div class="row row--wrap">
                <SeriesButton wanted=SeriesDeed::Confirm series all reread />
                <SeriesButton wanted=SeriesDeed::Cancel series all reread />
            </div>
        </section>
    }
}

#[component]
fn SeriesLine(number: usize, one: Appointment, id: Signal<Option<AppointmentId>>) -> impl IntoView {
    let me = use_me();
    let day = one.starts_at.civil(&me.time_zone).day_short();
    let when = format!("{day}, {}", one.starts_at.clock_in(&me.time_zone));
    view! {
        <a
            class="line"
            href=paths::appointment(&me, one.id)
            aria-current=move || (id.get() == Some(one.id)).then_some("true")
        >
            <span class="soft">{number}</span>
            <b>{when}</b>
            <StatusChip status=one.status />
        </a>
    }
}

/// In a list: that it is one of several, with the way to all of them. Nothing where it stands alone.
#[component]
pub fn SeriesLink(appointment: Appointment) -> impl IntoView {
    let me = use_me();
    appointment.series_line().map(|line| {
        view! {
            <a class="series-link" href=paths::appointment(&me, appointment.id)>
                {line}
            </a>
        }
    })
}
