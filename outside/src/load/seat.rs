//! One person of the demo data at one socket, and the rooms they write in.

use super::wire::{Wire, text_frame};
use crate::{Outcome, PEOPLE, Person, Server};
use uuid::Uuid;

pub struct Seat {
    pub address: String,
    pub token: String,
    rooms: Vec<Uuid>,
}

impl Seat {
    pub async fn take_all(server: &Server) -> Outcome<Vec<Self>> {
        let mut seats = Vec::new();
        for email in PEOPLE {
            let person = Person::signs_in(server, email).await?;
            let rooms: Vec<Uuid> = person.active_rooms().await?.iter().map(|room| room.id).collect();
            if rooms.is_empty() {
                return Err(format!("{email} has no active room to write in").into());
            }
            seats.push(Self { address: person.address, token: person.token, rooms });
        }
        Ok(seats)
    }

    pub fn connect(&self) -> Outcome<Wire> {
        Wire::open(&self.address, &self.token)
    }

    /// A person's rooms take turns.
    pub fn turn(&self, sequence: usize) -> usize {
        sequence % self.rooms.len()
    }

    pub fn room_count(&self) -> usize {
        self.rooms.len()
    }

    pub fn first_room(&self) -> Uuid {
        self.rooms[0]
    }

    /// The frame that opens this person's first room.
    pub fn join_frame(&self) -> Vec<u8> {
        let mut frame = Vec::new();
        text_frame(&format!(r#"{{"type":"join:chat","room":"{}"}}"#, self.rooms[0]), &mut frame);
        frame
    }

    /// Writes drafts for this person's first room.
    pub fn first_room_drafts(&self) -> impl Fn(&str) -> String + Send + use<> {
        let room = self.rooms[0];
        move |body| {
            let client_id = Uuid::now_v7();
            format!(
                r#"{{"type":"message:send","id":"1","room":"{room}","clientId":"{client_id}","kind":"text","body":"{body}"}}"#
            )
        }
    }

    /// Appends the frame that sends `body` as this person's message number `sequence`.
    pub fn draft(&self, sequence: usize, body: &str, frames: &mut Vec<u8>) {
        let (room, client_id) = (self.rooms[self.turn(sequence)], Uuid::now_v7());
        let text = format!(
            r#"{{"type":"message:send","id":"{sequence}","room":"{room}","clientId":"{client_id}","kind":"text","body":"{body}"}}"#
        );
        text_frame(&text, frames);
    }
}
