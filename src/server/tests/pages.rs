//! Pages drawn for many people at once show each their own.

use crate::server::testing::{Cast, Story};
use futures_util::{StreamExt, stream};
use reqwest::{Method, StatusCode};

const AT_ONCE: usize = 16;

const PEOPLE: [(&str, &str); 8] = [
    ("patient@clinic.demo", "patient"),
    ("patient2@clinic.demo", "patient"),
    ("doctor@clinic.demo", "doctor"),
    ("veterinarian@veterinary.demo", "veterinarian"),
    ("pet-parent@veterinary.demo", "pet-parent"),
    ("tutor@tutoring.demo", "tutor"),
    ("member@fitness.demo", "member"),
    ("admin@fitness.demo", "admin"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_ones_data_appears_in_anothers_page() -> Story {
    let cast = Cast::assemble().await?;
    let mut actors = Vec::new();
    for (email, role) in PEOPLE {
        actors.push((cast.signs_in(email).await?, role));
    }
    let visits = actors.iter().flat_map(|(actor, role)| {
        (0..6).map(move |round| async move {
            let path = match round % 3 {
                0 => "/settings/profile".to_owned(),
                1 => format!("/{role}"),
                _ => format!("/{role}/chat"),
            };
            let answer = actor.ask(Method::GET, &path).header("accept", "text/html").send().await?;
            let status = answer.status();
            Ok::<_, reqwest::Error>((actor.me.email.as_str(), path, status, answer.text().await?))
        })
    });
    let visits = stream::iter(visits).buffer_unordered(AT_ONCE).collect::<Vec<_>>().await;
    for visit in visits {
        let (email, path, status, page) = visit?;
        assert_eq!(status, StatusCode::OK, "{email} at {path}");
        assert!(page.contains(email), "{path} is not {email}'s");
        for (other, _) in PEOPLE.iter().filter(|(other, _)| *other != email) {
            assert!(!page.contains(other), "{other} appears in {path} of {email}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn an_address_that_is_none_keeps_the_navigation() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    for path in ["/patient/nothing-here", "/patient/chat/a/b", "/settings/nothing-here", "/nobody/nothing-here"] {
        let answer = noor.ask(Method::GET, path).header("accept", "text/html").send().await?;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        let page = answer.text().await?;
        assert!(page.contains("There is nothing here") && page.contains("aria-label=\"Your profile\""), "{path}");
    }
    let signed_out = cast.ask(Method::GET, "/nobody/nothing-here").header("accept", "text/html").send().await?;
    assert_eq!(signed_out.status(), StatusCode::NOT_FOUND);
    let own = cast.ask(Method::GET, "/patient/nothing-here").header("accept", "text/html").send().await?;
    assert_eq!(own.headers()["location"], "/sign-in?next=/patient/nothing-here");
    Ok(())
}
