//! `/settings/calendar`: an address that calendar programs subscribe to.

use crate::accounts::left_by_form;
use crate::app::{paths, use_me};
use crate::appointments::{Feed, MakeFeed, RevokeFeed, show_feed};
use crate::error::Result;
use crate::time::{Civil, Moment};
use crate::ui::{CopyField, ErrorNotice, Skeleton, When, hand_over, read};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn CalendarFeedPage() -> impl IntoView {
    let make = ServerAction::<MakeFeed>::new();
    let revoke = ServerAction::<RevokeFeed>::new();
    let feed = read(move || (make.version().get(), revoke.version().get()), |_| show_feed());
    let address = RwSignal::new(hand_over(|| left_by_form(paths::CALENDAR_FEED)));
    Effect::new(move |_| {
        if let Some(Ok(made)) = make.value().get() {
            address.set(Some(made));
        }
    });
    // Revoking ends the address that is shown, too.
    Effect::new(move |_| {
        if let Some(Ok(())) = revoke.value().get() {
            address.set(None);
        }
    });
    let failed =
        move || make.value().get().and_then(Result::err).or_else(|| revoke.value().get().and_then(Result::err));
    view! {
        <Title text="Calendar" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Calendar"</h1>
                <p>
                    "Your calendar program can show your appointments: the last three months, and all ahead. It says with whom and when, never why."
                </p>
                <a class="button" href=paths::PROFILE>
                    "Profile"
                </a>
            </header>
            {move || failed().map(|error| view! { <ErrorNotice error /> })}
            {move || address.get().map(made_feed)}
            <section class="card stack" aria-labelledby="feed">
                <h2 id="feed">"Your feed"</h2>
                <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                    {move || Suspend::new(async move {
                        match feed.await {
                            Ok(feed) => view! { <FeedCard feed make revoke /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| feed.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })}
                </Transition>
            </section>
        </main>
    }
}

fn made_feed(address: String) -> impl IntoView {
    let webcal = address.split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
    view! {
        <section class="card stack" aria-labelledby="address">
            <h2 id="address">"Its address"</h2>
            <p class="notice notice--good" role="status">
                "Copy it now: whoever has it can read your appointments, so it is not shown again."
            </p>
            <CopyField label="Address of your calendar" text=address />
            <p class="soft">"In your calendar program, choose to subscribe, or to add a calendar from an address, and paste it."</p>
            <div class="row row--wrap">
                <a class="button" href=webcal rel="external">
                    "Open in a calendar program"
                </a>
            </div>
        </section>
    }
}

#[component]
fn FeedCard(feed: Option<Feed>, make: ServerAction<MakeFeed>, revoke: ServerAction<RevokeFeed>) -> impl IntoView {
    let zone = use_me().time_zone;
    match feed {
        None => view! {
            <p class="soft">"There is none yet. Its address is secret, and you can end it at any time."</p>
            <ActionForm action=make>
                <button type="submit" class="button button--accent" disabled=make.pending()>
                    "Make a feed"
                </button>
            </ActionForm>
        }
        .into_any(),
        Some(feed) => view! {
            <dl class="facts">
                <dt>"Made"</dt>
                <dd>
                    <When at=feed.made_at zone=zone.clone() form=date_and_time />
                </dd>
                <dt>"Last read"</dt>
                <dd>{last_read(feed.last_read_at, zone)}</dd>
            </dl>
            // Confirmations that need no JavaScript.
            <details>
                <summary class="button button--small">"New address"</summary>
                <ActionForm action=make attr:class="spread row--wrap">
                    <p>"The address before ends at once, and every program needs the new one."</p>
                    <button type="submit" class="button" disabled=make.pending()>
                        "Make a new address"
                    </button>
                </ActionForm>
            </details>
            <details>
                <summary class="button button--small">"Revoke"</summary>
                <ActionForm action=revoke attr:class="spread row--wrap">
                    <p>"Programs that subscribe to it are shut out at once."</p>
                    <button type="submit" class="button" disabled=revoke.pending()>
                        "Revoke feed"
                    </button>
                </ActionForm>
            </details>
        }
        .into_any(),
    }
}

fn last_read(at: Option<Moment>, zone: String) -> AnyView {
    match at {
        Some(at) => view! { <When at zone form=date_and_time /> }.into_any(),
        None => "never".into_any(),
    }
}

/// `Fri 20 Nov, 14:30`
fn date_and_time(at: Civil, _: Civil) -> String {
    format!("{}, {}", at.day_short(), at.clock())
}
