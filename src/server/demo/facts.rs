//! What the demo people have told their practice of themselves.

use crate::clients::store::change_facts;
use crate::clients::{Fact, FactChanges};
use crate::error::Result;
use crate::ids::UserId;
use crate::server::db::Tx;
use std::collections::HashMap;

type Told = (&'static str, &'static [(Fact, &'static str)]);

const TOLD: &[Told] = &[
    (
        "patient@clinic.demo",
        &[
            (Fact::BirthDate, "1991-03-14"),
            (Fact::BloodGroup, "A+"),
            (Fact::Allergies, "Penicillin"),
            (Fact::Phone, "+49 30 5550142"),
            (Fact::EmergencyContact, "Samira Rahimi (sister), +49 30 5550177"),
        ],
    ),
    (
        "patient2@clinic.demo",
        &[
            (Fact::BirthDate, "1968-09-02"),
            (Fact::BloodGroup, "O-"),
            (Fact::Medication, "Ramipril 5 mg, mornings"),
            (Fact::Conditions, "High blood pressure"),
        ],
    ),
    ("pet-parent@veterinary.demo", &[(Fact::Phone, "+49 30 5550163"), (Fact::Address, "Lindenallee 8\n14050 Berlin")]),
    (
        "student@tutoring.demo",
        &[
            (Fact::BirthDate, "2010-05-27"),
            (Fact::School, "Humboldt-Gymnasium"),
            (Fact::Level, "Grade 10"),
            (Fact::Guardian, "Karin Lindqvist"),
            (Fact::GuardianPhone, "+49 30 5550119"),
        ],
    ),
    ("student2@tutoring.demo", &[(Fact::BirthDate, "2008-11-03"), (Fact::Level, "Grade 12")]),
    (
        "member@fitness.demo",
        &[
            (Fact::BirthDate, "1995-01-30"),
            (Fact::Goals, "Run ten kilometres in under an hour"),
            (Fact::HealthNotes, "Left knee: no deep squats"),
        ],
    ),
    ("member2@fitness.demo", &[(Fact::BirthDate, "1987-07-19"), (Fact::Goals, "A stronger back")]),
];

/// Those of one practice, as they wrote it themselves.
pub async fn tell(tx: &mut Tx, ids: &HashMap<&'static str, UserId>) -> Result<()> {
    for (email, facts) in TOLD {
        let Some(client) = ids.get(email) else { continue };
        let changes: FactChanges = facts.iter().map(|(fact, value)| (*fact, Some((*value).to_owned()))).collect();
        change_facts(tx, *client, *client, &changes).await?;
    }
    Ok(())
}
