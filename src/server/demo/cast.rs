//! Who is in the demo data.

use super::Place;
use crate::words::{PracticeKind, Role};

pub const PASSWORD: &str = "attend-demo";

pub struct Part {
    pub kind: PracticeKind,
    pub role: Role,
    pub name: &'static str,
    pub email: &'static str,
    /// Whether the sign-in page offers to look around as them.
    pub is_offered: bool,
}

const fn part(kind: PracticeKind, role: Role, name: &'static str, email: &'static str, is_offered: bool) -> Part {
    Part { kind, role, name, email, is_offered }
}

pub const PARTS: &[Part] = {
    use PracticeKind::{Clinic, Fitness, Tutoring, Veterinary};
    use Role::{Admin, Client, Practitioner};
    &[
        part(Clinic, Client, "Noor Rahimi", "patient@clinic.demo", true),
        part(Clinic, Client, "Tomas Varga", "patient2@clinic.demo", false),
        part(Clinic, Practitioner, "Dr. Imani Mbeki", "doctor@clinic.demo", true),
        part(Clinic, Practitioner, "Dr. Jonas Okafor", "doctor2@clinic.demo", false),
        part(Clinic, Admin, "Greta Lindenhof", "admin@clinic.demo", true),
        part(Veterinary, Client, "Mika Koskinen", "pet-parent@veterinary.demo", true),
        part(Veterinary, Practitioner, "Dr. Lea Steiner", "veterinarian@veterinary.demo", true),
        part(Veterinary, Admin, "Paul Amsel", "admin@veterinary.demo", false),
        part(Tutoring, Client, "Ada Lindqvist", "student@tutoring.demo", true),
        part(Tutoring, Client, "Ben Hauser", "student2@tutoring.demo", false),
        part(Tutoring, Practitioner, "Sofia Kranz", "tutor@tutoring.demo", true),
        part(Tutoring, Admin, "Ruth Falk", "admin@tutoring.demo", false),
        part(Fitness, Client, "Elif Bozkurt", "member@fitness.demo", true),
        part(Fitness, Client, "Marta Silva", "member2@fitness.demo", false),
        part(Fitness, Client, "Jan Novak", "member3@fitness.demo", false),
        part(Fitness, Practitioner, "Oskar Lund", "trainer@fitness.demo", true),
        part(Fitness, Admin, "Vera Kolar", "admin@fitness.demo", false),
    ]
};

pub fn practice_name(kind: PracticeKind) -> &'static str {
    match kind {
        PracticeKind::Clinic => "Lindenhof Clinic",
        PracticeKind::Veterinary => "Amsel Animal Clinic",
        PracticeKind::Tutoring => "Falk Tutoring",
        PracticeKind::Fitness => "Kolar Gym",
    }
}

/// Address, phone and what else people are told.
pub fn about(kind: PracticeKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        PracticeKind::Clinic => {
            ("Lindenallee 12\n10999 Berlin", "+49 30 5550 112", "Weekdays from 8 to 18, by appointment.")
        }
        PracticeKind::Veterinary => (
            "Am Weiher 3\n14129 Berlin",
            "+49 30 5550 127",
            "Weekdays from 8 to 18. Please keep dogs on a lead inside.",
        ),
        PracticeKind::Tutoring => {
            ("Schillerstr. 40\n10627 Berlin", "+49 30 5550 140", "Lessons on weekdays from 8 to 18.")
        }
        PracticeKind::Fitness => ("Hafenweg 8\n10245 Berlin", "+49 30 5550 183", "Open on weekdays from 8 to 18."),
    }
}

/// Name, minutes and place of each type of appointment.
pub fn types(kind: PracticeKind) -> [(&'static str, i32, Place); 2] {
    match kind {
        PracticeKind::Clinic => [("Consultation", 30, Place::Video), ("First visit", 60, Place::InPerson)],
        PracticeKind::Veterinary => [("Check-up", 30, Place::InPerson), ("Video consultation", 30, Place::Video)],
        PracticeKind::Tutoring => [("Lesson", 60, Place::Video), ("Trial lesson", 30, Place::Video)],
        PracticeKind::Fitness => [("Training", 60, Place::InPerson), ("Plan review", 30, Place::Video)],
    }
}

/// One line a person for the terminal, in columns.
pub fn cast_lines() -> impl Iterator<Item = String> {
    PARTS.iter().map(|part| format!("{:<32}{:<13}{}", part.email, part.kind.person(part.role), part.name))
}
