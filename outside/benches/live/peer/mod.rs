//! A plain socket.io server: what Attend is measured beside. It asks nobody who they are.

use outside::Outcome;
use outside::load::latency::{self, Party};
use outside::load::{Wire, text_frame};
use outside::{Postmaster, postgres};
use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use uuid::Uuid;

const SERVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/live/peer/server.cjs");

pub struct Peer {
    process: Child,
    address: String,
}

impl Peer {
    /// One that stores nothing.
    pub fn start() -> Outcome<Self> {
        Self::start_with([])
    }

    /// One that inserts each message into the table that pgbench writes to.
    pub fn start_storing(postmaster: &Postmaster) -> Outcome<Self> {
        let socket = postmaster.socket.to_str().ok_or("the socket's folder is no text")?;
        Self::start_with([("PGHOST", socket), ("PGUSER", postgres::NAME), ("PGDATABASE", postgres::NAME)])
    }

    /// `scripts/setup bench` has put socket.io and pg among the tools.
    fn start_with<const N: usize>(settings: [(&str, &str); N]) -> Outcome<Self> {
        let tools = env::var("ATTEND_TOOLS").map_err(|_| "ATTEND_TOOLS is not set: run this by `make bench`")?;
        let mut process = Command::new("node")
            .arg(SERVER)
            .env("NODE_PATH", Path::new(&tools).join("npm/node_modules"))
            .envs(settings)
            .stdout(Stdio::piped())
            .spawn()?;
        let told = process.stdout.take().ok_or("no output to read the port from")?;
        let mut port = String::new();
        BufReader::new(told).read_line(&mut port)?;
        Ok(Self { process, address: format!("127.0.0.1:{}", port.trim()) })
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Connected, and in the room: 40 is what socket.io's protocol says for it
    /// (<https://socket.io/docs/v4/socket-io-protocol/>).
    pub fn connect(&self) -> Outcome<Wire> {
        self.connect_to("room")
    }

    fn connect_to(&self, room: &str) -> Outcome<Wire> {
        let path = format!("/socket.io/?EIO=4&transport=websocket&room={room}");
        let mut wire = Wire::upgrade(&self.address, &path, "")?;
        let mut frame = Vec::new();
        text_frame("40", &mut frame);
        wire.write(&frame)?;
        Ok(wire)
    }

    /// From one's send to the other's socket, as many people as at Attend, each with one other in a room.
    pub fn latency(&self, people: usize) -> Outcome<latency::Report> {
        let wires = (0..people).map(|person| self.connect_to(&(person / 2).to_string())).collect::<Outcome<_>>()?;
        let drafts = Self::drafts();
        let draft = |_: usize, _: usize, body: &str, frame: &mut Vec<u8>| text_frame(&drafts(body), frame);
        latency::measure_among(Party { wires, draft: &draft, received: br#"42["message""# }, latency::SECONDS)
    }

    /// Writes messages, as long as Attend's are.
    pub fn drafts() -> impl Fn(&str) -> String + Send {
        let [room, sender] = [(); 2].map(|()| Uuid::now_v7());
        move |body| {
            let [id, client_id] = [(); 2].map(|()| Uuid::now_v7());
            format!(
                r#"42["message",{{"type":"message:received","room":"{room}","version":1,"message":{{"id":"{id}","room":"{room}","number":1,"version":1,"clientId":"{client_id}","sender":{{"id":"{sender}","name":"Dr. Imani Castle"}},"kind":"text","body":"{body}","createdAt":"2026-01-01T09:00:00.000000Z"}}}}]"#
            )
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
