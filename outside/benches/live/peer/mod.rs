//! A plain socket.io server: what the fan-out is measured beside. It stores nothing and asks nobody who they are.

use outside::Outcome;
use outside::load::{Wire, text_frame};
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
    /// `scripts/setup bench` has put socket.io among the tools.
    pub fn start() -> Outcome<Self> {
        let tools = env::var("ATTEND_TOOLS").map_err(|_| "ATTEND_TOOLS is not set: run this by `make bench`")?;
        let mut process = Command::new("node")
            .arg(SERVER)
            .env("NODE_PATH", Path::new(&tools).join("npm/node_modules"))
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
        let mut wire = Wire::upgrade(&self.address, "/socket.io/?EIO=4&transport=websocket", "")?;
        let mut frame = Vec::new();
        text_frame("40", &mut frame);
        wire.write(&frame)?;
        Ok(wire)
    }

    /// Writes messages, as long as Attend's are.
    pub fn drafts() -> impl Fn(&str) -> String + Send {
        let [id, room, client_id, sender] = [(); 4].map(|()| Uuid::now_v7());
        move |body| {
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
