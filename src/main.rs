//! The command line: `attend serve | migrate | seed | check | add-practice | add-practitioner`.

use attend::server::config::Settings;
use attend::server::founding::{FirstPractice, NewPractitioner};
use attend::server::{check, demo, founding, serve, start};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

// Many small frames of many threads: glibc's allocator keeps far more of them than it needs.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Appointments, live conversations, notifications and an emergency line for practices.
///
/// Every option can be set by the environment variable that is its value's name.
#[derive(Parser)]
#[command(version)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the database up to date and serve the site (the default)
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Add the demo practices and people; what is there stays
    Seed,
    /// Look at settings, database, migrations, storage, e-mail, audit, clock and port, and say what to do
    Check,
    /// Add a practice and its first admin, whose password is read from standard input
    AddPractice(FirstPractice),
    /// Add a practitioner to a practice; their password is read from standard input
    AddPractitioner(NewPractitioner),
}

#[tokio::main]
async fn main() -> ExitCode {
    let line = Line::parse();
    let settings = line.settings;
    let done = match line.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(settings).await,
        Command::Migrate => start::migrate(settings).await,
        Command::Seed => demo::seed_and_stop(settings).await,
        Command::Check => check::check(settings).await,
        Command::AddPractice(first) => founding::add_practice(settings, first).await,
        Command::AddPractitioner(new) => founding::add_practitioner(settings, new).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            #[allow(clippy::print_stderr)]
            {
                eprintln!("{sentence}");
            }
            ExitCode::FAILURE
        }
    }
}
