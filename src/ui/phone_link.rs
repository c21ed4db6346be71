//! A phone number that calls when it is pressed.

use leptos::prelude::*;

#[component]
pub fn PhoneLink(number: String) -> impl IntoView {
    let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    view! { <a href=format!("tel:{dialled}")>{number}</a> }
}
