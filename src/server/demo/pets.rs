//! The pets of the demo people.

use super::story::Stage;
use crate::accounts::store::me;
use crate::error::Result;
use crate::pets::store::add_pet;
use crate::pets::{Neutered, PetDraft, Sex, Species};
use crate::server::db::Tx;
use crate::time::Moment;
use time::{Date, Duration};

const OWNER: &str = "pet-parent@veterinary.demo";

pub async fn arrive(tx: &mut Tx, stage: &Stage<'_>) -> Result<()> {
    let Some(owner) = stage.ids.get(OWNER) else { return Ok(()) };
    let owner = me(tx, *owner).await?;
    let today = Moment::now().civil(stage.zone).date;
    for draft in [nelli(today), pulla(today)] {
        add_pet(tx, &owner, &draft).await?;
    }
    Ok(())
}

fn nelli(today: Date) -> PetDraft {
    PetDraft {
        name: "Nelli".into(),
        species: Species::Dog,
        breed: Some("Finnish Lapphund".into()),
        sex: Sex::Female,
        neutered: Neutered::Yes,
        birth_date: born(today, 4 * 365 + 60),
        notes: Some("Afraid of thunder. Takes tablets only in liver sausage.".into()),
    }
}

fn pulla(today: Date) -> PetDraft {
    PetDraft {
        name: "Pulla".into(),
        species: Species::Cat,
        breed: None,
        sex: Sex::Male,
        neutered: Neutered::No,
        birth_date: born(today, 7 * 31),
        notes: None,
    }
}

/// So many days ago, so that nobody grows old here.
fn born(today: Date, days: i64) -> Option<String> {
    today.checked_sub(Duration::days(days)).map(|date| crate::pets::BirthDate(date).to_string())
}
