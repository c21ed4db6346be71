//! Every setting, read from the command line or the environment and checked before anything starts.

use crate::files::FileSettings;
use crate::server::mail::MailSettings;
use crate::server::push::PushSettings;
use crate::server::storage::StorageSettings;
use crate::server::switch::Switch;
use clap::Args;
use leptos::config::{LeptosOptions, get_configuration};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A value name is the variable's name, so that a refused value is reported by the name it was set under.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Address and port to listen on [default: 127.0.0.1:3000, from Leptos.toml]
    #[arg(long, env = "LEPTOS_SITE_ADDR", value_name = "LEPTOS_SITE_ADDR", global = true)]
    pub addr: Option<SocketAddr>,

    /// Folder of the private database and of files
    #[arg(long, env = "ATTEND_DATA", value_name = "ATTEND_DATA", default_value = "./data", global = true)]
    pub data: PathBuf,

    /// Postgres server to use instead of a private one, as <postgres://user:password@host/name>
    #[arg(long, env = "DATABASE_URL", value_name = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,

    /// Folder of the Postgres programs [default: the newest in /usr/lib/postgresql, or found on PATH]
    #[arg(long, env = "PG_BIN", value_name = "PG_BIN", global = true)]
    pub pg_bin: Option<PathBuf>,

    /// Seed the demo data at start and offer its people on the sign-in page
    #[arg(long, env = "ATTEND_DEMO", value_name = "ATTEND_DEMO", default_value = "off", value_parser = Switch, num_args = 0..=1, default_missing_value = "on", global = true)]
    pub demo: bool,

    /// The address people open, as <https://attend.example.org>; https turns Secure cookies and HSTS on
    #[arg(long, env = "ATTEND_URL", value_name = "ATTEND_URL", value_parser = origin, global = true)]
    pub url: Option<String>,

    /// Further origins that pages may be served from, separated by commas
    #[arg(long, env = "ATTEND_ORIGINS", value_name = "ATTEND_ORIGINS", value_delimiter = ',', value_parser = origin, global = true)]
    pub origins: Vec<String>,

    /// Trust X-Forwarded-For of the reverse proxy in front
    #[arg(long, env = "ATTEND_PROXY", value_name = "ATTEND_PROXY", default_value = "off", value_parser = Switch, num_args = 0..=1, default_missing_value = "on", global = true)]
    pub proxy: bool,

    /// Limits on how much one person may do at once; off for benchmarks
    #[arg(long, env = "ATTEND_LIMITS", value_name = "ATTEND_LIMITS", default_value = "on", value_parser = Switch, action = clap::ArgAction::Set, global = true)]
    pub limits: bool,

    /// Token that opens /metrics to others than this machine
    #[arg(
        long,
        env = "ATTEND_METRICS_TOKEN",
        value_name = "ATTEND_METRICS_TOKEN",
        hide_env_values = true,
        global = true
    )]
    pub metrics_token: Option<String>,

    /// Form of the log: text or json
    #[arg(long, env = "ATTEND_LOG", value_name = "ATTEND_LOG", default_value = "text", global = true)]
    pub log: LogForm,

    /// What to log, as info or attend=debug
    #[arg(long, env = "RUST_LOG", value_name = "RUST_LOG", default_value = "info,sqlx=warn", global = true)]
    pub log_filter: String,

    /// How often each live socket is asked for a sign of life; told to clients in seconds. Shorter in tests.
    #[arg(skip = Duration::from_secs(25))]
    pub heartbeat: Duration,

    /// How long a request may take, but for uploads. Shorter in tests.
    #[arg(skip = Duration::from_secs(20))]
    pub request_time: Duration,

    #[command(flatten)]
    pub files: FileSettings,

    #[command(flatten)]
    pub storage: StorageSettings,

    #[command(flatten)]
    pub mail: MailSettings,

    #[command(flatten)]
    pub push: PushSettings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogForm {
    Text,
    Json,
}

impl Settings {
    /// Whether people reach us over TLS, by way of a proxy.
    pub fn is_tls(&self) -> bool {
        self.url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The Leptos options of Leptos.toml, with our address in them. A sentence where that file is missing or wrong.
    pub fn leptos_options(&self) -> Result<LeptosOptions, String> {
        let mut options = get_configuration(Some("Leptos.toml"))
            .map_err(|cause| {
                format!("Leptos.toml cannot be read in this folder: {cause}. Start Attend where it lies.")
            })?
            .leptos_options;
        if let Some(addr) = self.addr {
            options.site_addr = addr;
        }
        // cargo-leptos lays the hashes of the bundles beside the program; a plain build has none.
        options.hash_files &=
            std::env::current_exe().is_ok_and(|program| program.with_file_name(options.hash_file.as_ref()).exists());
        Ok(options)
    }

    /// The same for a server, which needs the site that they name. A sentence where that is not there.
    pub fn options_with_site(&self) -> Result<LeptosOptions, String> {
        let options = self.leptos_options()?;
        let bundles = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
        if bundles.is_dir() {
            return Ok(options);
        }
        Err(format!(
            "The site is missing: {}, which Leptos.toml names (site-root, site-pkg-dir), is no folder. Build the site \
             (make run does), or copy it there.",
            bundles.display()
        ))
    }
}

/// `scheme://host[:port]` and nothing after it.
fn origin(text: &str) -> Result<String, String> {
    let text = text.trim().trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(text.to_lowercase()),
        _ => Err("an origin looks like https://attend.example.org".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }

    #[test]
    fn a_wrong_setting_is_refused_by_its_name() {
        for (flag, name) in [
            ("--addr", "LEPTOS_SITE_ADDR"),
            ("--demo", "ATTEND_DEMO"),
            ("--limits", "ATTEND_LIMITS"),
            ("--url", "ATTEND_URL"),
            ("--smtp-port", "ATTEND_SMTP_PORT"),
            ("--smtp-security", "ATTEND_SMTP_SECURITY"),
        ] {
            let refusal = Line::try_parse_from(["attend", &format!("{flag}=nonsense value")]).err();
            assert!(refusal.is_some_and(|error| error.to_string().contains(name)), "{name}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(origin("https://Attend.example.org/"), Ok("https://attend.example.org".into()));
        assert!(origin("attend.example.org").is_err());
        assert!(origin("https://attend.example.org/chat").is_err());
    }

    #[test]
    fn both_tables_of_leptos_options_say_the_same() {
        let table = |text: &str| {
            let value: toml::Table = text.parse().unwrap_or_default();
            value["package"]["metadata"]["leptos"].as_table().cloned().unwrap_or_default()
        };
        let deployed = table(include_str!("../../Leptos.toml"));
        let build = table(include_str!("../../Cargo.toml"));
        assert!(!deployed.is_empty());
        for (key, value) in &deployed {
            assert_eq!(build.get(key), Some(value), "{key}");
        }
    }
}
