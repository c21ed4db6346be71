//! `/settings/profile`: what one is called, where one's clock stands, and the way out.

use super::last_seen::LastSeenSwitch;
use super::theme::ThemeSwitch;
use crate::accounts::UpdateProfile;
use crate::accounts::model::initials;
use crate::app::{paths, use_me, use_me_signal};
use crate::error::Result;
use crate::ui::{Avatar, ErrorNotice, Field, Saved, Size};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;

/// Offered while typing; any IANA name is taken.
const ZONES: [&str; 24] = [
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Bogota",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Paris",
    "Pacific/Auckland",
    "UTC",
];

/// `way_out`: how one signs out, as the front hall composes it.
#[component]
pub fn ProfilePage(way_out: fn() -> AnyView) -> impl IntoView {
    let me = use_me();
    let signal = use_me_signal();
    let update = ServerAction::<UpdateProfile>::new();
    let answer = update.value();
    let error = Signal::derive(move || answer.get().and_then(Result::err));
    Effect::new(move |_| {
        if let Some(Ok(me)) = answer.get() {
            signal.set(me);
        }
    });
    let is_client = me.is_client();
    view! {
        <Title text="Profile" />
        <main class="page page--narrow" id="main">
            <header class="page__head profile__head">
                {move || {
                    let me = signal.get();
                    view! {
                        <Avatar
                            initials=initials(&me.name)
                            seed=me.id().to_string()
                            size=Size::Huge
                        />
                    }
                }} <div>
                    <h1>"Profile"</h1>
                    <p class="soft">{me.email.clone()}</p>
                </div>
            </header>
            <section class="card" aria-label="About you">
                <ActionForm action=update attr:class="stack">
                    <Field label="Name" name="name" value=me.name autocomplete="name" error />
                    <Field
                        label="Time zone"
                        name="time_zone"
                        value=me.time_zone
                        hint="Times are shown in this zone, as Europe/Berlin."
                        list="time-zones"
                        error
                    />
                    <datalist id="time-zones">
                        {ZONES.map(|zone| view! { <option value=zone></option> })}
                    </datalist>
                    {move || {
                        error
                            .get()
                            .filter(|error| error.field().is_none())
                            .map(|error| view! { <ErrorNotice error /> })
                    }}
                    {move || matches!(answer.get(), Some(Ok(_))).then(|| view! { <Saved text="Saved" /> })}
                    <button type="submit" class="button button--accent" disabled=update.pending()>
                        "Save"
                    </button>
                </ActionForm>
            </section>
            {is_client.then(about_you)}
            <LastSeenSwitch />
            <ThemeSwitch />
            {more_settings()}
            {way_out()}
        </main>
    }
}

/// The ways to settings with a page of their own.
fn more_settings() -> impl IntoView {
    let told = "What you are told, how it reaches you, and when you want quiet.";
    let calendar = "A calendar program can show your appointments beside everything else.";
    let programs = "A token lets a program read, or read and write, for you.";
    [
        ("told", "Notifications", told, paths::NOTIFICATION_SETTINGS, "Notifications"),
        ("calendar", "Your calendar", calendar, paths::CALENDAR_FEED, "Subscribe"),
        ("programs", "Your own programs", programs, paths::TOKENS, "Tokens"),
    ]
    .map(|(id, title, text, path, link)| {
        view! {
            <section class="card stack" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <p class="soft">{text}</p>
                <div class="row">
                    <a class="button" href=path>
                        {link}
                    </a>
                </div>
            </section>
        }
    })
}

/// The way to what the practice asks of its clients.
fn about_you() -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="own-card">
            <h2 id="own-card">"Your card"</h2>
            <p class="soft">"What your practice asks of you, and who changed it when."</p>
            <div class="row">
                <a class="button" href=paths::CARD>
                    "About you"
                </a>
            </div>
        </section>
    }
}
