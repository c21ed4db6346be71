//! Writing down what is known of a client. What somebody else changes meanwhile comes in where nothing was typed.

mod field;

use crate::clients::{Fact, FactChanges, Sheet, change_facts};
use crate::ids::UserId;
use crate::ui::{Attempt, Button, ErrorNotice, Saved};
use field::FactField;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What stands in a field, and what is known.
#[derive(Clone, Copy)]
struct Entry {
    fact: Fact,
    typed: RwSignal<String>,
    known: RwSignal<String>,
}

impl Entry {
    fn is_changed(self) -> bool {
        self.typed.with_untracked(|typed| self.known.with_untracked(|known| typed.trim() != known))
    }

    /// What belongs to a page that was left meanwhile is let be.
    fn take(self, sheet: &Sheet, whatever_is_typed: bool) {
        let value = sheet.value(self.fact).unwrap_or_default();
        if whatever_is_typed || !self.is_changed() {
            self.typed.try_set(value.into());
        }
        self.known.try_set(value.into());
    }
}

/// `client`: whose facts these are, where they are not one's own. `latest`: what is known now, as it is read anew.
#[component]
pub fn FactsForm(
    sheet: Sheet,
    #[prop(optional_no_strip)] client: Option<UserId>,
    #[prop(optional)] latest: RwSignal<Option<Sheet>>,
    #[prop(optional, into)] on_saved: Option<Callback<()>>,
    #[prop(optional, into)] on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let entries: Vec<Entry> = sheet.asks.iter().map(|fact| entry(*fact, &sheet)).collect();
    let (attempt, is_saved) = (Attempt::default(), RwSignal::new(false));
    let asks = sheet.asks;
    take_in(entries.clone(), latest);
    let save = {
        let entries = entries.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            is_saved.set(false);
            let entries = entries.clone();
            attempt.start(change_facts(client, changes_in(&entries)), move |sheet| {
                for entry in &entries {
                    entry.take(&sheet, true);
                }
                latest.try_set(Some(sheet));
                let is_here = is_saved.try_set(true).is_none();
                if let Some(done) = on_saved.filter(|_| is_here) {
                    done.run(());
                }
            });
        }
    };
    let others = move || {
        let is_elsewhere = |field: Option<&str>| !asks.iter().any(|fact| Some(fact.code()) == field);
        attempt.error.get().filter(|error| is_elsewhere(error.field()))
    };
    view! {
        <form class="stack" novalidate on:submit=save on:input=move |_| is_saved.set(false)>
            {entries
                .into_iter()
                .map(|entry| view! { <FactField fact=entry.fact typed=entry.typed error=attempt.error /> })
                .collect_view()}
            {move || others().map(|error| view! { <ErrorNotice error /> })}
            {move || is_saved.get().then(|| view! { <Saved text="Saved" /> })}
            <div class="row row--wrap">
                <button type="submit" class="button button--accent" disabled=move || attempt.busy.get()>
                    "Save"
                </button>
                {on_cancel.map(|cancel| view! { <Button on_press=move || cancel.run(())>"Cancel"</Button> })}
            </div>
        </form>
    }
}

fn entry(fact: Fact, sheet: &Sheet) -> Entry {
    let value = sheet.value(fact).unwrap_or_default().to_owned();
    Entry { fact, typed: RwSignal::new(value.clone()), known: RwSignal::new(value) }
}

fn take_in(entries: Vec<Entry>, latest: RwSignal<Option<Sheet>>) {
    Effect::new(move |_| {
        if let Some(sheet) = latest.get() {
            for entry in &entries {
                entry.take(&sheet, false);
            }
        }
    });
}

/// What was typed anew; an empty field takes the fact away.
fn changes_in(entries: &[Entry]) -> FactChanges {
    let changed = entries.iter().filter(|entry| entry.is_changed());
    changed.map(|entry| (entry.fact, Some(entry.typed.get_untracked()))).collect()
}
