//! Letters on their way to a mail server, and what comes of them.

use super::{Letter, Link, MailError, MailSettings, Mailer, Recipient, Security};
use crate::server::config::Settings;
use crate::server::folding::unfold;
use crate::server::testing::{PostOffice, Story, settings};

const NOOR: &str = "noor@clinic.example";
const EVENT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:x@attend\r\n\
                     SUMMARY:Check-up\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn mailer(mail: MailSettings) -> Result<Mailer, String> {
    Mailer::open(&Settings { mail, ..settings() })
}

fn letter() -> Letter {
    let link = |label: &str, path: &str| Link { label: label.into(), url: format!("https://attend.example.org{path}") };
    Letter {
        id: "0190a000".into(),
        to: Recipient { name: "Noor Rahimi".into(), address: NOOR.into() },
        practice: "Praxis am Lindenhof".into(),
        subject: "Ihr Termin: Müller & Söhne <b>".into(),
        paragraphs: vec!["Your appointment is confirmed.".into()],
        facts: vec![("When", "Friday, 20 November, 14:30 (Europe/Berlin)".into())],
        button: Some(link("Open appointment", "/patient/appointments/1?a=b&c=d")),
        footer: "You get this since you have an account at the practice.".into(),
        unsubscribe: Some(link("No more e-mail about appointments", &format!("/unsubscribe/{}", "x".repeat(90)))),
        calendar: Some(EVENT.into()),
    }
}

#[tokio::test]
async fn a_letter_arrives_in_all_its_parts() -> Story {
    let office = PostOffice::open()?;
    mailer(office.settings())?.send(&letter()).await?;
    let arrived = office.hears_of(1).await?.remove(0);
    let read = arrived.read().ok_or("a letter")?;
    assert_eq!(arrived.to, [NOOR]);
    assert_eq!(arrived.subject(), letter().subject);
    assert_eq!(read.message_id(), Some("0190a000@post.example"));
    let from = read.from().and_then(|from| from.first()).ok_or("a sender")?;
    assert_eq!((from.name(), from.address()), (Some("Praxis am Lindenhof"), Some("attend@post.example")));
    assert_eq!(arrived.header("Auto-Submitted"), "auto-generated");
    assert_eq!(arrived.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let stop = letter().unsubscribe.ok_or("a link")?.url;
    assert_eq!(arrived.header("List-Unsubscribe"), format!("<{stop}>"));
    let (text, html) = (arrived.text(), arrived.html());
    assert!(text.contains("When: Friday, 20 November, 14:30 (Europe/Berlin)") && text.contains(&stop), "{text}");
    assert!(html.contains("M\u{fc}ller &amp; S\u{f6}hne &lt;b&gt;") && html.contains("?a=b&amp;c=d\""), "{html}");
    assert!(!html.contains("<!>") && !html.contains("<script"), "{html}");
    Ok(())
}

#[tokio::test]
async fn its_event_is_among_the_forms_of_the_text_and_a_file_as_well() -> Story {
    let office = PostOffice::open()?;
    mailer(office.settings())?.send(&letter()).await?;
    let arrived = office.hears_of(1).await?.remove(0);
    let raw = String::from_utf8(arrived.raw.clone())?;
    assert!(raw.contains("text/calendar; charset=utf-8; method=REQUEST"), "{raw}");
    let read = arrived.read().ok_or("a letter")?;
    let calendars: Vec<String> = read
        .parts
        .iter()
        .map(|part| unfold(&String::from_utf8_lossy(part.contents())))
        .filter(|text| text.starts_with("BEGIN:VCALENDAR"))
        .collect();
    assert_eq!(calendars.len(), 2);
    for calendar in calendars {
        assert!(calendar.contains("\r\nMETHOD:REQUEST\r\n"), "{calendar}");
        assert!(calendar.contains(&format!("mailto:{NOOR}")), "{calendar}");
    }
    Ok(())
}

#[tokio::test]
async fn the_way_is_protected_and_the_server_knows_who_we_are() -> Story {
    for security in [Security::Starttls, Security::Tls] {
        let office = PostOffice::open_with(security)?;
        let mailer = mailer(office.settings())?;
        mailer.try_out().await?;
        mailer.send(&letter()).await?;
        assert_eq!(office.hears_of(1).await?.len(), 1, "{security:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_neither_letter_nor_password() -> Story {
    let office = PostOffice::open_with(Security::Starttls)?;
    let stranger = mailer(MailSettings { smtp_ca: None, ..office.settings() })?;
    let refusal = stranger.send(&letter()).await.err().ok_or("refused")?;
    assert!(!refusal.is_permanent() && refusal.to_string().contains("cannot be trusted"), "{refusal}");
    let plain = PostOffice::open()?;
    let careful = mailer(MailSettings { smtp_security: Security::Starttls, ..plain.settings() })?;
    assert!(careful.send(&letter()).await.is_err());
    assert!(office.letters().is_empty() && plain.letters().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_wrong_password_is_no_fault_of_the_letter() -> Story {
    let office = PostOffice::open_with(Security::Tls)?;
    let mailer = mailer(MailSettings { smtp_password: Some("guessed".into()), ..office.settings() })?;
    let refusal = mailer.send(&letter()).await.err().ok_or("refused")?;
    assert!(!refusal.is_permanent() && refusal.to_string().contains("does not let us in"), "{refusal}");
    assert!(!refusal.to_string().contains("guessed"));
    Ok(())
}

#[tokio::test]
async fn what_the_server_refuses_for_good_is_told_from_what_may_still_go() -> Story {
    let office = PostOffice::open()?;
    let mailer = mailer(office.settings())?;
    office.refuses(NOOR, (451, "4.7.1 Greylisted, try again"), 1);
    let first = mailer.send(&letter()).await.err().ok_or("refused")?;
    assert!(!first.is_permanent() && first.to_string().contains("451 4.7.1 Greylisted"), "{first}");
    mailer.send(&letter()).await?;
    office.refuses(NOOR, (550, "5.1.1 <noor@clinic.example> unknown"), 1);
    let last = mailer.send(&letter()).await.err().ok_or("refused")?;
    assert_eq!(last, MailError::Permanent("The mail server refused the letter: 550 5.1.1 (address) unknown.".into()));
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_again() -> Story {
    let office = PostOffice::open()?;
    let mailer = mailer(office.settings())?;
    mailer.send(&letter()).await?;
    office.goes_away();
    let away = loop {
        match mailer.send(&letter()).await {
            // It went in the middle of one.
            Ok(()) | Err(MailError::Unclear) => {}
            Err(refusal) => break refusal,
        }
    };
    assert!(!away.is_permanent() && away.to_string().contains("cannot be reached"), "{away}");
    office.comes_back();
    while mailer.try_out().await.is_err() {}
    let before = office.letters().len();
    mailer.send(&letter()).await?;
    assert_eq!(office.hears_of(before + 1).await?.len(), before + 1);
    Ok(())
}

#[tokio::test]
async fn a_server_that_takes_its_time_gets_the_letter_once() -> Story {
    let office = PostOffice::open()?;
    let mailer = mailer(office.settings())?;
    office.ponders();
    let sending = {
        let mailer = mailer.clone();
        tokio::spawn(async move { mailer.send(&letter()).await })
    };
    office.hears_of(1).await?;
    assert!(!sending.is_finished(), "it may still refuse it");
    office.confirms();
    sending.await??;
    mailer.send(&letter()).await?;
    assert_eq!(office.hears_of(2).await?.len(), 2, "nothing was sent twice");
    Ok(())
}

#[tokio::test]
async fn where_the_server_hangs_up_over_a_letter_it_is_unclear_whether_it_has_it() -> Story {
    let office = PostOffice::open()?;
    let mailer = mailer(office.settings())?;
    office.hangs_up();
    assert_eq!(mailer.send(&letter()).await, Err(MailError::Unclear));
    assert_eq!(office.hears_of(1).await?.len(), 1);
    office.confirms();
    mailer.send(&letter()).await?;
    assert_eq!(office.hears_of(2).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn nothing_people_type_becomes_a_header() -> Story {
    let office = PostOffice::open()?;
    let mailer = mailer(office.settings())?;
    let sly = Letter { subject: "Hello\r\nBcc: all@clinic.example".into(), calendar: None, ..letter() };
    mailer.send(&sly).await?;
    let arrived = office.hears_of(1).await?.remove(0);
    assert_eq!(arrived.header("Bcc"), "");
    let nowhere = Letter { to: Recipient { name: "Noor".into(), address: "nobody\r\n@".into() }, ..letter() };
    assert!(mailer.send(&nowhere).await.is_err_and(|refusal| refusal.is_permanent()));
    Ok(())
}

#[tokio::test]
async fn without_a_mail_server_nothing_is_sent() -> Story {
    let mailer = mailer(MailSettings::default())?;
    assert!(!mailer.is_on() && mailer.server().is_none());
    assert_eq!(mailer.send(&letter()).await, Err(MailError::Off));
    Ok(())
}
