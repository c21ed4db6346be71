//! By whose clock times are written.

use crate::app::use_me;
use leptos::prelude::*;

/// Said where it is another than the practice's.
#[component]
pub fn OtherZone() -> impl IntoView {
    let me = use_me();
    (me.time_zone != me.practice.time_zone).then(|| {
        let zones = format!("Times are in {}; the practice is in {}.", me.time_zone, me.practice.time_zone);
        view! { <p class="soft">{zones}</p> }
    })
}
