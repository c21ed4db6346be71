//! A client as a line of a list.

use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::clients::ClientLine;
use crate::live::use_live;
use crate::time::{Civil, month_short};
use crate::ui::{Avatar, Badge, When};
use leptos::prelude::*;

#[component]
pub fn ClientRow(line: ClientLine) -> impl IntoView {
    let me = use_me();
    let ClientLine { client, last_appointment, next_appointment, unread, .. } = line;
    let online = use_live().is_online(client.id);
    let zone = me.time_zone.clone();
    let last = last_appointment.map(|at| {
        let zone = zone.clone();
        view! { <span>"Last " <When at zone form=day /></span> }
    });
    let next = next_appointment.map(|at| view! { <span>"Next " <When at zone form=day_and_clock /></span> });
    view! {
        <li>
            <a class="line" href=paths::client(&me, client.id)>
                <Avatar initials=initials(&client.name) seed=client.id.to_string() online=Some(online) />
                <div>
                    <b>{client.name}</b>
                    <div class="client__when soft">{next} {last}</div>
                </div>
                {(unread > 0)
                    .then(|| {
                        view! {
                            <span>
                                <Badge count=Signal::stored(unread) />
                                <span class="visually-hidden">{format!("{unread} unread")}</span>
                            </span>
                        }
                    })}
            </a>
        </li>
    }
}

/// `20 Nov`, and the year where it is not this one.
fn day(at: Civil, now: Civil) -> String {
    let day = format!("{} {}", at.date.day(), month_short(at.date));
    if at.date.year() == now.date.year() { day } else { format!("{day} {}", at.date.year()) }
}

/// `Tomorrow, 14:30`
fn day_and_clock(at: Civil, now: Civil) -> String {
    format!("{}, {}", at.day_near(now), at.clock())
}
