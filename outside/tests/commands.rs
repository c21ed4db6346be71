//! The command line, as an operator uses it beside a running server.

use outside::{Outcome, Person, Server, program};
use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};
use std::{env, fs};

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn runs(mut command: Command, arguments: &[&str], typed: &str) -> Outcome<Output> {
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn()?;
    if let Some(mut stdin) = running.stdin.take() {
        stdin.write_all(typed.as_bytes())?;
    }
    Ok(running.wait_with_output()?)
}

#[tokio::test]
async fn commands_beside_a_running_server_leave_it_its_database() -> Outcome {
    let mut server = Server::start().await?;
    let postgres = server.postgres_pid()?;
    for command in ["migrate", "seed"] {
        let output = runs(server.program(), &[command], "")?;
        assert!(output.status.success(), "{command}: {}", said(&output));
    }
    let check = runs(server.program(), &["check"], "")?;
    assert!(said(&check).contains("cannot be listened on"), "the port is the server's: {}", said(&check));
    assert!(said(&check).contains("ok      migrations"), "{}", said(&check));
    assert_eq!(server.postgres_pid()?, postgres);
    let noor = Person::signs_in(&server, "patient@clinic.demo").await?;
    assert!(!noor.active_rooms().await?.is_empty());
    server.stop()
}

#[tokio::test]
async fn a_practice_is_founded_from_the_command_line() -> Outcome {
    let mut server = Server::start().await?;
    let founding = [
        "add-practice",
        "--name",
        "Hill Street Clinic",
        "--kind",
        "clinic",
        "--time-zone",
        "Europe/Berlin",
        "--admin-name",
        "Ada Berg",
        "--admin-email",
        "ada@hill.example",
    ];
    let output = runs(server.program(), &founding, "a quiet lake at dawn\n")?;
    assert!(output.status.success(), "{}", said(&output));
    let printed = said(&output);
    let join_code = printed.split_whitespace().last().unwrap_or_default();
    let adding = ["add-practitioner", "--practice", join_code, "--name", "Dr. Eva Lind", "--email", "eva@hill.example"];
    let weak = runs(server.program(), &adding, "short\n")?;
    assert!(!weak.status.success() && said(&weak).contains("ten characters"), "{}", said(&weak));
    let output = runs(server.program(), &adding, "a quiet lake at dawn\n")?;
    assert!(output.status.success(), "{}", said(&output));
    server.stop()
}

#[tokio::test]
async fn wrong_settings_are_refused_with_a_sentence_that_names_them() -> Outcome {
    let folder = tempfile::tempdir()?;
    for (name, value, sentence) in [
        ("LEPTOS_SITE_ADDR", "nowhere", "LEPTOS_SITE_ADDR"),
        ("ATTEND_LIMITS", "perhaps", "ATTEND_LIMITS"),
        ("ATTEND_URL", "attend.example.org", "ATTEND_URL"),
        ("DATABASE_URL", "mysql://here", "DATABASE_URL"),
        ("DATABASE_URL", "postgres://attend@127.0.0.1:1/attend", "The server of DATABASE_URL does not answer"),
        ("ATTEND_DEMO", "perhaps", "[possible values: on, off]"),
        ("PG_BIN", "/nowhere", "PG_BIN names /nowhere"),
        ("RUST_LOG", "attend=loudly", "RUST_LOG"),
    ] {
        let mut command = program();
        command.env("PATH", "/usr/bin:/bin").env("ATTEND_DATA", folder.path()).env(name, value);
        let output = runs(command, &["migrate"], "")?;
        assert!(!output.status.success() && said(&output).contains(sentence), "{name}: {}", said(&output));
    }
    Ok(())
}

#[tokio::test]
async fn a_data_folder_has_one_server() -> Outcome {
    let mut server = Server::start().await?;
    let postgres = server.postgres_pid()?;
    let mut second = server.program();
    second.env("LEPTOS_SITE_ADDR", "127.0.0.1:0");
    let refused = runs(second, &["serve"], "")?;
    assert!(!refused.status.success() && said(&refused).contains("Another server runs"), "{}", said(&refused));
    assert_eq!(server.postgres_pid()?, postgres, "its Postgres goes on");
    Person::signs_in(&server, "patient@clinic.demo").await?;
    server.stop()
}

#[test]
fn commands_on_a_new_data_folder_take_turns() -> Outcome {
    let folder = tempfile::Builder::new().permissions(Permissions::from_mode(0o755)).tempdir()?;
    let seed = || {
        let mut command = program();
        command.envs(env::vars_os().filter(|(name, _)| name == "PATH" || name == "PG_BIN"));
        command.env("ATTEND_DATA", folder.path().join("data"));
        command.arg("seed").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
    };
    for running in [seed()?, seed()?] {
        let output = running.wait_with_output()?;
        assert!(output.status.success(), "{}", said(&output));
    }
    Ok(())
}

#[test]
fn a_server_without_its_site_is_refused() -> Outcome {
    let folder = tempfile::tempdir()?;
    let table = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Leptos.toml"))?;
    fs::write(folder.path().join("Leptos.toml"), table.replace("target/site", "nowhere"))?;
    let mut command = program();
    command.current_dir(folder.path()).env("ATTEND_DATA", folder.path().join("data"));
    let output = runs(command, &["serve"], "")?;
    assert!(!output.status.success() && said(&output).contains("nowhere/pkg"), "{}", said(&output));
    Ok(())
}
