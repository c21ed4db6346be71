//! Holds the structure of the house: who may know whom, and how large a room may be.

use std::fs;
use std::path::{Path, PathBuf};

/// What each domain may use of the others.
const MAY_KNOW: [(&str, &[&str]); 11] = [
    ("accounts", &[]),
    // Everybody tells it what to say, and it knows nobody.
    ("notifications", &["accounts"]),
    ("files", &["accounts"]),
    ("chat", &["accounts", "files"]),
    ("pets", &["accounts", "files"]),
    ("appointments", &["accounts", "files", "chat", "pets"]),
    ("courses", &["accounts", "files", "chat"]),
    ("clients", &["accounts", "files", "chat", "appointments"]),
    ("announcements", &["accounts"]),
    ("emergencies", &["accounts", "files", "chat"]),
    // It reads every store, and nobody knows it.
    ("admin", &["accounts", "files", "chat", "pets", "appointments", "courses", "clients", "emergencies"]),
];

/// What is no domain: everybody may use it. `app` is here for its paths and for who is signed in.
const COMMON: [&str; 9] = ["app", "error", "hidden", "ids", "live", "server", "time", "ui", "words"];

/// Parts of the common that domains may use of the front hall.
const OF_APP: [&str; 5] = ["paths", "use_boot", "use_me", "use_me_signal", "boot"];

const LINES_AT_MOST: usize = 300;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// The first names after `crate::` in a file, groups opened, with what follows each: `("chat", "store")`.
fn uses(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (place, _) in text.match_indices("crate::") {
        let rest = &text[place + "crate::".len()..];
        let group: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        for path in group {
            let mut names = path.trim().split(|c: char| !c.is_alphanumeric() && c != '_');
            let first = names.next().unwrap_or_default().to_owned();
            found.push((first, names.find(|name| !name.is_empty()).unwrap_or_default().to_owned()));
        }
    }
    found
}

#[test]
fn domains_know_each_other_one_way_only() {
    for (domain, known) in MAY_KNOW {
        for file in rust_files(&source().join(domain)) {
            let text = fs::read_to_string(&file).unwrap_or_default();
            for (name, part) in uses(&text) {
                let is_allowed = name == domain
                    || known.contains(&&*name)
                    || COMMON.contains(&&*name)
                    || (name == "notifications" && domain != "accounts");
                assert!(is_allowed, "{} may not know {name}", file.display());
                let is_in_group = part.is_empty();
                assert!(
                    name != "app" || is_in_group || OF_APP.contains(&&*part),
                    "{} reaches into app::{part}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn furniture_knows_no_domain() {
    for file in rust_files(&source().join("ui")) {
        for (name, _) in uses(&fs::read_to_string(&file).unwrap_or_default()) {
            assert!(["error", "time", "ui"].contains(&&*name), "{} may not know {name}", file.display());
        }
    }
}

#[test]
fn models_know_no_framework() {
    let models = rust_files(&source()).into_iter().filter(|file| {
        let path = file.to_string_lossy();
        path.ends_with("/model.rs") || path.contains("/model/")
    });
    for file in models {
        let text = fs::read_to_string(&file).unwrap_or_default();
        assert!(!text.contains("use leptos") && !text.contains("use sqlx"), "{} is not pure", file.display());
    }
}

#[test]
fn no_file_is_too_long() {
    let root = source();
    let elsewhere = ["outside", "benches"].map(|folder| root.with_file_name(folder));
    for file in elsewhere.iter().chain([&root]).flat_map(|folder| rust_files(folder)) {
        let lines = fs::read_to_string(&file).unwrap_or_default().lines().count();
        assert!(lines <= LINES_AT_MOST, "{} has {lines} lines", file.display());
    }
}
