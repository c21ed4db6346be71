//! A letter before it is written down: what it says, as its parts need it.

/// One letter to one person.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// The same for each try, so that a mailbox that has the letter already knows it again.
    pub id: String,
    pub to: Recipient,
    /// The practice that it comes from.
    pub practice: String,
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// What is to be found at a glance: `("When", "Friday, 20 November, 14:30")`.
    pub facts: Vec<(&'static str, String)>,
    /// The one thing to press.
    pub button: Option<Link>,
    /// Why this person gets it.
    pub footer: String,
    /// Where one says that one wants no more of these. Answers to a POST as well (RFC 8058).
    pub unsubscribe: Option<Link>,
    /// A calendar file with one event.
    pub calendar: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Recipient {
    pub name: String,
    pub address: String,
}

#[derive(Clone, Debug)]
pub struct Link {
    pub label: String,
    /// The whole address.
    pub url: String,
}

impl Letter {
    /// The part without formatting.
    pub(super) fn plain(&self) -> String {
        let mut parts = vec![self.practice.clone()];
        parts.extend(self.paragraphs.iter().cloned());
        let facts = self.facts.iter().map(|(name, fact)| format!("{name}: {fact}"));
        parts.push(facts.collect::<Vec<_>>().join("\n"));
        parts.extend(self.button.iter().map(Link::line));
        let stop = self.unsubscribe.iter().map(Link::line);
        let end = ["-- ".to_owned(), self.footer.clone()].into_iter().chain(stop);
        parts.push(end.collect::<Vec<_>>().join("\n"));
        parts.retain(|part| !part.is_empty());
        format!("{}\n", parts.join("\n\n"))
    }
}

impl Link {
    fn line(&self) -> String {
        format!("{}:\n{}", self.label, self.url)
    }
}
