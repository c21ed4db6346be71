//! What people do in a room, and what a network makes of the news of it.

use super::EMOJI;
use crate::chat::Event;
use proptest::prelude::*;

/// More pieces of news than a history comes to.
const EVENTS: usize = 200;

/// What somebody does; a number is a place among the messages that were said.
#[derive(Clone, Debug)]
pub enum Act {
    Says,
    Replies(usize),
    Edits(usize),
    Deletes(usize),
    Reacts(usize, usize),
    TakesBack(usize, usize),
    Reads(usize),
    Receives(usize),
    Renames,
    AddsJonas,
    RemovesJonas,
    Ends,
}

fn act() -> impl Strategy<Value = Act> {
    let place = || 0_usize..30;
    prop_oneof![
        8 => Just(Act::Says),
        4 => place().prop_map(Act::Replies),
        3 => place().prop_map(Act::Edits),
        2 => place().prop_map(Act::Deletes),
        4 => (place(), 0..EMOJI.len()).prop_map(|(place, emoji)| Act::Reacts(place, emoji)),
        3 => (place(), 0..EMOJI.len()).prop_map(|(place, emoji)| Act::TakesBack(place, emoji)),
        4 => place().prop_map(Act::Reads),
        4 => place().prop_map(Act::Receives),
        2 => Just(Act::Renames),
        2 => Just(Act::AddsJonas),
        2 => Just(Act::RemovesJonas),
        1 => Just(Act::Ends),
    ]
}

/// Who does what, one after the other.
pub fn history() -> impl Strategy<Value = Vec<(usize, Act)>> {
    prop::collection::vec((0_usize..3, act()), 15..40)
}

/// What a network makes of each piece of news: as many copies as there are numbers, each behind so many later ones.
pub fn network() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let behind = || prop_oneof![8 => Just(0_usize), 1 => 2_usize..8];
    let copies = prop_oneof![
        1 => Just(Vec::<usize>::new()),
        10 => behind().prop_map(|behind| vec![behind]),
        1 => prop::collection::vec(behind(), 2),
    ];
    prop::collection::vec(copies, EVENTS)
}

/// The news as a device hears of it.
pub fn arriving<'a>(events: &'a [Event], network: &[Vec<usize>]) -> Vec<&'a Event> {
    let mut arriving: Vec<(usize, &Event)> = Vec::new();
    for (place, (event, copies)) in events.iter().zip(network).enumerate() {
        arriving.extend(copies.iter().map(|behind| (place + behind, event)));
    }
    arriving.sort_by_key(|(place, _)| *place);
    arriving.into_iter().map(|(_, event)| event).collect()
}
