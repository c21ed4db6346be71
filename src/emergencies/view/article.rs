//! One emergency, with what can be done about it.

use super::giving_back::GiveBack;
use super::use_board;
use super::words::Words;
use crate::accounts::model::initials;
use crate::app::{paths, use_me};
use crate::emergencies::{Again, Emergency, take_emergency};
use crate::ids::{EmergencyId, UserId};
use crate::time::Civil;
use crate::ui::{Attempt, Avatar, Button, ErrorNotice, Look, When, use_clock};
use leptos::prelude::*;

/// Characters of the text that its name says.
const EXCERPT: usize = 80;

/// The client's card in short, where the front hall has one to show.
#[derive(Clone, Copy)]
pub struct BesideEmergency(pub fn(UserId) -> AnyView);

/// `above`: with little room, what can be done stands directly under the name.
#[component]
pub fn QueuedEmergency(id: EmergencyId, above: bool) -> impl IntoView {
    let (board, me) = (use_board(), use_me());
    let emergency = Memo::new(move |_| board.watch.with(|watch| watch.get(id).cloned()));
    // What never changes is drawn once; a child that is on its way out may find none.
    let first = emergency.get_untracked()?;
    let name = format!("{}, {}", first.client.name, first.text.chars().take(EXCERPT).collect::<String>());
    let (client, at) = (first.client.clone(), first.raised_at);
    let again = Memo::new(move |_| emergency.with(|one| one.as_ref().and_then(|one| one.again.clone())));
    let card = use_context::<BesideEmergency>().map(|beside| beside.0(client.id));
    Some(view! {
        <article class="emergency" aria-label=name>
            <Avatar initials=initials(&client.name) seed=client.id.to_string() />
            <div class="emergency__who">
                <a href=paths::client(&me, client.id)>
                    <b>{client.name}</b>
                </a>
                <span class="soft">
                    "since " <When at zone=me.time_zone.clone() form=clock_of /> {waited(at)}
                </span>
            </div>
            {above.then(|| view! { <EmergencyDeeds id emergency /> })}
            <div class="emergency__what">
                <Words text=first.text />
                {move || again.get().map(written_again)}
                {move || emergency.get().map(|emergency| standing(&emergency))}
                {card}
            </div>
            {(!above).then(|| view! { <EmergencyDeeds id emergency /> })}
        </article>
    })
}

/// *Take*, *Open chat* and *Resolve*, as far as they are this person's to press.
#[component]
pub fn EmergencyDeeds(
    id: EmergencyId,
    #[prop(into)] emergency: Signal<Option<Emergency>>,
    /// Whether this is the page that tells what happened.
    #[prop(optional)]
    is_page: bool,
) -> impl IntoView {
    let (board, me) = (use_board(), use_me());
    let attempt = Attempt::default();
    // Whoever lost the race sees who has it, whatever the line does.
    Effect::new(move |_| {
        if attempt.error.with(Option::is_some) {
            board.refresh();
        }
    });
    let take = move || attempt.start(take_emergency(id), move |taken| board.put(taken));
    view! {
        <div class="emergency__deeds">
            {move || {
                let emergency = emergency.get()?;
                let chat = emergency.team.contains(&me.id()).then(|| paths::room(&me, emergency.room));
                let (may_take, may_resolve) = (emergency.may_take(&me), emergency.may_resolve(&me));
                Some(
                    view! {
                        {may_take
                            .then(|| {
                                view! {
                                    <Button look=Look::Alarm busy=attempt.busy on_press=take>
                                        "Take"
                                    </Button>
                                }
                            })}
                        {chat
                            .map(|path| {
                                view! {
                                    <a class="button" href=path>
                                        "Open chat"
                                    </a>
                                }
                            })}
                        {may_resolve
                            .then(|| {
                                let emergency = emergency.clone();
                                view! {
                                    <Button on_press=move || board.resolving.set(Some(emergency.clone()))>
                                        "Resolve"
                                    </Button>
                                }
                            })}
                        <GiveBack emergency=emergency.clone() />
                        {(!is_page)
                            .then(|| {
                                view! {
                                    <a class="button" href=paths::emergency(&me, id)>
                                        "What happened"
                                    </a>
                                }
                            })}
                    },
                )
            }} {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        </div>
    }
}

/// What its client wrote last.
fn written_again(again: Again) -> impl IntoView {
    let zone = use_me().time_zone;
    view! {
        <Words text=again.text>
            <b>"Again " <When at=again.at zone=zone.clone() form=clock_of /> ": "</b>
        </Words>
    }
}

/// Who has it, or who has seen it.
fn standing(emergency: &Emergency) -> impl IntoView + use<> {
    let me = use_me();
    let story = emergency.story(&me.time_zone, me.practice.kind);
    let text = story.into_iter().skip(1).collect::<Vec<_>>().join(" · ");
    view! { <p class="emergency__standing">{text}</p> }
}

/// `, 3 min`
fn waited(at: crate::time::Moment) -> impl Fn() -> String {
    let clock = use_clock();
    move || match clock.get().seconds_since(at) / 60 {
        minutes @ 1..60 => format!(", {minutes} min"),
        minutes @ 60.. => format!(", {} h", minutes / 60),
        _ => String::new(),
    }
}

fn clock_of(at: Civil, now: Civil) -> String {
    if at.date == now.date { at.clock() } else { format!("{}, {}", at.day_short(), at.clock()) }
}
