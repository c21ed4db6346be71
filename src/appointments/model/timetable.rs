//! Where the blocks of a day stand: by the clock on the wall, and beside each other where they overlap.

use crate::time::Civil;
use time::Date;

const DAY: u16 = 24 * 60;
/// Positions are in steps of so many minutes.
const STEP: u16 = 5;
/// No block is lower than half an hour, so that it can be read and pressed.
const SHORTEST: u16 = 30;

/// Minutes of a day, from the first until before the second.
pub type Minutes = (u16, u16);

/// A block's lane, of so many beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    pub lane: usize,
    pub of: usize,
}

/// The part of a stretch of time that lies on a day, in steps. Where the clock was set back within it, it is as long as
/// it lasts.
pub fn minutes_on(day: Date, from: Civil, until: Civil, lasts: i64) -> Option<Minutes> {
    if from.date > day || until.date < day {
        return None;
    }
    let of = |at: Civil| u16::from(at.hour) * 60 + u16::from(at.minute);
    let start = if from.date < day { 0 } else { of(from) };
    let end = if until.date > day { DAY } else { of(until) };
    let end = if from.date == until.date && end <= start { start.saturating_add(length(lasts)) } else { end };
    (start < end).then(|| (start / STEP * STEP, end.min(DAY).div_ceil(STEP) * STEP))
}

fn length(minutes: i64) -> u16 {
    u16::try_from(minutes).unwrap_or(DAY).clamp(STEP, DAY)
}

/// As high as a block is drawn.
pub fn as_block((from, until): Minutes) -> Minutes {
    let from = from.min(DAY - SHORTEST);
    (from, until.max(from + SHORTEST))
}

/// A lane for each block: those that overlap, directly or through others, share the width.
pub fn lanes(blocks: &[Minutes]) -> Vec<Lane> {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|&place| blocks[place]);
    let mut placed = vec![Lane { lane: 0, of: 1 }; blocks.len()];
    // Ends of the lanes of the group that is being placed.
    let (mut ends, mut group): (Vec<u16>, Vec<usize>) = (Vec::new(), Vec::new());
    for place in order {
        let (from, until) = blocks[place];
        if ends.iter().all(|end| *end <= from) {
            share(&mut placed, &group, ends.len());
            (ends, group) = (Vec::new(), Vec::new());
        }
        let lane = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(until);
        } else {
            ends[lane] = until;
        }
        placed[place].lane = lane;
        group.push(place);
    }
    share(&mut placed, &group, ends.len());
    placed
}

fn share(placed: &mut [Lane], group: &[usize], of: usize) {
    for place in group {
        placed[*place].of = of;
    }
}

/// The hours that a timetable shows: those of office days, and all that something lies in.
pub fn hours_around(blocks: impl IntoIterator<Item = Minutes>) -> (u16, u16) {
    let office = (8, 18);
    blocks.into_iter().fold(office, |(first, last), (from, until)| (first.min(from / 60), last.max(until.div_ceil(60))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;

    fn on(day: &str, from: &str, until: &str) -> Option<Minutes> {
        let day = super::super::parse_date(day)?;
        let (from, until) = (Moment::parse(from)?, Moment::parse(until)?);
        let zone = "Europe/Berlin";
        minutes_on(day, from.civil(zone), until.civil(zone), until.seconds_since(from) / 60)
    }

    #[test]
    fn a_block_stands_at_its_time_on_the_wall() {
        assert_eq!(on("2026-11-20", "2026-11-20T13:30:00Z", "2026-11-20T14:00:00Z"), Some((870, 900)));
        assert_eq!(on("2026-11-21", "2026-11-20T13:30:00Z", "2026-11-20T14:00:00Z"), None);
        assert_eq!(on("2026-11-20", "2026-11-20T13:32:00Z", "2026-11-20T13:58:00Z"), Some((870, 900)), "in steps");
    }

    #[test]
    fn over_midnight_it_stands_on_both_days() {
        let (from, until) = ("2026-11-20T22:30:00Z", "2026-11-21T00:00:00Z");
        assert_eq!(on("2026-11-20", from, until), Some((1410, 1440)));
        assert_eq!(on("2026-11-21", from, until), Some((0, 60)));
        let (from, until) = ("2026-11-20T22:30:00Z", "2026-11-20T23:00:00Z");
        assert_eq!(on("2026-11-21", from, until), None, "it ends as the day begins");
    }

    #[test]
    fn a_clock_that_changes_meanwhile_makes_no_block_vanish() {
        // From 2:45 to 2:15, since the clock was set back at 3:00.
        assert_eq!(on("2026-10-25", "2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z"), Some((165, 195)));
        // From 1:45 to 3:15, since there was no hour from 2:00.
        assert_eq!(on("2026-03-29", "2026-03-29T00:45:00Z", "2026-03-29T01:15:00Z"), Some((105, 195)));
    }

    #[test]
    fn every_block_can_be_read() {
        assert_eq!(as_block((600, 605)), (600, 630));
        assert_eq!(as_block((600, 660)), (600, 660));
        assert_eq!(as_block((1435, 1440)), (1410, 1440));
    }

    #[test]
    fn what_overlaps_stands_side_by_side() {
        let lane = |lane, of| Lane { lane, of };
        assert_eq!(lanes(&[(540, 570), (570, 600)]), [lane(0, 1), lane(0, 1)], "one after the other");
        assert_eq!(lanes(&[(540, 600), (570, 630), (600, 660)]), [lane(0, 2), lane(1, 2), lane(0, 2)]);
        assert_eq!(lanes(&[(600, 660), (540, 600)]), [lane(0, 1), lane(0, 1)], "in any order");
        assert_eq!(lanes(&[]), []);
    }

    proptest::proptest! {
        #[test]
        fn no_block_ever_hides_another(blocks in proptest::collection::vec((0u16..1440, 0u16..300), 0..40)) {
            let blocks: Vec<Minutes> =
                blocks.into_iter().map(|(from, long)| as_block((from, (from + long).min(DAY)))).collect();
            let lanes = lanes(&blocks);
            for one in 0..blocks.len() {
                proptest::prop_assert!(lanes[one].lane < lanes[one].of);
                for other in 0..one {
                    let overlap = blocks[one].0 < blocks[other].1 && blocks[other].0 < blocks[one].1;
                    let apart = lanes[one].of == lanes[other].of && lanes[one].lane != lanes[other].lane;
                    proptest::prop_assert!(!overlap || apart, "{:?} {:?}", blocks[one], blocks[other]);
                }
            }
        }
    }

    #[test]
    fn a_timetable_shows_all_that_is_in_it() {
        assert_eq!(hours_around([]), (8, 18));
        assert_eq!(hours_around([(390, 450), (1130, 1145)]), (6, 20));
        assert_eq!(hours_around([(0, 1440)]), (0, 24));
    }
}
