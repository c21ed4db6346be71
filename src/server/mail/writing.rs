//! Writes a letter down as a message (RFC 5322) of two parts, a calendar file beside them where there is one.

use super::invitation::Invitation;
use super::{Letter, MailError, html};
use lettre::address::Address;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use std::error::Error;

/// A header that the library has no name for.
macro_rules! header {
    ($type:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            // Long addresses stay in one piece: folded, a mailbox would not read them.
            fn display(&self) -> HeaderValue {
                HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
            }
        }
    };
}

header!(AutoSubmitted, "Auto-Submitted");
header!(ListUnsubscribe, "List-Unsubscribe");
header!(ListUnsubscribePost, "List-Unsubscribe-Post");

pub fn message(letter: &Letter, from: &Mailbox) -> Result<Message, MailError> {
    let to = address(&letter.to.address)?;
    let name = from.name.clone().unwrap_or_else(|| letter.practice.clone());
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(one_line(&name)), from.email.clone()))
        .to(Mailbox::new(Some(one_line(&letter.to.name)).filter(|name| !name.is_empty()), to.clone()))
        .subject(one_line(&letter.subject))
        .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
        .date_now()
        // RFC 3834: nobody's absence note answers it.
        .header(AutoSubmitted("auto-generated".into()));
    if let Some(link) = &letter.unsubscribe {
        // RFC 8058: with one press in the mail program itself.
        builder = builder
            .header(ListUnsubscribe(format!("<{}>", link.url)))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".into()));
    }
    let invitation = letter.calendar.as_deref().map(|text| Invitation::of(text, &name, &from.email, &to));
    builder.multipart(parts(letter, invitation)).map_err(|cause| MailError::Permanent(cause.to_string()))
}

/// Programs with a calendar find the event among the forms of the text; the others as a file.
fn parts(letter: &Letter, invitation: Option<Invitation>) -> MultiPart {
    let text = MultiPart::alternative_plain_html(letter.plain(), html::html(letter));
    let Some(invitation) = invitation else { return text };
    let kind = |method: &str| ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"));
    let Ok(kind) = kind(invitation.method) else { return text };
    let event = SinglePart::builder().header(kind).body(invitation.text.clone());
    let file = ContentType::parse("application/ics; name=\"appointment.ics\"").unwrap_or(ContentType::TEXT_PLAIN);
    let file = Attachment::new("appointment.ics".into()).body(invitation.text, file);
    MultiPart::mixed().multipart(text.singlepart(event)).singlepart(file)
}

fn address(text: &str) -> Result<Address, MailError> {
    text.parse().map_err(|_| MailError::Permanent("The address is none that e-mail can be sent to.".into()))
}

/// Nothing that people typed becomes a header of its own.
fn one_line(text: &str) -> String {
    text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
