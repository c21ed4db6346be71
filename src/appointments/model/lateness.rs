//! Running late: what a delay at the head of a day does to what follows.

use super::appointment::Appointment;
use super::state::Status;
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Delays that a press of a button says, in minutes.
pub const DELAYS: [i64; 3] = [5, 15, 30];
const LONGEST: i64 = 240;

/// An appointment as it was planned, with the minutes that are kept free beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    pub starts_at: Moment,
    pub ends_at: Moment,
    pub before: i64,
    pub after: i64,
}

/// How late a practitioner is, in minutes counted from the plan; 0 is on time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Delay {
    #[cfg_attr(feature = "ssr", schema(minimum = 0, maximum = 240))]
    pub minutes: i64,
    /// Whose; practitioners say it of themselves.
    #[serde(default)]
    pub practitioner: Option<UserId>,
}

impl Delay {
    pub fn checked(self) -> Result<Self> {
        if (0..=LONGEST).contains(&self.minutes) {
            Ok(self)
        } else {
            Err(AppError::invalid("minutes", "A delay is 0 to 240 minutes."))
        }
    }
}

/// When each of a day's appointments is expected to begin if the first begins so many minutes late.
pub fn expected(plan: &[Planned], delay: i64) -> Vec<Option<Moment>> {
    expected_from(plan, plan.first().map(|first| first.clear_at(first.starts_at.plus_minutes(delay.max(0)))))
}

/// When each is expected to begin if there is nothing to be done from `clear` on: none before its own time, and none
/// before the one ahead of it is over, buffers included. Gaps take up the delay. `None`: on time.
pub fn expected_from(plan: &[Planned], mut clear: Option<Moment>) -> Vec<Option<Moment>> {
    let each = |planned: &Planned| {
        let begins = clear.map_or(planned.starts_at, |clear| clear.plus_minutes(planned.before).max(planned.starts_at));
        let minutes = planned.ends_at.seconds_since(planned.starts_at) / 60;
        clear = Some(begins.plus_minutes(minutes + planned.after));
        Some(begins).filter(|begins| *begins != planned.starts_at)
    };
    plan.iter().map(each).collect()
}

impl Planned {
    /// From when on it needs the practitioner, if it begins then.
    pub fn clear_at(&self, begins: Moment) -> Moment {
        begins.plus_minutes(-self.before)
    }
}

/// By how many minutes the first of what is left of a day is expected later than planned.
pub fn delay_now(of_day: &[Appointment], now: Moment) -> Option<i64> {
    let first = of_day.iter().find(|appointment| appointment.is_left(now))?;
    Some(first.expected_at.map_or(0, |at| at.seconds_since(first.starts_at) / 60))
}

impl Appointment {
    /// When it is expected to begin, where that is not when it was agreed to.
    pub fn expected_later(&self) -> Option<Moment> {
        self.expected_at.filter(|at| self.status.is_open() && *at != self.starts_at)
    }

    /// Whether it still has to be held, or is being held: as it is expected, not as it was planned.
    pub fn is_left(&self, now: Moment) -> bool {
        self.status == Status::Confirmed && self.ends_soonest() > now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beginnings and ends in minutes of the day, and buffers.
    fn plan(of: &[(i64, i64, i64, i64)]) -> Vec<Planned> {
        let at = |minute: i64| Moment::from_unix_millis(minute * 60_000);
        of.iter()
            .map(|&(from, until, before, after)| Planned { starts_at: at(from), ends_at: at(until), before, after })
            .collect()
    }

    fn minutes(plan: &[Planned], delay: i64) -> Vec<Option<i64>> {
        expected(plan, delay).into_iter().map(|at| at.map(|at| at.unix_seconds() / 60)).collect()
    }

    #[test]
    fn on_time_nothing_is_expected_at_another_time() {
        let plan = plan(&[(0, 30, 0, 0), (30, 60, 0, 10), (70, 80, 0, 0)]);
        assert_eq!(minutes(&plan, 0), [None, None, None]);
        assert_eq!(minutes(&[], 15), []);
    }

    #[test]
    fn what_follows_closely_is_as_late() {
        let plan = plan(&[(0, 30, 0, 0), (30, 60, 0, 0), (60, 90, 0, 0)]);
        assert_eq!(minutes(&plan, 15), [Some(15), Some(45), Some(75)]);
    }

    #[test]
    fn a_gap_takes_up_the_delay() {
        let plan = plan(&[(0, 30, 0, 0), (40, 70, 0, 0), (75, 90, 0, 0)]);
        assert_eq!(minutes(&plan, 15), [Some(15), Some(45), None]);
        assert_eq!(minutes(&plan, 5), [Some(5), None, None]);
        assert_eq!(minutes(&plan, 30), [Some(30), Some(60), Some(90)]);
    }

    #[test]
    fn buffers_stay_free() {
        let plan = plan(&[(0, 30, 0, 10), (45, 60, 5, 0)]);
        assert_eq!(minutes(&plan, 5), [Some(5), Some(50)]);
        assert_eq!(minutes(&plan, 0), [None, None]);
    }

    #[test]
    fn what_falls_away_makes_room_for_what_follows() {
        let plan = plan(&[(0, 30, 0, 0), (30, 60, 0, 0), (60, 90, 0, 0), (90, 120, 0, 0)]);
        let from = |plan: &[Planned], clear: i64| -> Vec<Option<i64>> {
            let clear = Some(Moment::from_unix_millis(clear * 60_000));
            expected_from(plan, clear).into_iter().map(|at| at.map(|at| at.unix_seconds() / 60)).collect()
        };
        assert_eq!(from(&[plan[0], plan[2], plan[3]], 40), [Some(40), Some(70), Some(100)], "the second fell away");
        assert_eq!(from(&plan[1..], 40), [Some(40), Some(70), Some(100)], "the first fell away");
        assert_eq!(from(&plan[2..], 40), [None, None], "the gap took up all of it");
    }

    #[test]
    fn a_delay_has_bounds() {
        let delay = |minutes| Delay { minutes, practitioner: None }.checked();
        assert!(delay(0).is_ok() && delay(240).is_ok() && delay(-1).is_err() && delay(241).is_err());
    }
}
