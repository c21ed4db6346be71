//! The server itself, for whoever watches over it.

use super::endpoint::{Section, get};
use super::nouns::{Health, Readiness};

pub fn section() -> Section {
    Section {
        name: "The server",
        about: "For programs that watch over it.",
        endpoints: vec![
            get("/health", "health", "Is it alive?").public().answers::<Health>(200, "It is."),
            get("/ready", "ready", "Can it do its work?")
                .public()
                .answers::<Readiness>(200, "It can.")
                .answers::<Readiness>(503, "What is false is missing."),
            get("/metrics", "metrics", "How is it doing?")
                .says("Open to this machine, and to whoever has the token of `ATTEND_METRICS_TOKEN`.")
                .public()
                .answers_as(200, "text/plain", "The text form of Prometheus.")
                .refuses(&[404]),
            get("/api/v1/openapi.json", "describe", "This description").public().answers_as(
                200,
                "application/json",
                "OpenAPI 3.1.",
            ),
        ],
    }
}
