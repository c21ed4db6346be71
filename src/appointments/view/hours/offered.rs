//! Which of the practice's types a practitioner offers.

use super::editor::Editor;
use crate::ui::{Empty, IconName, Switch};
use leptos::prelude::*;

#[component]
pub fn OfferedCard(editor: Editor) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="offered-types">
            <div class="card__head">
                <h2 id="offered-types">"The practice’s types"</h2>
                <span class="soft">"Those that are on can be booked here."</span>
            </div>
            <For each=move || editor.types.get() key=Clone::clone let:kind>
                <div class="hours__offer">
                    <Switch
                        label=kind.line()
                        on=Signal::derive(move || !editor.form.with(|form| form.withheld.contains(&kind.id)))
                        on_turn=move |is_offered| editor.edit(|form| form.offer(kind.id, is_offered))
                    />
                </div>
            </For>
            {move || {
                editor
                    .types
                    .with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <Empty
                                icon=IconName::Calendar
                                title="The practice has none"
                                hint="Its admins add them; own types are below."
                            />
                        }
                    })
            }}
        </section>
    }
}
