//! Measures the live channel of a real server, and beside it what the same Postgres does with single rows.
//! Part of `make bench`.

mod alerts;
mod fanout;
mod inserts;
mod memory;
mod peer;
mod size;
mod table;
mod throughput;

use inserts::Pgbench;
use outside::load::{Seat, latency};
use outside::{Outcome, Server};
use peer::Peer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let mut server = Server::start().await?;
    let seats = Seat::take_all(&server).await?;
    table::head(&seats)?;
    // First of all: the checkpoints and vacuums that follow hundreds of thousands of messages are not a steady day.
    let pgbench = Pgbench::prepare(&server.postmaster()?).await?;
    let storing = Peer::start_storing(&server.postmaster()?)?;
    let beside = storing.latency(seats.len())?;
    table::latency(&latency::measure(&seats)?, &beside, &pgbench.at(latency::RATE)?);
    drop(storing);
    let beside = fanout::measure_beside(&Peer::start()?).await?;
    table::fanout(&fanout::measure(&server, &seats).await?, &beside);
    alerts::keep_apart(&server.postmaster()?).await?;
    table::alerts(&alerts::measure(&seats)?);
    table::throughput(&throughput::measure(&server, &seats)?, &pgbench.flat_out()?);

    // An idle socket is weighed in a server that has not been busy and has nothing left to do.
    server.postmaster()?.until_entered().await?;
    server.stop()?;
    server.restart().await?;
    let idle = memory::measure(&server, &seats).await?;
    table::memory(&idle, &memory::measure_beside(&Peer::start()?).await?);
    table::size(&size::of_first_loads(&server).await?);
    server.stop()
}
