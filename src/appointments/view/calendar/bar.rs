//! Which days are shown and how, and the way to others. It stays while they load, so the keyboard's place is kept.

use super::asked::{Asked, View, use_today};
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

/// Where nothing is asked for, a week is shown where there is room and a day on a phone: both bars are there, and the
/// style sheet shows the one that fits.
#[component]
pub fn CalendarBar(asked: Memo<Asked>, base: StoredValue<String>, views: Signal<&'static [View]>) -> impl IntoView {
    view! {
        {move || {
            let view = asked.with(|asked| asked.view);
            match view {
                Some(shown) => view! { <Bar asked base views shown class="calendar__bar" /> }.into_any(),
                None => view! {
                    <Bar asked base views shown=View::Week class="calendar__bar only-wide" />
                    <Bar asked base views shown=View::Day class="calendar__bar only-phone" />
                }
                    .into_any(),
            }
        }}
    }
}

#[component]
fn Bar(
    asked: Memo<Asked>,
    base: StoredValue<String>,
    views: Signal<&'static [View]>,
    shown: View,
    class: &'static str,
) -> impl IntoView {
    let href = move |asked: Asked| base.with_value(|base| asked.href(base));
    let choices = move || {
        let choice = move |view: View| {
            view! {
                <a
                    href=move || href(asked.get().with_view(view))
                    aria-current=(view == shown).then_some("true")
                >
                    {view.name()}
                </a>
            }
        };
        views.get().iter().map(|view| choice(*view)).collect_view()
    };
    view! {
        <div class=class>
            <div class="segments" role="group" aria-label="View" hidden=move || views.get().len() < 2>
                {choices}
            </div>
            {(shown != View::List).then(|| view! { <Steps asked base shown /> })}
        </div>
    }
}

#[component]
fn Steps(asked: Memo<Asked>, base: StoredValue<String>, shown: View) -> impl IntoView {
    let today = use_today();
    let href = move |asked: Asked| base.with_value(|base| asked.href(base));
    let span = if shown == View::Week { "week" } else { "day" };
    view! {
        <h2 class="calendar__title" aria-live="polite">
            {move || asked.get().title(shown)}
        </h2>
        <nav class="row" aria-label="Days">
            <a
                class="button button--icon"
                aria-label=format!("Previous {span}")
                href=move || href(asked.get().stepped(shown, -1))
            >
                <Icon name=IconName::Back />
            </a>
            <a class="button" href=move || href(asked.get().on(today.get()))>
                "Today"
            </a>
            <a
                class="button button--icon"
                aria-label=format!("Next {span}")
                href=move || href(asked.get().stepped(shown, 1))
            >
                <Icon name=IconName::Next />
            </a>
        </nav>
    }
}
