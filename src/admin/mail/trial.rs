//! The same for the page and for HTTP: how e-mail goes out, and trying it.

use super::{MailStatus, TestLetter};
use crate::accounts::Me;
use crate::admin::deeds::practice_of_admin;
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::server::mail::{Letter, Link, MailError, Recipient};
use crate::server::state::AppState;
use uuid::Uuid;

pub fn mail_status(state: &AppState, me: &Me) -> Result<MailStatus> {
    practice_of_admin(me)?;
    let (server, security) = state.mailer.server().unzip();
    Ok(MailStatus {
        on: state.mailer.is_on(),
        server,
        security: security.map(|security| security.as_str().to_owned()),
        from: state.mailer.from().map(|from| from.email.to_string()),
        site: state.site(),
    })
}

/// Answers once the mail server has taken it; where it has not, the error is what it said.
pub async fn send_test_letter(state: &AppState, me: &Me) -> Result<TestLetter> {
    practice_of_admin(me)?;
    let Some((server, _)) = state.mailer.server() else {
        return Err(AppError::conflict("E-mail is not set up: the server has no ATTEND_SMTP_HOST."));
    };
    state.limits.take_test_letter(me.id())?;
    let refused = |why: MailError| AppError::conflict(&why.to_string());
    state.mailer.send_at_once(&letter(me, &state.site())).await.map_err(refused)?;
    Ok(TestLetter { to: me.email.clone(), server })
}

fn letter(me: &Me, site: &str) -> Letter {
    let practice = &me.practice.name;
    Letter {
        id: format!("test-{}", Uuid::now_v7()),
        to: Recipient { name: me.name.clone(), address: me.email.clone() },
        practice: practice.clone(),
        subject: "E-mail works".into(),
        paragraphs: vec![format!(
            "This letter has come the way that all of {practice} will come. There is nothing to do."
        )],
        button: Some(Link { label: "Open Attend".into(), url: format!("{site}{}", paths::home(me)) }),
        footer: "You get this since you have just asked for it.".into(),
        ..Letter::default()
    }
}
