//! Pages of history, from anywhere in the room.

use super::ask::Client;
use super::seed::MESSAGES;
use hdrhistogram::Histogram;
use outside::Outcome;
use uuid::Uuid;

const PAGE: i64 = 50;
const TIMES: i64 = 1_000;
const WARM_UP: i64 = 100;
/// A step that visits a room of this size all over, without an order.
const STRIDE: i64 = 382_519;

/// Microseconds.
pub struct Report {
    pub anywhere_p50: u64,
    pub anywhere_p99: u64,
    pub newest_p50: u64,
    pub deepest_p50: u64,
}

pub async fn measure(client: &Client, room: Uuid) -> Outcome<Report> {
    let anywhere = |turn: i64| PAGE + 1 + turn * STRIDE % (MESSAGES - PAGE);
    read(client, room, WARM_UP, anywhere).await?;
    let everywhere = read(client, room, TIMES, |turn| anywhere(turn + WARM_UP)).await?;
    let newest = read(client, room, TIMES, |_| MESSAGES + 1).await?;
    let deepest = read(client, room, TIMES, |_| PAGE + 1).await?;
    Ok(Report {
        anywhere_p50: everywhere.value_at_quantile(0.5),
        anywhere_p99: everywhere.value_at_quantile(0.99),
        newest_p50: newest.value_at_quantile(0.5),
        deepest_p50: deepest.value_at_quantile(0.5),
    })
}

async fn read(client: &Client, room: Uuid, times: i64, before: impl Fn(i64) -> i64) -> Outcome<Histogram<u64>> {
    let mut took = Histogram::new(3)?;
    for turn in 0..times {
        let path = format!("chat/messages/{room}?before={}&limit={PAGE}", before(turn));
        let count = client.ask(&path, &mut took).await?;
        if i64::try_from(count)? != PAGE {
            return Err(format!("a page of {count} messages: {path}").into());
        }
    }
    Ok(took)
}
