//! Who is told first when nobody has taken an emergency in time. Practitioners say it of themselves, admins of
//! everybody.

use crate::app::use_me;
use crate::emergencies::{Event, OnCall, list_on_call, set_on_call};
use crate::error::AppError;
use crate::live::event::{self, Incoming};
use crate::live::use_live;
use crate::ui::{Attempt, ErrorNotice, Latest, Skeleton, Switch, read};
use crate::words::{Role, capitalised};
use leptos::prelude::*;

#[component]
pub fn OnCallCard() -> impl IntoView {
    let me = use_me();
    let people = me.practice.kind.people(Role::Practitioner);
    let list = read(|| (), |()| list_on_call());
    view! {
        <section class="card stack" aria-labelledby="on-call">
            <div>
                <h2 id="on-call">"On call"</h2>
                <p class="soft">
                    {format!(
                        "{} are all told of an emergency. Those on call are told again first when nobody has taken it; without any, all are.",
                        capitalised(people),
                    )}
                </p>
            </div>
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match list.await {
                        Ok(first) => view! { <OnCallList first /> }.into_any(),
                        Err(AppError::NotFound | AppError::Forbidden { .. }) => ().into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| list.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

/// Whoever is turned on or off elsewhere is so here; the switches stay, with where the keyboard is.
#[component]
fn OnCallList(first: Vec<OnCall>) -> impl IntoView {
    let fresh = Latest::<Vec<OnCall>>::default();
    let reread = move || fresh.ask(list_on_call(), |_| ());
    on_call_changes(reread);
    let people = fresh.or(first, |_| true);
    view! {
        <For each=move || people.get() key=|one| one.user.id let:one>
            <OnCallLine one people reread=Callback::new(move |()| reread()) />
        </For>
    }
}

/// Calls `reread` whenever somebody has gone on call or off, or may have while there was no connection.
fn on_call_changes(reread: impl Fn() + Copy + 'static) {
    let live = use_live();
    live.listen(move |incoming| {
        if let Incoming::Event(event::Event::Emergencies(Event::OnCallChanged)) = incoming {
            reread();
        }
    });
    live.once_back(reread);
}

#[component]
fn OnCallLine(one: OnCall, people: Memo<Vec<OnCall>>, reread: Callback<()>) -> impl IntoView {
    let (me, attempt) = (use_me(), Attempt::default());
    let (user, name) = (one.user.id, one.user.name);
    let is_on_call = Memo::new(move |_| {
        people.with(|people| people.iter().any(|other| other.user.id == user && other.since.is_some()))
    });
    if me.role != Role::Admin && user != me.id() {
        let text =
            move || if is_on_call.get() { format!("{name} is on call") } else { format!("{name} is not on call") };
        return view! { <p class="soft">{text}</p> }.into_any();
    }
    let turn = Callback::new(move |on: bool| {
        // The page may have been left by then.
        attempt.start(set_on_call(user, on), move |()| {
            reread.try_run(());
        });
    });
    let label = if user == me.id() { "I am on call".to_owned() } else { name };
    view! {
        <Switch label on=is_on_call on_turn=turn busy=attempt.busy />
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
    .into_any()
}
