//! How benchmarks print what they measured, beside what it should be.

#![allow(clippy::print_stdout, reason = "what a benchmark has to say, it prints")]

use super::usage::busy_percent;
use crate::Outcome;

/// What was measured, and how busy other programs keep the machine. Figures count only from one that is at rest.
pub fn head(what: &str) -> Outcome {
    println!("{what}");
    println!(
        "Load and server share this machine, which other programs keep busy to {:.0} %.\n",
        busy_percent()?.max(0.0)
    );
    row("", "measured", "target");
    Ok(())
}

pub fn row(name: &str, measured: &str, target: &str) {
    println!("{name:56} {measured:>10}   {target}");
}

pub fn verdict(is_met: bool, target: &str) -> String {
    format!("{target}  {}", if is_met { "met" } else { "MISSED" })
}

pub fn milliseconds(microseconds: u64) -> String {
    format!("{}.{:03} ms", microseconds / 1000, microseconds % 1000)
}
