//! Who changed what is known of a client, and when.

use crate::app::use_me;
use crate::clients::FactChange;
use crate::time::{Civil, month_short};
use crate::ui::When;
use leptos::prelude::*;

#[component]
pub fn FactHistory(changes: Vec<FactChange>) -> impl IntoView {
    let zone = use_me().time_zone;
    (!changes.is_empty()).then(|| {
        view! {
            <details class="fact-history">
                <summary class="button button--quiet button--small">"Changes"</summary>
                <ul aria-label="Changes">
                    {changes
                        .into_iter()
                        .map(|change| {
                            view! {
                                <li>
                                    <b>{change.fact.name()}</b>
                                    ": "
                                    {change.value.unwrap_or_else(|| "removed".into())}
                                    <span class="soft">
                                        {change.changed_by.name} ", "
                                        <When at=change.changed_at zone=zone.clone() form=day_and_clock />
                                    </span>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </details>
        }
    })
}

/// `20 Nov 2026, 14:30`
fn day_and_clock(at: Civil, _: Civil) -> String {
    format!("{} {} {}, {}", at.date.day(), month_short(at.date), at.date.year(), at.clock())
}
