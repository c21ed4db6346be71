//! Whom an announcement is for, one by one: searched, and those alone who have not opened or confirmed it, or whom it
//! did not reach.

use super::live::announcement_changes;
use super::times::moment;
use crate::accounts::model::initials;
use crate::announcements::{Recipient, Recipients, Shown, Way, WayState, list_recipients};
use crate::app::use_me;
use crate::ids::AnnouncementId;
use crate::notifications::Channel;
use crate::ui::{Avatar, Chip, Empty, ErrorNotice, IconName, More, SearchBox, Select, Skeleton, When, read, settled};
use leptos::prelude::*;

/// As many more as the list shows at once.
const PAGE: i64 = 50;

#[component]
pub fn RecipientsCard(id: AnnouncementId) -> impl IntoView {
    let (text, shown, limit) = (RwSignal::new(String::new()), RwSignal::new(Shown::All), RwSignal::new(PAGE));
    let found = read(
        move || (shown.get(), text.get(), limit.get()),
        move |(shown, text, limit)| list_recipients(id, shown, text, limit),
    );
    announcement_changes(Some(id), move || found.refetch());
    let options = Shown::ALL.map(|shown| (shown.as_str().to_owned(), shown.label().to_owned())).to_vec();
    let choose = move |name: String| {
        if let Ok(chosen) = Shown::read(&name) {
            shown.set(chosen);
        }
    };
    view! {
        <section class="card stack" aria-labelledby="recipients">
            <h2 id="recipients">"People"</h2>
            <div class="filters filters--two">
                <SearchBox label="Search people" placeholder="Name" most=120 on_type=settled(text) />
                <Select label="Show" id="show-recipients" options on_choose=choose />
            </div>
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(recipients) => listed(recipients, limit),
                        Err(error) => {
                            let retry = Callback::new(move |()| found.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

fn listed(recipients: Recipients, limit: RwSignal<i64>) -> AnyView {
    if recipients.items.is_empty() {
        let hint = "Try another name, or show all.";
        return view! { <Empty icon=IconName::People title="Nobody here" hint /> }.into_any();
    }
    let is_there = Signal::stored(recipients.has_more);
    view! {
        <ul aria-label="People">
            {recipients.items.into_iter().map(|recipient| view! { <RecipientRow recipient /> }).collect_view()}
        </ul>
        <More is_there on_press=move |()| limit.update(|limit| *limit += PAGE) />
    }
    .into_any()
}

#[component]
fn RecipientRow(recipient: Recipient) -> impl IntoView {
    let zone = use_me().time_zone;
    let Recipient { user, told_at, shown_at, opened_at, acknowledged_at, ways } = recipient;
    let (state, look, at) = match (acknowledged_at, opened_at, shown_at, told_at) {
        (Some(at), ..) => ("Confirmed", "good", Some(at)),
        (_, Some(at), ..) => ("Opened", "accent", Some(at)),
        (_, _, Some(at), _) => ("Shown", "", Some(at)),
        (_, _, _, Some(at)) => ("Told", "", Some(at)),
        _ => ("Not told yet", "away", None),
    };
    let ways: Vec<AnyView> =
        ways.into_iter().map(|way| view! { <WayLine way zone=zone.clone() /> }.into_any()).collect();
    view! {
        <li class="line">
            <Avatar initials=initials(&user.name) seed=user.id.to_string() />
            <span>
                <b>{user.name}</b>
                {ways}
            </span>
            <span class="row">
                {at.map(|at| view! { <span class="faint"><When at zone=zone.clone() form=moment /></span> })}
                <Chip text=state look=look />
            </span>
        </li>
    }
}

/// `Mail: failed. The address does not exist.`
#[component]
fn WayLine(way: Way, zone: String) -> impl IntoView {
    let name = match way.channel {
        Channel::Page => "Page",
        Channel::Push => "Push",
        Channel::Mail => "Mail",
    };
    let state = match way.state {
        WayState::Queued => "queued",
        WayState::Sent => "sent",
        WayState::Failed => "failed",
        WayState::Dropped => "not needed",
    };
    let reason = way.reason.map(|reason| format!(". {reason}"));
    let next = way.next_try_at.filter(|_| reason.is_some() && way.state == WayState::Queued);
    view! {
        <span class="recipient__way soft">
            {name} ": " {state} {reason}
            {next.map(|at| view! { ", next try " <When at zone form=moment /> })}
        </span>
    }
}
