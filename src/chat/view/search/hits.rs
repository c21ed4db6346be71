//! The list of what was found. Each leads to its message.

use super::finder::{Finder, Stage};
use crate::app::{paths, use_me};
use crate::chat::{Hit, HitPlace};
use crate::error::AppError;
use crate::time::Civil;
use crate::ui::{Button, Empty, ErrorNotice, Icon, IconName, Look, Skeleton, When};
use leptos::either::Either;
use leptos::prelude::*;

/// `on_choose`: once a hit is followed.
#[component]
pub fn Hits(
    finder: Finder,
    label: &'static str,
    /// Whether each hit says its room.
    #[prop(optional)]
    names_rooms: bool,
    #[prop(into)] on_choose: Callback<()>,
) -> impl IntoView {
    let is = move |wanted: Stage| move || finder.stage.get() == wanted;
    let has_hits = Memo::new(move |_| finder.hits.with(|hits| !hits.is_empty()));
    let error = move || match finder.stage.get() {
        Stage::Failed(error) => Some(error),
        _ => None,
    };
    view! {
        <p class="visually-hidden" role="status">
            {move || summary(finder)}
        </p>
        <Show when=is(Stage::Looking)>
            <Skeleton rows=4 />
        </Show>
        <Show when=move || !has_hits.get() && finder.stage.get() == Stage::Done>
            <Empty
                icon=IconName::Search
                title="No messages found"
                hint="Try fewer words, or only a part of one."
            />
        </Show>
        <Show when=move || has_hits.get()>
            <ul class="hits" aria-label=label>
                <For
                    each=move || finder.hits.get()
                    key=|hit| hit.message.id
                    children=move |hit| view! { <li><HitLine hit names_rooms on_choose /></li> }
                />
            </ul>
        </Show>
        {move || error().map(|error| failure(error, finder))}
        <Show when=move || finder.next.get().is_some() && error().is_none()>
            <Button
                look=Look::Quiet
                busy=Signal::derive(is(Stage::LookingFurther))
                on_press=move || finder.look_further()
            >
                "Show more"
            </Button>
        </Show>
    }
}

/// What is refused as it stands will not be found by trying again.
fn failure(error: AppError, finder: Finder) -> AnyView {
    match error {
        AppError::Invalid { .. } => view! { <ErrorNotice error /> }.into_any(),
        _ => view! { <ErrorNotice error on_retry=move |()| finder.look_further() /> }.into_any(),
    }
}

/// What assistive technology is told of the answer.
fn summary(finder: Finder) -> String {
    match (finder.stage.get(), finder.hits.with(Vec::len)) {
        (Stage::Done, 1) => "1 message found".into(),
        (Stage::Done, count) if finder.next.get().is_some() => format!("More than {count} messages found"),
        (Stage::Done, count) if count > 0 => format!("{count} messages found"),
        _ => String::new(),
    }
}

#[component]
fn HitLine(hit: Hit, names_rooms: bool, on_choose: Callback<()>) -> impl IntoView {
    let me = use_me();
    let (excerpt, beside) = (hit.excerpt(), hit.beside());
    let message = hit.message;
    let sender = match &message.sender {
        _ if message.is_by(me.id()) => "You".into(),
        Some(sender) => sender.name.clone(),
        None => String::new(),
    };
    view! {
        <a
            class="hit"
            href=paths::message(&me, message.room, message.number)
            on:click=move |_| on_choose.run(())
        >
            <span class="hit__sender">{sender}</span>
            <span class="hit__time">
                <When at=message.created_at zone=me.time_zone.clone() form=Civil::brief />
            </span>
            {names_rooms.then(|| view! { <span class="hit__room">{hit.room.title}</span> })}
            {(!excerpt.is_empty()).then(|| marked(excerpt))}
            {beside
                .map(|(place, name, excerpt)| {
                    view! {
                        <span class="hit__place">
                            <Icon name=icon_of(place) />
                            <span dir="auto">{name}</span>
                        </span>
                        {marked(excerpt)}
                    }
                })}
        </a>
    }
}

fn icon_of(place: HitPlace) -> IconName {
    match place {
        HitPlace::Card => IconName::Form,
        HitPlace::File => IconName::Paperclip,
    }
}

fn marked(excerpt: Vec<(String, bool)>) -> impl IntoView {
    let part = |(text, is_hit): (String, bool)| {
        if is_hit { Either::Left(view! { <mark>{text}</mark> }) } else { Either::Right(text) }
    };
    view! {
        <span class="hit__excerpt" dir="auto">
            {excerpt.into_iter().map(part).collect_view()}
        </span>
    }
}
