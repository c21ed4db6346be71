//! By whose clock times are written.

use crate::accounts::Me;
use crate::app::use_me;
use leptos::prelude::*;

/// Said where a time is chosen, whichever zones they are.
pub fn zones_line(me: &Me) -> String {
    if me.time_zone == me.practice.time_zone {
        format!("Times are yours: {} (the practice is in the same zone).", me.time_zone)
    } else {
        format!("Times are yours: {}. The practice is in {}.", me.time_zone, me.practice.time_zone)
    }
}

/// Said where it is another than the practice's.
#[component]
pub fn OtherZone() -> impl IntoView {
    let me = use_me();
    (me.time_zone != me.practice.time_zone).then(|| {
        let zones = format!("Times are in {}; the practice is in {}.", me.time_zone, me.practice.time_zone);
        view! { <p class="soft">{zones}</p> }
    })
}
