//! What was measured, beside what it should be.

use super::pages;
use super::searches;
use super::seed::MESSAGES;
use outside::Outcome;
use outside::load::table::{self, milliseconds, row, verdict};
use std::time::Duration;

const PAGE_MICROSECONDS: u64 = 5_000;
const SEARCH_MICROSECONDS: u64 = 100_000;

pub fn head() -> Outcome {
    table::head(&format!("One room of {MESSAGES} messages."))
}

pub fn pages(report: &pages::Report) {
    row("history page of 50, anywhere, p50", &milliseconds(report.anywhere_p50), "");
    let is_met = report.anywhere_p99 <= PAGE_MICROSECONDS;
    row("history page of 50, anywhere, p99", &milliseconds(report.anywhere_p99), &verdict(is_met, "≤ 5 ms"));
    row("history page of 50, newest, p50", &milliseconds(report.newest_p50), "");
    row("history page of 50, deepest, p50", &milliseconds(report.deepest_p50), "");
    let hundredths = report.deepest_p50 * 100 / report.newest_p50.max(1);
    let ratio = format!("{}.{:02} ×", hundredths / 100, hundredths % 100);
    row("… deepest to newest", &ratio, &verdict(hundredths <= 200, "≤ 2 ×"));
}

pub fn searches(scope: &str, reports: &[searches::Report]) {
    for report in reports {
        let name = |what| format!("search {scope}, {}, {what}", report.kind);
        row(&name("p50"), &milliseconds(report.p50), "");
        let target = verdict(report.p95 <= SEARCH_MICROSECONDS, "≤ 100 ms");
        row(&name("p95"), &milliseconds(report.p95), &target);
    }
}

pub fn entered(within: Duration) {
    let per_second = u128::from(MESSAGES.unsigned_abs()) * 1000 / within.as_millis().max(1);
    row("messages entered for search a second", &per_second.to_string(), "");
}
