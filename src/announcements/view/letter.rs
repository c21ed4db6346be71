//! The announcement itself, as its readers have it before them.

use super::page::AnnouncementState;
use super::times::moment;
use crate::app::use_me;
use crate::ui::{Linked, When};
use leptos::prelude::*;

#[component]
pub fn Letter(state: AnnouncementState) -> impl IntoView {
    let zone = StoredValue::new(use_me().time_zone);
    move || {
        let announcement = state.announcement.get();
        let paragraphs: Vec<String> = announcement.paragraphs().map(str::to_owned).collect();
        let withdrawn = announcement.withdrawn_at.map(|at| {
            view! {
                <p class="notice" role="status">
                    <span>
                        "This announcement was withdrawn: " <When at zone=zone.get_value() form=moment />
                        ". It holds no more."
                    </span>
                </p>
            }
        });
        view! {
            <p class="soft">
                {announcement.author.name} ", "
                <When at=announcement.created_at zone=zone.get_value() form=moment />
            </p>
            {withdrawn}
            <article class="card letter" aria-label=announcement.title>
                {paragraphs
                    .into_iter()
                    .map(|text| {
                        view! {
                            <p class="lines">
                                <Linked text />
                            </p>
                        }
                    })
                    .collect_view()}
            </article>
        }
    }
}
