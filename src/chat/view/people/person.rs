//! A person as a line of a list: who, whether they are here, and what they are in the practice.

use crate::accounts::model::{User, initials};
use crate::app::use_me;
use crate::live::use_live;
use crate::ui::{Avatar, Chip};
use crate::words::{Role, capitalised};
use leptos::prelude::*;

#[component]
pub fn PersonLine(
    user: User,
    role: Role,
    /// Said below the name.
    #[prop(optional, into)]
    mark: Signal<&'static str>,
) -> impl IntoView {
    let me = use_me();
    let online = use_live().is_online(user.id);
    let is_me = user.id == me.id();
    let dot = if is_me { None } else { Some(online) };
    let presence = move || if online.get() { ", online" } else { "" };
    view! {
        <Avatar initials=initials(&user.name) seed=user.id.to_string() online=dot />
        <span class="person__name">
            {if is_me { format!("{} (you)", user.name) } else { user.name.clone() }}
            <span class="visually-hidden">{(!is_me).then_some(presence)}</span>
            <span class="person__mark">{mark}</span>
        </span>
        <Chip text=capitalised(me.practice.kind.person(role)) />
    }
}
