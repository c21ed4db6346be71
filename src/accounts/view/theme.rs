//! Light, dark, or what the system wishes. Kept in the browser, since it belongs to the screen.

use crate::ui::browser_storage;
use leptos::prelude::*;

const KEY: &str = "attend.theme";
const CHOICES: [(&str, &str); 3] = [("", "System"), ("light", "Light"), ("dark", "Dark")];

#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| {
        let kept = browser_storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        chosen.set(kept.unwrap_or_default());
    });
    let choose = move |theme: &'static str| {
        chosen.set(theme.into());
        if let Some(storage) = browser_storage() {
            if theme.is_empty() {
                storage.remove_item(KEY).ok()
            } else {
                storage.set_item(KEY, theme).ok()
            };
        }
        if let Some(html) = document().document_element() {
            if theme.is_empty() {
                html.remove_attribute("data-theme").ok()
            } else {
                html.set_attribute("data-theme", theme).ok()
            };
        }
    };
    view! {
        <section class="card stack" aria-labelledby="theme">
            <h2 id="theme">"Appearance"</h2>
            <div class="segments" role="group" aria-labelledby="theme">
                {CHOICES
                    .map(|(theme, name)| {
                        view! {
                            <button
                                type="button"
                                aria-pressed=move || (chosen.get() == theme).to_string()
                                on:click=move |_| choose(theme)
                            >
                                {name}
                            </button>
                        }
                    })}
            </div>
        </section>
    }
}
