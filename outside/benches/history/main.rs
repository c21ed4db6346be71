//! Measures reading and searching a room of a million messages, over HTTP, in a real server.
//! Part of `make bench`.

mod ask;
mod pages;
mod searches;
mod seed;
mod table;

use ask::Client;
use outside::{Outcome, Person, Server};
use std::time::Instant;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let mut server = Server::start().await?;
    let [reader, other] = [
        Person::signs_in(&server, "patient@clinic.demo").await?,
        Person::signs_in(&server, "doctor@clinic.demo").await?,
    ];
    table::head()?;
    let postmaster = server.postmaster()?;
    let room = seed::fill(&postmaster, reader.id, other.id).await?;
    let filled = Instant::now();
    postmaster.until_entered().await?;
    table::entered(filled.elapsed());
    let client = Client::of(&reader)?;
    table::pages(&pages::measure(&client, room).await?);
    table::searches("in that room", &searches::measure(&client, room).await?);
    table::searches("in all rooms", &searches::measure_all(&client).await?);
    server.stop()
}
