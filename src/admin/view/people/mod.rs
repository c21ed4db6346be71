//! `/admin/people`: everybody of the practice, searched and filtered.

mod list;

use super::choice::{Choice, options};
use super::frame::{AdminPage, roles};
use super::invitations::OpenInvitations;
use crate::accounts::deeds_done;
use crate::accounts::model::RollSearch;
use crate::admin::api::find_people;
use crate::app::{paths, use_me};
use crate::ui::{ErrorNotice, SearchBox, Skeleton, read, settled};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use list::PeopleList;

/// The state of those who are not there yet.
const INVITED: &str = "invited";

/// What the list is filtered by.
#[derive(Clone, Copy)]
struct Filter {
    text: RwSignal<String>,
    role: RwSignal<String>,
    state: RwSignal<String>,
}

impl Filter {
    /// As the address says it, so that a link leads to a part of the list.
    fn of_address() -> Self {
        let query = use_query_map();
        let asked = |name: &str| query.with_untracked(|query| query.get(name).unwrap_or_default());
        Self {
            text: RwSignal::new(asked("q")),
            role: RwSignal::new(asked("role")),
            state: RwSignal::new(asked("state")),
        }
    }

    /// What no list can be filtered by is left out.
    fn search(self) -> RollSearch {
        RollSearch::read(&self.text.get(), &self.role.get(), &self.state.get())
            .unwrap_or_else(|_| RollSearch { text: self.text.get(), ..RollSearch::default() })
    }
}

#[component]
pub fn PeoplePage() -> impl IntoView {
    let kind = use_me().practice.kind;
    let filter = Filter::of_address();
    let is_invited = Memo::new(move |_| filter.state.get() == INVITED);
    let all_roles = [options(&[("", "All roles")]), roles(kind)].concat();
    let states = options(&[("", "All"), ("active", "Active"), ("suspended", "Suspended"), (INVITED, "Invited")]);
    view! {
        <AdminPage title="People">
            <div class="filters">
                <SearchBox
                    label="Search people"
                    placeholder="Name or email"
                    most=120
                    text=filter.text
                    on_type=settled(filter.text)
                />
                <Choice label="Role" id="filter-role" options=all_roles chosen=filter.role />
                <Choice label="State" id="filter-state" options=states chosen=filter.state />
                <a class="button button--accent" href=paths::ADMIN_INVITATIONS>
                    "Invite"
                </a>
            </div>
            {move || {
                if is_invited.get() {
                    view! { <OpenInvitations /> }.into_any()
                } else {
                    view! { <People filter /> }.into_any()
                }
            }}
        </AdminPage>
    }
}

#[component]
fn People(filter: Filter) -> impl IntoView {
    let search = Memo::new(move |_| filter.search());
    let first = read(move || search.get(), |search| find_people(search, None));
    deeds_done(move || first.refetch());
    view! {
        <section class="card" aria-label="People">
            <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(people) => view! { <PeopleList people search=search.get_untracked() /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| first.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}
