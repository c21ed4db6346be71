//! Keeping what a page shows of pets true.

use crate::ids::UserId;
use crate::live::event::{Event, Incoming};
use crate::live::use_live;
use crate::pets;
use crate::pets::Pet;

/// Calls `reread` whenever a pet of that owner has changed, or may have while there was no connection.
pub fn changes(owner: UserId, reread: impl Fn() + Copy + 'static) {
    changes_that(move |pet| pet.is_of(owner), reread);
}

/// The same for whichever pets are meant.
pub(super) fn changes_that(is_meant: impl Fn(&Pet) -> bool + 'static, reread: impl Fn() + Copy + 'static) {
    let live = use_live();
    live.listen(move |incoming| {
        if let Incoming::Event(Event::Pets(pets::Event::Changed { pet })) = incoming
            && is_meant(pet)
        {
            reread();
        }
    });
    live.once_back(reread);
}
