//! `/{role}/clients/{client}`: the client's card, put together from several domains.

mod beside;
mod shared;
mod short;
mod visits;

use super::frame::use_me;
use super::paths;
use crate::accounts::model::initials;
use crate::appointments::changes;
use crate::clients::{ClientCard, FactHistory, FactsForm, FactsList, MessageLink, Sheet, client_changes, read_client};
use crate::error::AppError;
use crate::files::{Viewer, provide_gallery};
use crate::ids::UserId;
use crate::live::use_live;
use crate::pets::{Pet, PetCards, list_pets_of};
use crate::ui::{Avatar, Button, ErrorNotice, NotHere, Size, Skeleton, read, use_path_id};
use crate::words::{Role, capitalised};
pub use beside::{KnownOfClient, read_known};
use leptos::prelude::*;
use leptos_meta::Title;
use shared::{SharedFiles, SharedRooms};
pub use short::short_card;
use visits::Visits;

/// While somebody writes in it, the card stays as it is; it is read anew when they are done.
#[component]
pub fn ClientCardPage() -> impl IntoView {
    let client = use_path_id::<UserId>("client");
    let has_pets = use_me().practice.kind.has_pets();
    let card = read(
        move || client.get(),
        move |client| async move {
            let client = client.ok_or(AppError::NotFound)?;
            let card = read_client(client).await?;
            let pets = if has_pets { list_pets_of(client).await? } else { Vec::new() };
            Ok((card, pets))
        },
    );
    let is_editing = RwSignal::new(false);
    let reread = move |()| {
        if is_editing.try_get_untracked() == Some(false) {
            card.refetch();
        }
    };
    changes(reread);
    client_changes(Signal::from(client), reread);
    Effect::new(move |was: Option<bool>| {
        let is = is_editing.get();
        if was == Some(true) && !is {
            card.refetch();
        }
        is
    });
    provide_gallery();
    view! {
        <Title text=capitalised(use_me().practice.kind.person(Role::Client)) />
        <main class="page" id="main">
            <Transition fallback=|| view! { <Skeleton rows=6 /> }>
                {move || Suspend::new(async move {
                    match card.await {
                        Ok((card, pets)) => arranged(card, pets, is_editing).into_any(),
                        Err(AppError::NotFound) => not_found().into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| card.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </main>
        <Viewer />
    }
}

/// What a client brings along, such as their pets, stands below what is known of them.
fn arranged(card: ClientCard, pets: Vec<Pet>, is_editing: RwSignal<bool>) -> impl IntoView {
    let ClientCard { client, sheet, ahead, past, rooms, files, .. } = card;
    let online = use_live().is_online(client.id);
    let open_room = rooms.iter().find(|room| !room.is_ended() && !room.is_group()).map(|room| room.id);
    view! {
        <header class="page__head">
            <div class="client-card__who">
                <Avatar
                    initials=initials(&client.name)
                    seed=client.id.to_string()
                    size=Size::Huge
                    online=Some(online)
                />
                <div>
                    <h1>{client.name.clone()}</h1>
                    <p>{move || if online.get() { "Online" } else { "Offline" }}</p>
                </div>
            </div>
            <div class="row row--wrap">
                <MessageLink user=client.clone() room=open_room />
                <a class="button button--accent" href=paths::book_for(&use_me(), client.id)>
                    "Book appointment"
                </a>
            </div>
        </header>
        <div class="grid">
            <div class="stack stack--wide">
                <Facts client=client.id sheet is_editing />
                <PetCards pets />
                <Visits ahead past />
            </div>
            <div class="stack stack--wide">
                <SharedRooms rooms />
                <SharedFiles files />
            </div>
        </div>
    }
}

#[component]
fn Facts(client: UserId, sheet: Sheet, is_editing: RwSignal<bool>) -> impl IntoView {
    let known = sheet.clone();
    view! {
        <section class="card" aria-labelledby="client-facts">
            <div class="card__head">
                <h2 id="client-facts">"About"</h2>
                <Show when=move || !is_editing.get()>
                    <Button small=true on_press=move || is_editing.set(true)>
                        "Edit"
                    </Button>
                </Show>
            </div>
            {move || {
                let done = Callback::new(move |()| is_editing.set(false));
                if is_editing.get() {
                    let sheet = sheet.clone();
                    return view! { <FactsForm sheet client=Some(client) on_saved=done on_cancel=done /> }.into_any();
                }
                let Sheet { asks, facts, changes } = known.clone();
                view! {
                    <FactsList facts asks />
                    <FactHistory changes />
                }
                    .into_any()
            }}
        </section>
    }
}

fn not_found() -> impl IntoView {
    let person = use_me().practice.kind.person(Role::Client);
    let hint = format!("There is no {person} here that you can see.");
    view! { <NotHere hint /> }
}
