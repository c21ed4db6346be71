//! A type as somebody types it.

use crate::appointments::model::{AppointmentType, Place, TypeDraft};
use crate::error::{AppError, Result};
use leptos::prelude::*;

/// The fields of the form; each keeps what was typed.
#[derive(Clone, Copy)]
pub struct DraftFields {
    pub name: RwSignal<String>,
    pub minutes: RwSignal<String>,
    pub before: RwSignal<String>,
    pub after: RwSignal<String>,
    pub place: RwSignal<Place>,
    pub price: RwSignal<String>,
    pub needs_confirmation: RwSignal<bool>,
}

impl DraftFields {
    /// Those of a type that is there, or of one that is new.
    pub fn of(kind: Option<&AppointmentType>) -> Self {
        let number =
            |read: fn(&AppointmentType) -> i32, otherwise: i32| RwSignal::new(kind.map_or(otherwise, read).to_string());
        Self {
            name: RwSignal::new(kind.map(|kind| kind.name.clone()).unwrap_or_default()),
            minutes: number(|kind| kind.minutes, 30),
            before: number(|kind| kind.before, 0),
            after: number(|kind| kind.after, 0),
            place: RwSignal::new(kind.map_or(Place::InPerson, |kind| kind.place)),
            price: RwSignal::new(kind.map(|kind| kind.price.clone()).unwrap_or_default()),
            needs_confirmation: RwSignal::new(kind.is_none_or(|kind| kind.needs_confirmation)),
        }
    }

    pub fn read(self) -> Result<TypeDraft> {
        TypeDraft {
            name: self.name.get_untracked(),
            minutes: whole("minutes", &self.minutes.get_untracked())?,
            before: whole("before", &self.before.get_untracked())?,
            after: whole("after", &self.after.get_untracked())?,
            place: self.place.get_untracked(),
            price: self.price.get_untracked(),
            needs_confirmation: self.needs_confirmation.get_untracked(),
        }
        .checked()
    }
}

fn whole(field: &str, text: &str) -> Result<i32> {
    text.trim().parse().map_err(|_| AppError::invalid(field, "Please give whole minutes."))
}
