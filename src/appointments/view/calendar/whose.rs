//! Whose calendar an admin looks at.

use super::asked::Asked;
use crate::accounts::User;
use crate::app::{paths, use_me};
use crate::appointments::{date_text, list_calendars};
use crate::ui::{ErrorNotice, Skeleton, once_alive, read};
use crate::words::{Role, capitalised};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Without JavaScript it is a form with a button.
#[component]
pub fn Whose(asked: Memo<Asked>) -> impl IntoView {
    let me = use_me();
    let base = StoredValue::new(paths::calendar(&me));
    let people = read(|| (), |()| list_calendars());
    let all = format!("All {}", me.practice.kind.people(Role::Practitioner));
    let label = capitalised(me.practice.kind.person(Role::Practitioner));
    let all = StoredValue::new(all);
    let label = StoredValue::new(label);
    view! {
        <Transition fallback=|| view! { <Skeleton rows=1 /> }>
            {move || Suspend::new(async move {
                match people.await {
                    Ok(people) => {
                        view! { <WhoseForm asked base people all=all.get_value() label=label.get_value() /> }.into_any()
                    }
                    Err(error) => {
                        let retry = Callback::new(move |()| people.refetch());
                        view! { <ErrorNotice error on_retry=retry /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn WhoseForm(
    asked: Memo<Asked>,
    base: StoredValue<String>,
    people: Vec<User>,
    all: String,
    label: String,
) -> impl IntoView {
    let is_alive = RwSignal::new(false);
    once_alive(move || is_alive.set(true));
    let navigate = use_navigate();
    let choose = move |value: String| {
        let chosen = Asked { practitioner: value.parse().ok(), ..asked.get_untracked() };
        navigate(&base.with_value(|base| chosen.href(base)), NavigateOptions::default());
    };
    let is_chosen = move |id| move || asked.get().practitioner == Some(id);
    view! {
        <form class="calendar__whose" method="get" action=base.get_value()>
            <input type="hidden" name="day" value=move || date_text(asked.get().day) />
            <div class="field">
                <label class="field__label" for="practitioner">
                    {label}
                </label>
                <select
                    id="practitioner"
                    name="practitioner"
                    on:change:target=move |event| choose(event.target().value())
                >
                    <option value="">{all}</option>
                    {people
                        .into_iter()
                        .map(|one| {
                            view! {
                                <option value=one.id.to_string() selected=is_chosen(one.id)>
                                    {one.name}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <Show when=move || !is_alive.get()>
                <button type="submit" class="button">
                    "Show"
                </button>
            </Show>
        </form>
    }
}
