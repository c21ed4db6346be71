//! `/admin/audit`: what was done in the practice, by whom, when and to whom.

use super::frame::AdminPage;
use crate::accounts::deeds_done;
use crate::accounts::model::{AuditEntry, AuditPage as Page, initials};
use crate::admin::api::read_audit;
use crate::app::use_me;
use crate::time::Civil;
use crate::ui::{Attempt, Avatar, Empty, ErrorNotice, IconName, More, Saved, Skeleton, When, read};
use leptos::prelude::*;

#[component]
pub fn AuditPage() -> impl IntoView {
    let first = read(|| (), |()| read_audit(None));
    deeds_done(move || first.refetch());
    view! {
        <AdminPage title="Audit">
            <section class="card stack" aria-label="Deeds">
                <Transition fallback=|| view! { <Skeleton rows=5 /> }>
                    {move || Suspend::new(async move {
                        match first.await {
                            Ok(page) => view! { <Deeds page /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| first.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })}
                </Transition>
            </section>
        </AdminPage>
    }
}

#[component]
fn Deeds(page: Page) -> impl IntoView {
    if page.entries.is_empty() && page.is_whole == Some(true) {
        let hint = "Whatever admins do from now on is kept here.";
        return view! { <Empty icon=IconName::Lock title="Nothing yet" hint=hint /> }.into_any();
    }
    let attempt = Attempt::default();
    let has_more = RwSignal::new(page.has_more);
    let entries = RwSignal::new(page.entries);
    let more = move |()| {
        let before = entries.with_untracked(|entries| entries.last().map(|entry| entry.number));
        attempt.start(read_audit(before), move |page| {
            has_more.set(page.has_more);
            entries.update(|entries| entries.extend(page.entries));
        });
    };
    view! {
        {wholeness(page.is_whole == Some(true))}
        <ol aria-label="Deeds">
            <For each=move || entries.get() key=|entry| entry.number let:entry>
                <DeedRow entry />
            </For>
        </ol>
        <More is_there=has_more reading=attempt on_press=more />
    }
    .into_any()
}

fn wholeness(is_whole: bool) -> AnyView {
    if is_whole {
        return view! { <Saved text="Complete: every row is as it was written." /> }.into_any();
    }
    view! {
        <p class="notice notice--error" role="alert">
            "This record was changed by hand. Whoever runs the server learns more with: attend check"
        </p>
    }
    .into_any()
}

#[component]
fn DeedRow(entry: AuditEntry) -> impl IntoView {
    let me = use_me();
    let sentence = entry.sentence(me.practice.kind);
    view! {
        <li class="line">
            <Avatar initials=initials(&entry.actor.name) seed=entry.actor.id.to_string() />
            <span>
                <b>{entry.actor.name}</b>
                " "
                {sentence}
                "."
            </span>
            <span class="faint">
                <When at=entry.at zone=me.time_zone form=when />
            </span>
        </li>
    }
}

/// `20 Nov 2026, 14:30`
fn when(at: Civil, _: Civil) -> String {
    let month = crate::time::month_short(at.date);
    format!("{} {month} {}, {}", at.date.day(), at.date.year(), at.clock())
}
