//! What is being put together while somebody books.

use super::FreeTimes;
use crate::app::paths;
use crate::appointments::{
    Appointment, AppointmentType, BookingRequest, FreeQuery, Hold, Offer, hold_time, request_appointment, weeks_within,
};
use crate::error::{AppError, Result};
use crate::files::Uploads;
use crate::ids::{AppointmentTypeId, PetId, UserId};
use crate::time::Moment;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use time::Date;

/// The choices of a booking, each a signal; what was typed stays whatever else changes.
#[derive(Clone, Copy)]
pub struct Asking {
    /// `None`: whoever is free.
    pub practitioner: RwSignal<Option<UserId>>,
    pub type_id: RwSignal<AppointmentTypeId>,
    pub day: RwSignal<Option<Date>>,
    pub chosen: RwSignal<Option<Moment>>,
    pub reason: RwSignal<String>,
    pub weeks: RwSignal<Option<u8>>,
    pub skip_taken: RwSignal<bool>,
    pub pet: RwSignal<Option<PetId>>,
    pub uploads: Uploads,
    pub hold: Action<Moment, Result<Hold>>,
    pub request: Action<(), Result<Appointment>>,
    free: FreeTimes,
}

impl Asking {
    /// `client`: for whom the practice books.
    pub fn new(first: (UserId, AppointmentTypeId), client: Option<UserId>, free: FreeTimes) -> Self {
        let practitioner = RwSignal::new(Some(first.0));
        let type_id = RwSignal::new(first.1);
        let (chosen, reason) = (RwSignal::new(None::<Moment>), RwSignal::new(String::new()));
        let (pet, uploads) = (RwSignal::new(None::<PetId>), Uploads::new());
        let (weeks, skip_taken) = (RwSignal::new(None::<u8>), RwSignal::new(false));
        let hold = Action::new(move |starts_at: &Moment| {
            hold_time(practitioner.get_untracked(), type_id.get_untracked(), *starts_at)
        });
        let request = Action::new(move |(): &()| {
            let starts_at = chosen.get_untracked();
            let reason = reason.get_untracked();
            async move {
                let Some(starts_at) = starts_at else {
                    return Err(AppError::invalid("startsAt", "Please choose a time."));
                };
                request_appointment(BookingRequest {
                    practitioner: practitioner.get_untracked(),
                    type_id: type_id.get_untracked(),
                    starts_at,
                    reason,
                    client,
                    pet: pet.get_untracked(),
                    files: uploads.ready().iter().map(|file| file.id).collect(),
                    weeks: weeks.get_untracked(),
                    skip_taken: skip_taken.get_untracked(),
                })
                .await
            }
        });
        let day = RwSignal::new(None);
        Self { practitioner, type_id, day, chosen, reason, weeks, skip_taken, pet, uploads, hold, request, free }
    }

    /// Reads the free times of what is chosen now.
    pub fn ask_anew(self) {
        let query = FreeQuery {
            practitioner: self.practitioner.get_untracked(),
            type_id: self.type_id.get_untracked(),
            moving: None,
        };
        if self.free.query.get_untracked() == Some(query) {
            self.free.found.refetch();
        } else {
            self.free.query.set(Some(query));
        }
    }

    /// Free times follow what is chosen, and a chosen time is held.
    pub fn follow(self) {
        Effect::new(move |before: Option<()>| {
            self.practitioner.track();
            self.type_id.track();
            if before.is_some() {
                self.ask_anew();
            }
        });
        Effect::new(move |before: Option<Option<Moment>>| {
            let chosen = self.chosen.get();
            if before.flatten() != chosen
                && let Some(starts_at) = chosen
            {
                self.hold.dispatch(starts_at);
            }
            chosen
        });
        Effect::new(move |_| {
            if self.hold.value().with(|answer| is_taken(answer.as_ref())) {
                self.ask_anew();
            }
        });
    }

    /// To the new appointment; where the time was taken meanwhile, the times are read again and the rest stays.
    pub fn then_show(self) {
        let me = crate::app::use_me();
        let navigate = use_navigate();
        Effect::new(move |_| {
            if self.request.value().with(|answer| is_taken(answer.as_ref())) {
                self.ask_anew();
            }
            if let Some(Ok(appointment)) = self.request.value().get() {
                navigate(&paths::appointment(&me, appointment.id), NavigateOptions::default());
            }
        });
    }

    /// What is chosen stays where it is offered; else the first that is takes its place.
    pub fn keep_to(self, offers: &[Offer]) {
        let is_there = |id| offers.iter().any(|offer| offer.practitioner.id == id);
        if self.practitioner.get_untracked().is_some_and(|id| !is_there(id))
            && let Some(first) = offers.first()
        {
            self.practitioner.set(Some(first.practitioner.id));
        }
        let types = untrack(|| self.types(offers));
        if !types.iter().any(|kind| kind.id == self.type_id.get_untracked())
            && let Some(first) = types.first()
        {
            self.type_id.set(first.id);
        }
    }

    /// The types that can be booked with whom is chosen.
    pub fn types(self, offers: &[Offer]) -> Vec<AppointmentType> {
        let chosen = self.practitioner.get();
        let mut types: Vec<AppointmentType> = Vec::new();
        for offer in offers.iter().filter(|offer| chosen.is_none_or(|id| offer.practitioner.id == id)) {
            for kind in &offer.types {
                if !types.iter().any(|known| known.id == kind.id) {
                    types.push(kind.clone());
                }
            }
        }
        types
    }

    /// For how many weeks the chosen time is within reach of whom is chosen, or else of anybody who offers the type.
    pub fn weeks_within_reach(self, offers: &[Offer], now: Moment) -> i64 {
        let (chosen, type_id) = (self.practitioner.get(), self.type_id.get());
        let first = self.chosen.get().unwrap_or(now);
        let is_asked = |offer: &&Offer| match chosen {
            Some(id) => offer.practitioner.id == id,
            None => offer.types.iter().any(|kind| kind.id == type_id),
        };
        let weeks = offers.iter().filter(is_asked).map(|offer| weeks_within(offer.days_ahead, first, now));
        weeks.filter(|weeks| *weeks > 0).min().unwrap_or(0)
    }
}

fn is_taken<T>(answer: Option<&Result<T>>) -> bool {
    matches!(answer, Some(Err(AppError::Invalid { field, .. })) if field == "startsAt")
}
