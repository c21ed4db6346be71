//! How parcels leave a transaction for the hubs of all servers. One server is its own only hub, so here they are
//! handed straight over. Because browsers catch up by version, a bus may lose a parcel but never a message.

use super::event::Event;
use super::hub::{Hub, Sight};
use crate::ids::{Pass, UserId};
use std::sync::Arc;

#[derive(Debug)]
pub enum Parcel {
    Event { audience: Arc<[UserId]>, event: Box<Event> },
    HangUp { passes: Vec<Pass> },
    Sight(Sight),
}

impl Parcel {
    pub fn is_urgent(&self) -> bool {
        matches!(self, Self::Event { event, .. } if event.is_urgent())
    }
}

#[derive(Clone)]
pub struct Bus {
    hub: Arc<Hub>,
}

impl Bus {
    pub fn new(hub: Arc<Hub>) -> Self {
        Self { hub }
    }

    pub fn carry(&self, parcel: Parcel) {
        match parcel {
            Parcel::Event { audience, event } => self.hub.tell(&audience, &event),
            Parcel::HangUp { passes } => self.hub.hang_up(&passes),
            Parcel::Sight(sight) => self.hub.note_sight(&sight),
        }
    }
}
