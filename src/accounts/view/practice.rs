//! What people are told of their practice: where it is, how it is reached, what else is to know.

use crate::app::use_me_signal;
use crate::ui::PhoneLink;
use leptos::prelude::*;

/// Follows what the practice's admins change. Where they have said nothing, there is nothing to show.
#[component]
pub fn AboutPractice() -> impl IntoView {
    let me = use_me_signal();
    let practice = Memo::new(move |_| me.with(|me| me.practice.clone()));
    let has_any = Memo::new(move |_| {
        practice.with(|practice| practice.address.is_some() || practice.phone.is_some() || practice.note.is_some())
    });
    let title = move || practice.with(|practice| format!("Your {}", practice.kind.place()));
    view! {
        <section class="card stack" aria-labelledby="about-practice" hidden=move || !has_any.get()>
            <h2 id="about-practice">{title}</h2>
            <p>
                <b>{move || practice.with(|practice| practice.name.clone())}</b>
            </p>
            {move || practice.with(|practice| practice.note.clone()).map(|note| view! { <p class="lines">{note}</p> })}
            <dl class="facts">
                {move || practice.with(|practice| practice.address.clone()).map(|address| fact("Address", address))}
                {move || {
                    practice
                        .with(|practice| practice.phone.clone())
                        .map(|number| {
                            view! {
                                <dt>"Phone"</dt>
                                <dd>
                                    <PhoneLink number />
                                </dd>
                            }
                        })
                }}
            </dl>
        </section>
    }
}

fn fact(name: &'static str, value: String) -> impl IntoView {
    view! {
        <dt>{name}</dt>
        <dd class="lines">{value}</dd>
    }
}
