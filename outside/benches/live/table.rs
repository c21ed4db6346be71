//! What was measured, beside what it should be.

use super::inserts::{Pace, Rate};
use super::size::Load;
use super::throughput::WINDOW;
use super::{alerts, fanout, memory, throughput};
use outside::Outcome;
use outside::load::Seat;
use outside::load::table::{milliseconds, row, verdict};
use outside::load::{latency, table};

const PER_SECOND: f64 = 20_000.0;
const P99_MICROSECONDS: u64 = 2_000;
const ALERT_P99: u64 = 1_000_000;
const FANOUT_P99: u64 = 13_500;
const MICROSECONDS_A_SOCKET: f64 = 1.5;
const KILOBYTES_A_SOCKET: f64 = 8.0;
const KILOBYTES_OF_FIRST_LOAD: f64 = 250.0;

pub fn head(seats: &[Seat]) -> Outcome {
    table::head(&format!("{} people at one socket each, {WINDOW} messages in flight each.", seats.len()))
}

/// `peer`: a plain socket.io server that inserts each message before it tells it; `paced`: single rows at the same rate.
pub fn latency(report: &latency::Report, peer: &latency::Report, paced: &Pace) {
    let name = |what| format!("send to the other's socket at {} a second, {what}", latency::RATE);
    row(&name("p50"), &milliseconds(report.p50), "");
    row(&name("p99"), &milliseconds(report.p99), &verdict(report.p99 <= P99_MICROSECONDS, "≤ 2 ms"));
    row(&name("worst"), &milliseconds(report.worst), "");
    row("… of it the load's own lateness, p99", &milliseconds(report.late_p99), "");
    row("… of them lost", &report.lost.to_string(), &verdict(report.lost == 0, "0"));
    let name = |what| format!("… with a plain socket.io server and one insert a message, {what}");
    row(&name("p50"), &milliseconds(peer.p50), "(beside it)");
    row(&name("p99"), &milliseconds(peer.p99), "(beside it)");
    row(&name("worst"), &milliseconds(peer.worst), "(beside it)");
    let name = |what| format!("single-row insert by pgbench at {} a second, {what}", latency::RATE);
    row(&name("p50"), &milliseconds(paced.p50), "(beside it)");
    row(&name("p99"), &milliseconds(paced.p99), "(beside it)");
}

/// `singles`: single rows, as many as pgbench can.
pub fn throughput(report: &throughput::Report, singles: &[Rate]) {
    let out_of_order = report.out_of_order;
    let target = verdict(report.per_second >= PER_SECOND, "≥ 20,000");
    row("durable messages acknowledged a second", &thousands(report.per_second), &target);
    row("… of them out of their sender's order", &out_of_order.to_string(), &verdict(out_of_order == 0, "0"));
    row("CPU of the server a message", &format!("{:.1} µs", report.server), "");
    row("CPU of Postgres a message", &format!("{:.1} µs", report.postgres), "");
    row("CPU of the load itself a message", &format!("{:.1} µs", report.load), "");
    for Rate { clients, per_second } in singles {
        let name = format!("single-row inserts a second by pgbench, {clients} clients");
        row(&name, &thousands(*per_second), "(beside it)");
    }
}

/// Half of what a plain socket.io server takes is the most. `peer` is one, measured in the same run; on a machine at
/// rest it has 27 ms and 14 µs.
pub fn fanout(report: &fanout::Report, peer: &fanout::Report) {
    let name = |what| format!("a room of {} sockets, {} messages a second, {what}", fanout::SOCKETS, fanout::A_SECOND);
    let lost = report.expected - report.deliveries;
    let target = verdict(report.p99 <= FANOUT_P99 || 2 * report.p99 <= peer.p99, "≤ 13.5 ms, or half of socket.io");
    row(&name("p99"), &milliseconds(report.p99), &target);
    let target = verdict(report.server <= 7.0 || 2.0 * report.server <= peer.server, "≤ 7 µs, or half of socket.io");
    row("… CPU of the server a delivery", &format!("{:.1} µs", report.server), &target);
    row("… of them lost", &lost.to_string(), &verdict(lost == 0, "0"));
    row("… the same room at a plain socket.io server, p99", &milliseconds(peer.p99), "(beside it)");
    row("… its CPU a delivery", &format!("{:.1} µs", peer.server), "(beside it)");
}

/// Alerts while everybody writes as fast as the server takes it.
pub fn alerts(report: &alerts::Report) {
    let name = |what| format!("an emergency to a doctor's socket, mailroom saturated, {what}");
    row(&name("p50"), &milliseconds(report.p50), "");
    row(&name("p99"), &milliseconds(report.p99), &verdict(report.p99 <= ALERT_P99, "≤ 1 s"));
    row(&name("worst"), &milliseconds(report.worst), "");
    row("… of them lost", &report.lost.to_string(), &verdict(report.lost == 0, "0"));
}

pub fn memory(report: &memory::Report, peer: &memory::Report) {
    let target = verdict(report.kilobytes_each <= KILOBYTES_A_SOCKET, "≤ 8 KB");
    let name = format!("memory an idle socket, of {} open", report.sockets);
    row(&name, &format!("{:.2} KB", report.kilobytes_each), &target);
    let target = verdict(report.microseconds_each <= MICROSECONDS_A_SOCKET, "≤ 1.5 µs");
    row("… CPU of the server a second each", &format!("{:.2} µs", report.microseconds_each), &target);
    row("… memory at a plain socket.io server", &format!("{:.2} KB", peer.kilobytes_each), "(beside it)");
    row("… its CPU a second each", &format!("{:.2} µs", peer.microseconds_each), "(beside it)");
}

pub fn size(loads: &[(&str, Load)]) {
    for (page, load) in loads {
        let kilobytes = f64::from(u32::try_from(load.bytes).unwrap_or(u32::MAX)) / 1000.0;
        let name = format!("{page} in brotli, {} files", load.files);
        row(&name, &format!("{kilobytes:.1} KB"), &verdict(kilobytes <= KILOBYTES_OF_FIRST_LOAD, "≤ 250 KB"));
    }
}

fn thousands(value: f64) -> String {
    let whole = format!("{value:.0}");
    let (head, tail) = whole.split_at(whole.len().saturating_sub(3));
    if head.is_empty() { tail.into() } else { format!("{head},{tail}") }
}
