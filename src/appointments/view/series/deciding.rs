//! What can be done to all of a weekly series at once.

use crate::app::use_me;
use crate::appointments::view::deciding::{SecondThought, Words, words_label};
use crate::appointments::{Appointment, SeriesDeed, cancel_series, confirm_series};
use crate::ids::SeriesId;
use crate::ui::{Button, Dialog, Look, use_clock};
use leptos::prelude::*;

/// There while this person may do that to one of them; asks first.
#[component]
pub fn SeriesButton(
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
    let (open, words) = (RwSignal::new(false), Words::default());
    let look = if wanted == SeriesDeed::Confirm { Look::Accent } else { Look::Plain };
    let ask = move || {
        words.begin_anew();
        open.set(true);
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <Button look on_press=ask>
                {wanted.name()}
            </Button>
        </Show>
        <SeriesDecision wanted series all words count open reread />
    }
}

#[component]
fn SeriesDecision(
    wanted: SeriesDeed,
    series: SeriesId,
    all: Memo<Vec<Appointment>>,
    words: Words,
    /// To how many of them it can be done.
    count: Memo<usize>,
    open: RwSignal<bool>,
    reread: Callback<()>,
) -> impl IntoView {
    let act = Callback::new(move |()| {
        let typed = words.typed.get_untracked();
        let work = async move {
            match wanted {
                SeriesDeed::Confirm => confirm_series(series).await,
                SeriesDeed::Cancel => cancel_series(series, typed).await,
            }
        };
        words.attempt.start(work, move |_| {
            open.try_set(false);
            reread.try_run(());
        });
    });
    let me = use_me();
    let label = all.with_untracked(|all| words_label(wanted.deed(), all.first()?, &me));
    let outcome = Signal::derive(move || what_comes_of(wanted, count.get()));
    let (id, title) = match wanted {
        SeriesDeed::Confirm => ("confirm-all", "Confirm the series?"),
        SeriesDeed::Cancel => ("cancel-all", "Cancel the series?"),
    };
    view! {
        <Dialog id title=title.to_owned() open>
            <SecondThought outcome label=label.clone() words verb=wanted.name() open on_press=act />
        </Dialog>
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
