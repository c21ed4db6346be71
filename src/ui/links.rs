//! Web and mail addresses in what people write. Everything else is text, whatever it looks like.

use leptos::prelude::*;
use linkify::{Link, LinkFinder, LinkKind};

/// The text in its parts, and whether each is a web or mail address.
pub fn web_addresses(text: &str) -> Vec<(&str, bool)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
    let (mut parts, mut from) = (Vec::new(), 0);
    for link in finder.links(text) {
        if let Some(address) = address_in(&link) {
            parts.push((&text[from..link.end() - address.len()], false));
            parts.push((address, true));
            from = link.end();
        }
    }
    parts.push((&text[from..], false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// The end of what was found that is a link. Of names without `https://` in front only those are that begin with
/// `www.`: others may be no more than a missing space between sentences.
fn address_in<'a>(link: &Link<'a>) -> Option<&'a str> {
    let found = link.as_str();
    if *link.kind() == LinkKind::Email {
        return mailbox(found);
    }
    let host = found.split(['/', '?', ':']).next()?;
    let is_bare = begins_with(host, "www.") && host.matches('.').count() > 1;
    (is_bare || has_scheme(found)).then_some(found)
}

/// The mail address without the signs in front of it. Those that could begin the head of a letter are never part of it.
fn mailbox(found: &str) -> Option<&str> {
    let (local, domain) = found.split_once('@')?;
    let is_other = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '+' | '-');
    let local = local.rsplit(is_other).next()?.trim_start_matches(['.', '-']);
    (!local.is_empty()).then(|| &found[found.len() - domain.len() - '@'.len_utf8() - local.len()..])
}

/// Where an address leads: a page, or a letter.
fn href(address: &str) -> String {
    if has_scheme(address) {
        address.to_owned()
    } else if begins_with(address, "www.") && !is_mail(address) {
        format!("https://{address}")
    } else {
        format!("mailto:{address}")
    }
}

fn has_scheme(address: &str) -> bool {
    begins_with(address, "https://") || begins_with(address, "http://")
}

/// Of an address without a scheme.
fn is_mail(address: &str) -> bool {
    address.split(['/', '?']).next().is_some_and(|first| first.contains('@'))
}

fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// To a page of somebody else, which learns nothing of where its visitor was, or to a letter to somebody.
#[component]
pub fn WebLink(address: String) -> impl IntoView {
    let href = href(&address);
    // A letter is written in another program, and a tab of its own would stay empty.
    let target = (!href.starts_with("mailto:")).then_some("_blank");
    view! {
        <a href=href target=target rel="noopener noreferrer nofollow">
            {address}
        </a>
    }
}

/// A text with its web and mail addresses as links.
#[component]
pub fn Linked(text: String) -> impl IntoView {
    let part = |(part, is_address): (&str, bool)| {
        let part = part.to_owned();
        if is_address { view! { <WebLink address=part /> }.into_any() } else { part.into_any() }
    };
    web_addresses(&text).into_iter().map(part).collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_links() {
        let parts = [("See ", false), ("https://a.example/x?y=1", true), (".", false)];
        assert_eq!(web_addresses("See https://a.example/x?y=1."), parts);
        let parts = [("A report.pdf for ", false), ("b@c.example", true), (" is here", false)];
        assert_eq!(web_addresses("A report.pdf for b@c.example is here"), parts);
        for plain in [
            "<b>bold</b>",
            "javascript:alert(1)",
            "javascript://www.clinic.example/%0aalert(1)",
            "data:text/html,<b>",
            "ftp://x.example",
            "www.",
            "www.example",
            "clinic.example",
            "Tomorrow.Then we see",
            "noor@clinic",
            "@noor",
        ] {
            assert_eq!(web_addresses(plain), [(plain, false)]);
        }
        assert!(web_addresses("").is_empty());
    }

    #[test]
    fn a_link_ends_where_the_sentence_goes_on_and_leads_to_a_page_or_a_letter() {
        for (text, shown, leads_to) in [
            ("See www.clinic.example.", "www.clinic.example", "https://www.clinic.example"),
            ("(www.clinic.example/hours)", "www.clinic.example/hours", "https://www.clinic.example/hours"),
            ("WWW.clinic.example/a_(b), then", "WWW.clinic.example/a_(b)", "https://WWW.clinic.example/a_(b)"),
            ("www.clinic.example:81/x?y=1!", "www.clinic.example:81/x?y=1", "https://www.clinic.example:81/x?y=1"),
            ("www.clinic.example/@noor", "www.clinic.example/@noor", "https://www.clinic.example/@noor"),
            ("Https://clinic.example, or", "Https://clinic.example", "Https://clinic.example"),
            ("Write to noor.h+x@clinic.example.", "noor.h+x@clinic.example", "mailto:noor.h+x@clinic.example"),
            ("<noor@clinic.example>", "noor@clinic.example", "mailto:noor@clinic.example"),
            ("'noor@clinic.example'?", "noor@clinic.example", "mailto:noor@clinic.example"),
            ("mailto:noor@clinic.example?bcc=x", "noor@clinic.example", "mailto:noor@clinic.example"),
            ("a?bcc=noor@clinic.example", "noor@clinic.example", "mailto:noor@clinic.example"),
            ("www.noor@clinic.example", "www.noor@clinic.example", "mailto:www.noor@clinic.example"),
        ] {
            let links: Vec<&str> =
                web_addresses(text).into_iter().filter(|(_, is_address)| *is_address).map(|(part, _)| part).collect();
            assert_eq!(links, [shown], "{text}");
            assert_eq!(href(shown), leads_to);
        }
    }
}
