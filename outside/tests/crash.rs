//! Nothing acknowledged is ever lost: servers and databases are killed while many people write, and what was
//! acknowledged is compared with what is there afterwards.

use outside::{Lane, Orders, Outcome, PATIENCE, PEOPLE, Person, Room, Server, compare, wait_until};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;
use tokio::task::JoinSet;
use uuid::Uuid;

/// How often each test strikes, and how many acknowledgements come between two strikes.
const STRIKES: usize = 3;
const BETWEEN_STRIKES: usize = 1_000;
/// Connections each person writes to each of their rooms with.
const LANES: usize = 2;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_the_server_is_killed() -> Outcome {
    let mut server = Server::start().await?;
    let crowd = Crowd::gather(&server).await?;
    let postgres = server.postgres_pid()?;
    for _ in 0..STRIKES {
        crowd.is_acknowledged(BETWEEN_STRIKES).await?;
        server.kill()?;
        server.restart().await?;
    }
    assert_eq!(server.postgres_pid()?, postgres, "each new server adopts the running Postgres");
    crowd.finds_all_it_was_promised().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_postgres_is_killed() -> Outcome {
    let mut server = Server::start().await?;
    let crowd = Crowd::gather(&server).await?;
    for _ in 0..STRIKES {
        crowd.is_acknowledged(BETWEEN_STRIKES).await?;
        let killed = server.postmaster()?;
        killed.kill()?;
        wait_until("the server has started Postgres again", || {
            server.postmaster().is_ok_and(|now| now.pid != killed.pid && now.is_running())
        })?;
    }
    crowd.finds_all_it_was_promised().await?;
    assert!(server.is_running(), "the server outlives its Postgres");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_when_both_are_killed() -> Outcome {
    let mut server = Server::start().await?;
    let crowd = Crowd::gather(&server).await?;
    for _ in 0..STRIKES {
        crowd.is_acknowledged(BETWEEN_STRIKES).await?;
        let postmaster = server.postmaster()?;
        server.kill()?;
        postmaster.kill()?;
        server.restart().await?;
    }
    crowd.finds_all_it_was_promised().await
}

#[tokio::test]
async fn a_stopped_server_stops_its_postgres_and_keeps_the_history() -> Outcome {
    let mut server = Server::start().await?;
    let noor = Person::signs_in(&server, "patient@clinic.demo").await?;
    let room = noor.active_rooms().await?[0].id;
    noor.connects().await?.says(room, "Is this kept?").await?;
    let (history, postmaster) = (noor.history(room).await?, server.postmaster()?);

    server.stop()?;
    assert!(!postmaster.is_running(), "Postgres stops with its server");
    server.restart().await?;
    assert_eq!(noor.history(room).await?, history);

    let said = noor.connects().await?.says(room, "And is this the next one?").await?;
    assert_eq!(said.number, history[history.len() - 1].number + 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_server_says_goodbye_to_its_sockets() -> Outcome {
    let mut server = Server::start().await?;
    let noor = Person::signs_in(&server, "patient@clinic.demo").await?;
    let mut goodbyes = JoinSet::new();
    for _ in 0..3 {
        let mut socket = noor.connects().await?;
        socket.hears("presence").await?;
        goodbyes.spawn(async move { socket.is_closed_with().await });
    }
    server.stop()?;
    while let Some(goodbye) = goodbyes.join_next().await {
        assert_eq!(goodbye??, 1001, "going away: come back to the next server");
    }
    Ok(())
}

/// Everybody who is in an active room, writing without a pause.
struct Crowd {
    orders: Arc<Orders>,
    writers: JoinSet<Outcome<Lane>>,
    /// How many messages each room had before.
    before: HashMap<Uuid, i64>,
}

impl Crowd {
    async fn gather(server: &Server) -> Outcome<Self> {
        let mut crowd = Self { orders: Arc::default(), writers: JoinSet::new(), before: HashMap::new() };
        for email in PEOPLE {
            let person = Person::signs_in(server, email).await?;
            for Room { id: room, last_number, .. } in person.active_rooms().await? {
                crowd.before.entry(room).or_insert(last_number);
                for device in 1..=LANES {
                    crowd.writes(Lane::new(person.clone(), room, format!("{email} at device {device}")));
                }
            }
        }
        Ok(crowd)
    }

    fn writes(&mut self, lane: Lane) {
        let orders = Arc::clone(&self.orders);
        self.writers.spawn(async move { lane.writes(&orders).await });
    }

    /// Returns when that many more messages are acknowledged.
    async fn is_acknowledged(&self, more: usize) -> Outcome {
        let target = self.orders.acknowledged.load(Relaxed) + more;
        let grown = async {
            while self.orders.acknowledged.load(Relaxed) < target {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        Ok(tokio::time::timeout(PATIENCE, grown).await.map_err(|_| "messages are no longer acknowledged")?)
    }

    /// Goes on for a while, comes to an end, and compares.
    async fn finds_all_it_was_promised(mut self) -> Outcome {
        self.is_acknowledged(BETWEEN_STRIKES).await?;
        self.orders.is_over.store(true, Relaxed);
        let mut lanes = Vec::new();
        while let Some(lane) = self.writers.join_next().await {
            lanes.push(lane??);
        }
        for (room, before) in self.before {
            let lanes: Vec<&Lane> = lanes.iter().filter(|lane| lane.room == room).collect();
            let reader = lanes.first().ok_or("nobody wrote in a room")?;
            compare(&reader.person.history(room).await?, &lanes, before);
        }
        Ok(())
    }
}
