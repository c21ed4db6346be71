//! Who is told first when nobody has taken an emergency in time. Practitioners say it of themselves, admins of everybody.

use crate::app::use_me;
use crate::emergencies::{OnCall, list_on_call, set_on_call};
use crate::error::AppError;
use crate::ui::{Attempt, ErrorNotice, Skeleton, Switch, read};
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
                {move || {
                    let (me, role) = (me.id(), me.role);
                    Suspend::new(async move {
                        match list.await {
                            Ok(list) => {
                                list.into_iter()
                                    .map(|one| {
                                        let may_turn = role == Role::Admin || one.user.id == me;
                                        let is_me = one.user.id == me;
                                        view! { <OnCallLine one may_turn is_me /> }
                                    })
                                    .collect_view()
                                    .into_any()
                            }
                            Err(AppError::NotFound | AppError::Forbidden { .. }) => ().into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| list.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })
                }}
            </Transition>
        </section>
    }
}

#[component]
fn OnCallLine(one: OnCall, may_turn: bool, is_me: bool) -> impl IntoView {
    let attempt = Attempt::default();
    let is_on_call = RwSignal::new(one.since.is_some());
    let (user, name) = (one.user.id, one.user.name);
    if !may_turn {
        let text = if one.since.is_some() { format!("{name} is on call") } else { format!("{name} is not on call") };
        return view! { <p class="soft">{text}</p> }.into_any();
    }
    let turn = Callback::new(move |on: bool| {
        attempt.start(set_on_call(user, on), move |()| {
            is_on_call.try_set(on);
        });
    });
    let label = if is_me { "I am on call".to_owned() } else { name };
    view! {
        <Switch label on=is_on_call on_turn=turn busy=attempt.busy />
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
    .into_any()
}
