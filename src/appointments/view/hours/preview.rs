//! What can be booked next, as proof of what was saved.

use super::editor::Editor;
use crate::app::use_me;
use crate::appointments::NextTimes;
use crate::ui::{Empty, IconName};
use leptos::prelude::*;

#[component]
pub fn PreviewCard(editor: Editor) -> impl IntoView {
    let zone = use_me().practice.time_zone;
    view! {
        <section class="card" aria-labelledby="next-times">
            <div class="card__head">
                <h2 id="next-times">"What can be booked next"</h2>
            </div>
            {move || match editor.next.get() {
                Some(next) if !next.times.is_empty() => listed(next, &zone).into_any(),
                _ => {
                    view! {
                        <Empty
                            icon=IconName::Calendar
                            title="Nothing can be booked"
                            hint="It takes hours within reach, and a type that is offered."
                        />
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

fn listed(next: NextTimes, zone: &str) -> impl IntoView + use<> {
    view! {
        <p class="soft">{next.type_name}</p>
        <ul class="hours__next" aria-labelledby="next-times">
            {next
                .times
                .into_iter()
                .map(|at| {
                    let text = format!("{}, {}", at.civil(zone).day_short(), at.clock_in(zone));
                    view! {
                        <li>
                            <time datetime=at.rfc3339()>{text}</time>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
