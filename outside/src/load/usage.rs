//! What processes use, read from /proc.

use crate::{Outcome, Server};
use std::time::Duration;
use std::{fs, thread};

/// /proc counts in hundredths of a second, on every machine Linux runs on today.
const TICK: Duration = Duration::from_millis(10);

pub struct Tasks {
    server: u32,
    postmaster: u32,
}

/// CPU time spent so far.
pub struct CpuTime {
    pub server: Duration,
    pub postgres: Duration,
    pub ours: Duration,
}

impl Tasks {
    pub fn of(server: &Server) -> Outcome<Self> {
        let postmaster = u32::try_from(server.postgres_pid()?)?;
        Ok(Self { server: server.pid().ok_or("the server does not run")?, postmaster })
    }
}

impl CpuTime {
    pub fn of(tasks: &Tasks) -> Outcome<Self> {
        Ok(Self {
            server: used_by(tasks.server)?,
            postgres: postgres(tasks.postmaster)?,
            ours: used_by(std::process::id())?,
        })
    }
}

/// What one process has used so far.
pub fn used_by(pid: u32) -> Outcome<Duration> {
    Ok(Stat::of(pid).ok_or("the process is gone")?.used)
}

/// The postmaster, its children, and those it had.
fn postgres(postmaster: u32) -> Outcome<Duration> {
    let main = Stat::of(postmaster).ok_or("Postgres is gone")?;
    let processes = fs::read_dir("/proc")?.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let children = processes.filter_map(Stat::of).filter(|stat| stat.parent == postmaster);
    Ok(main.used + main.used_by_dead_children + children.map(|stat| stat.used).sum::<Duration>())
}

struct Stat {
    parent: u32,
    used: Duration,
    used_by_dead_children: Duration,
}

impl Stat {
    /// Fields are counted from behind the name, which may hold anything: 1 is the parent, 11 to 14 are times.
    fn of(pid: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
        let time = |at: usize| Some(TICK * fields.get(at)?.parse::<u32>().ok()?);
        Some(Self {
            parent: fields.get(1)?.parse().ok()?,
            used: time(11)? + time(12)?,
            used_by_dead_children: time(13)? + time(14)?,
        })
    }
}

/// How busy the machine is with anything at all, over one second, in per cent.
pub fn busy_percent() -> Outcome<f64> {
    let (up_before, idle_before) = uptime()?;
    thread::sleep(Duration::from_secs(1));
    let (up_after, idle_after) = uptime()?;
    let cpus = f64::from(u32::try_from(thread::available_parallelism()?.get())?);
    Ok(100.0 * (1.0 - (idle_after - idle_before) / (up_after - up_before) / cpus))
}

/// Seconds since the start, and seconds that the CPUs were idle since then, in sum.
fn uptime() -> Outcome<(f64, f64)> {
    let uptime = fs::read_to_string("/proc/uptime")?;
    let (up, idle) = uptime.trim().split_once(' ').ok_or("/proc/uptime is not as expected")?;
    Ok((up.parse()?, idle.parse()?))
}

/// Memory of a process that is in RAM, in KB.
pub fn resident_kilobytes(pid: u32) -> Outcome<u32> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("VmRSS is not told")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// Files this process may have open.
pub fn files_allowed() -> Outcome<usize> {
    let limits = fs::read_to_string("/proc/self/limits")?;
    let line =
        limits.lines().find_map(|line| line.strip_prefix("Max open files")).ok_or("no limit on files is told")?;
    let soft = line.split_whitespace().next().unwrap_or_default();
    Ok(soft.parse().unwrap_or(usize::MAX))
}
