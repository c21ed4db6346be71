//! What may be written of a client, and what follows from it: the age.

use super::{Fact, Form};
use crate::error::{AppError, Result};
use crate::words::PracticeKind;
use std::collections::BTreeMap;
use time::Date;
use time::macros::format_description;

/// Characters (Unicode scalar values) a value has at most.
const LENGTH: usize = 500;
const FIRST_YEAR: i32 = 1900;

/// What is to be written; without a value the fact is taken away.
pub type FactChanges = BTreeMap<Fact, Option<String>>;

/// The changes as they are kept: trimmed, empty ones taken away. `today` is the practice's.
pub fn check_facts(changes: FactChanges, kind: PracticeKind, today: Date) -> Result<FactChanges> {
    let checked = changes.into_iter().map(|(fact, value)| {
        if !Fact::asked_by(kind).contains(&fact) {
            return Err(AppError::invalid(fact.code(), "This practice does not ask for this."));
        }
        Ok((fact, check_value(fact, value.as_deref().unwrap_or_default(), today)?))
    });
    checked.collect()
}

fn check_value(fact: Fact, text: &str, today: Date) -> Result<Option<String>> {
    let value = text.trim();
    if value.is_empty() {
        return Ok(None);
    }
    let refuse = |why: &str| Err(AppError::invalid(fact.code(), why));
    match fact.form() {
        Form::Day => match read_day(value) {
            None => refuse("Please write this day as year, month and day: 1990-04-12."),
            Some(day) if day > today => refuse("This day is still to come."),
            Some(day) if day.year() < FIRST_YEAR => refuse("This is before 1900."),
            Some(day) => Ok(Some(day.to_string())),
        },
        Form::Choice(choices) => match choices.iter().find(|choice| is_same(choice, value)) {
            Some(choice) => Ok(Some((*choice).into())),
            None => refuse(&format!("Please choose one of these: {}.", choices.join(", "))),
        },
        Form::Line if value.chars().any(char::is_control) => refuse("This is one line, without control characters."),
        Form::Text if value.chars().any(|c| c.is_control() && c != '\n' && c != '\t') => {
            refuse("This cannot hold control characters.")
        }
        Form::Line | Form::Text if value.chars().count() > LENGTH => refuse("This has at most 500 characters."),
        Form::Line | Form::Text => Ok(Some(value.into())),
    }
}

/// Some write a true minus, and zero for the letter O.
fn is_same(choice: &str, given: &str) -> bool {
    let plain = |text: &str| text.to_uppercase().replace('−', "-").replace('0', "O");
    plain(choice) == plain(given)
}

/// `1990-04-12`
pub fn read_day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

/// Whole years from a day of birth to another day; nothing before it. Who was born on a 29 February is a year older
/// on the 1 March of other years.
pub fn age_on(birth: Date, day: Date) -> Option<i32> {
    let years = day.year() - birth.year();
    let had_birthday = (u8::from(day.month()), day.day()) >= (u8::from(birth.month()), birth.day());
    Some(years - i32::from(!had_birthday)).filter(|age| *age >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 20);

    fn check(fact: Fact, text: &str) -> Result<Option<String>> {
        check_value(fact, text, TODAY)
    }

    #[test]
    fn a_day_of_birth_is_a_day_of_the_past() {
        assert_eq!(check(Fact::BirthDate, " 1990-04-12 "), Ok(Some("1990-04-12".into())));
        assert_eq!(check(Fact::BirthDate, "2026-11-20"), Ok(Some("2026-11-20".into())));
        for wrong in ["2026-11-21", "1899-12-31", "1990-02-30", "12.4.1990", "yesterday"] {
            assert_eq!(
                check(Fact::BirthDate, wrong).err().and_then(|e| e.field().map(str::to_owned)),
                Some("birthDate".into()),
                "{wrong}"
            );
        }
        assert_eq!(check(Fact::BirthDate, "  "), Ok(None));
    }

    #[test]
    fn a_blood_group_is_one_of_the_list_however_it_is_typed() {
        for (typed, kept) in [("A+", "A+"), ("ab−", "AB-"), ("0−", "O-"), ("unknown", "Unknown")] {
            assert_eq!(check(Fact::BloodGroup, typed), Ok(Some(kept.into())), "{typed}");
        }
        assert!(check(Fact::BloodGroup, "C+").is_err() && check(Fact::BloodGroup, "A").is_err());
    }

    #[test]
    fn texts_have_an_end_and_lines_are_one() {
        assert_eq!(check(Fact::Allergies, "Nuts\nCats"), Ok(Some("Nuts\nCats".into())));
        assert!(check(Fact::Phone, "1\n2").is_err() && check(Fact::Goals, "a\u{0}b").is_err());
        assert!(check(Fact::Goals, &"é".repeat(500)).is_ok() && check(Fact::Goals, &"é".repeat(501)).is_err());
    }

    #[test]
    fn a_practice_is_told_what_it_asks_for() {
        let goals = || FactChanges::from([(Fact::Goals, Some("Run".into()))]);
        assert!(check_facts(goals(), PracticeKind::Fitness, TODAY).is_ok());
        assert_eq!(
            check_facts(goals(), PracticeKind::Clinic, TODAY).err().and_then(|e| e.field().map(str::to_owned)),
            Some("goals".into())
        );
    }

    #[test]
    fn people_grow_older_on_their_birthday() {
        assert_eq!(age_on(date!(1990 - 11 - 21), TODAY), Some(35));
        assert_eq!(age_on(date!(1990 - 11 - 20), TODAY), Some(36));
        assert_eq!(age_on(date!(2000 - 02 - 29), date!(2026 - 02 - 28)), Some(25));
        assert_eq!(age_on(date!(2000 - 02 - 29), date!(2026 - 03 - 01)), Some(26));
        assert_eq!(age_on(date!(2026 - 11 - 21), TODAY), None);
    }
}
