//! The weekly series that an appointment belongs to, and what can be done to all of it.

use super::cards::StatusChip;
use super::live::changes;
use crate::app::{paths, use_me};
use crate::appointments::{Appointment, SeriesDeed, cancel_series, confirm_series, list_series};
use crate::ids::{AppointmentId, SeriesId};
use crate::ui::{Attempt, Button, Confirm, Latest, Look, read, use_clock};
use leptos::prelude::*;

/// Nothing where the appointment stands alone, or where there is none, which the page says itself.
#[component]
pub fn SeriesCard(#[prop(into)] id: Signal<Option<AppointmentId>>) -> impl IntoView {
    let found = read(
        move || id.get(),
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

/// There while this person may do that to one of them; asks first.
#[component]
fn SeriesButton(
    wanted: SeriesDeed,
    series: SeriesId,
    all: Memo<Vec<Appointment>>,
    reread: Callback<()>,
) -> impl IntoView {
    let (me, now) = (StoredValue::new(use_me()), use_clock());
    let count = Memo::new(move |_| {
        let may = |one: &&Appointment| me.with_value(|me| wanted.to(one, me, now.get()).is_some());
        all.with(|all| all.iter().filter(may).count())
    });
    let open = RwSignal::new(false);
    let attempt = Attempt::default();
    let act = move |()| {
        let work = async move {
            match wanted {
                SeriesDeed::Confirm => confirm_series(series).await,
                SeriesDeed::Cancel => cancel_series(series, String::new()).await,
            }
        };
        attempt.start(work, move |_| {
            open.try_set(false);
            reread.try_run(());
        });
    };
    let (id, title, look) = match wanted {
        SeriesDeed::Confirm => ("confirm-all", "Confirm the series?", Look::Accent),
        SeriesDeed::Cancel => ("cancel-all", "Cancel the series?", Look::Plain),
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <Button look on_press=move || open.set(true)>
                {wanted.name()}
            </Button>
        </Show>
        <Confirm
            id
            title=title.to_owned()
            text=Signal::derive(move || what_comes_of(wanted, count.get()))
            verb=wanted.name()
            open
            on_confirm=act
            busy=attempt.busy
            error=attempt.error
        />
    }
}

fn what_comes_of(wanted: SeriesDeed, count: usize) -> String {
    let appointments = if count == 1 { "1 appointment".to_owned() } else { format!("{count} appointments") };
    match wanted {
        SeriesDeed::Confirm => format!("Of this series {appointments} will be confirmed, each with its conversation."),
        SeriesDeed::Cancel => {
            format!("Of this series {appointments} will not take place. What is over stays as it is.")
        }
    }
}
