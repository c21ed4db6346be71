//! The client's card in a few words, beside their emergency: what whoever comes has to know at once.

use crate::accounts::Me;
use crate::app::frame::use_me;
use crate::app::paths;
use crate::clients::{Fact, KnownFact, age_of, client_changes, value_of};
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::pets;
use crate::pets::{PetLine, PetLineView};
use crate::ui::{ErrorNotice, Latest, Skeleton, use_clock};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use time::Date;

/// What is said beside the age, where it is known.
const SAID: [Fact; 4] = [Fact::BloodGroup, Fact::Allergies, Fact::Medication, Fact::Conditions];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShortCard {
    pub facts: Vec<KnownFact>,
    /// Empty where the practice has none.
    pub pets: Vec<PetLine>,
}

/// Of a client of one's practice, for who works there; for others there is none.
#[server(prefix = "/fn", endpoint = "client-in-short", input = Json)]
pub async fn read_short_card(client: UserId) -> Result<ShortCard> {
    use crate::clients::store::{client_for, facts_of};
    use crate::pets::store::{must_see_pets_of, pets_of};
    let door = crate::server::door::Door::open()?;
    door.answer(async {
        let (me, mut conn) = (door.who()?.me, door.state.read().await?);
        let client = client_for(&mut conn, &me, client).await?;
        let mut pets = Vec::new();
        if me.practice.kind.has_pets() {
            must_see_pets_of(&mut conn, &me, client.id).await?;
            pets = pets_of(&mut conn, client.id).await?;
        }
        Ok(ShortCard {
            facts: facts_of(&mut conn, client.id, me.practice.kind).await?,
            pets: pets.iter().map(pets::Pet::line).collect(),
        })
    })
    .await
}

/// Read in the browser: an emergency is shown before all that belongs to it.
pub fn short_card(client: UserId) -> AnyView {
    view! { <CardInWords client /> }.into_any()
}

#[component]
fn CardInWords(client: UserId) -> impl IntoView {
    let latest = Latest::<Option<ShortCard>>::default();
    let failed = RwSignal::new(None::<AppError>);
    let reread = move || {
        failed.try_set(None);
        latest.ask(async move { read_short_card(client).await.map(Some) }, move |error| {
            failed.try_set(Some(error));
        });
    };
    Effect::new(move |_| reread());
    client_changes(Signal::stored(Some(client)), move |()| reread());
    pets::changes(client, reread);
    let known = latest.or(None, |_| true);
    let me = use_me();
    view! {
        <div class="emergency__card">
            {move || match (known.get(), failed.get()) {
                (Some(card), _) => in_short(&me, card).into_any(),
                (None, Some(AppError::NotFound)) => ().into_any(),
                (None, Some(error)) => {
                    let retry = Callback::new(move |()| reread());
                    view! { <ErrorNotice error on_retry=retry /> }.into_any()
                }
                (None, None) => view! { <Skeleton rows=1 /> }.into_any(),
            }}
        </div>
    }
}

fn in_short(me: &Me, card: ShortCard) -> impl IntoView + use<> {
    let ShortCard { facts, pets } = card;
    let clock = use_clock();
    let zone = me.practice.time_zone.clone();
    let is_empty = facts.is_empty() && pets.is_empty();
    let words = move || in_words(&facts, clock.get().civil(&zone).date).join(" · ");
    let pet = |pet: PetLine| {
        let path = paths::pet(me, pet.id);
        view! {
            <li>
                <a href=path>
                    <PetLineView pet />
                </a>
            </li>
        }
    };
    let has_pets = !pets.is_empty();
    let pets = pets.into_iter().map(pet).collect_view();
    view! {
        <p>{move || if is_empty { "Nothing is on their card yet.".to_owned() } else { words() }}</p>
        {has_pets.then(|| view! { <ul aria-label="Pets">{pets}</ul> })}
    }
}

/// `35 years`, `Blood group: A+`, …
fn in_words(facts: &[KnownFact], today: Date) -> Vec<String> {
    let age = age_of(facts, today).map(|age| if age == 1 { "1 year".to_owned() } else { format!("{age} years") });
    let said = SAID.into_iter().filter_map(|fact| {
        let value = value_of(facts, fact)?;
        Some(format!("{}: {}", fact.name(), value.lines().collect::<Vec<_>>().join(", ")))
    });
    age.into_iter().chain(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::User;
    use crate::time::Moment;
    use time::macros::date;

    #[test]
    fn it_says_what_whoever_comes_has_to_know() {
        let by = User { id: UserId::new(), name: "Noor".into(), avatar: None };
        let known = |fact: Fact, value: &str| KnownFact {
            fact,
            value: value.into(),
            changed_at: Moment::from_unix_millis(0),
            changed_by: by.clone(),
        };
        let facts = [
            known(Fact::BirthDate, "1991-03-14"),
            known(Fact::BloodGroup, "A+"),
            known(Fact::Allergies, "Penicillin\nNuts"),
            known(Fact::Phone, "+49 30 5550142"),
        ];
        let words = in_words(&facts, date!(2026 - 11 - 20));
        assert_eq!(words, ["35 years", "Blood group: A+", "Allergies: Penicillin, Nuts"]);
        assert!(in_words(&[], date!(2026 - 11 - 20)).is_empty());
    }
}
