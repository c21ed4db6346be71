//! What a browser keeps of what was begun in it: under the name of whoever began it, and with the date of its last
//! change.

use super::{browser_storage, once_alive, read_json};
use crate::time::Moment;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// For so many days after it was last changed: most often it is forgotten by then, and health data lies open in it.
const DAYS: i64 = 30;

/// How the names begin under which forms lie. Whose they are follows: with their signing out they are forgotten.
pub const FORMS_BEGUN: &str = "attend.form.";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Kept<T> {
    /// When it was last changed.
    pub kept_at: Moment,
    pub value: T,
}

impl<T> Kept<T> {
    /// Whether it is to be dropped.
    pub fn is_over(&self, now: Moment) -> bool {
        now.seconds_since(self.kept_at) > DAYS * 24 * 60 * 60
    }
}

/// A form of a page, kept on this device until it is sent or blank again.
#[derive(Clone)]
pub struct KeptForm {
    key: String,
}

impl KeptForm {
    /// `name`: what no other form of this person is called.
    pub fn of(user: impl Display, name: &str) -> Self {
        Self { key: format!("{FORMS_BEGUN}{user}.{name}") }
    }

    /// Fills in what was kept, unless something is typed by then, and keeps what `read` says whenever that changes.
    pub fn follow<F>(&self, blank: F, read: impl Fn() -> F + Copy + 'static, fill: impl Fn(F) + Copy + 'static)
    where
        F: PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        let known = StoredValue::new((self.clone(), blank));
        let is_taken_up = RwSignal::new(false);
        once_alive(move || {
            let begun = known.try_with_value(|(form, blank)| form.recall::<F>().filter(|_| untrack(read) == *blank));
            // The page may have been left by then.
            let Some(begun) = begun else { return };
            if let Some(begun) = begun {
                fill(begun);
            }
            is_taken_up.try_set(true);
        });
        // What is taken up is not a change: it keeps its date.
        Effect::new(move |was_taken_up: Option<bool>| {
            if was_taken_up == Some(true) {
                let form = read();
                known.with_value(|(kept, blank)| if form == *blank { kept.forget() } else { kept.keep(&form) });
            } else {
                read();
            }
            is_taken_up.get()
        });
    }

    pub fn forget(&self) {
        if let Some(storage) = browser_storage() {
            storage.remove_item(&self.key).ok();
        }
    }

    fn keep(&self, value: &impl Serialize) {
        let kept = Kept { kept_at: Moment::now(), value };
        if let (Some(storage), Ok(text)) = (browser_storage(), serde_json::to_string(&kept)) {
            storage.set_item(&self.key, &text).ok();
        }
    }

    fn recall<F: DeserializeOwned>(&self) -> Option<F> {
        let text = browser_storage()?.get_item(&self.key).ok().flatten()?;
        read_json::<Kept<F>>(&text).ok().map(|kept| kept.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_kept_for_thirty_days() {
        let kept_at = Moment::from_unix_millis(1_800_000_000_000);
        let kept = Kept { kept_at, value: "Half a thought" };
        let days = |days: i64| kept_at.plus_minutes(days * 24 * 60);
        assert!(!kept.is_over(kept_at) && !kept.is_over(days(30)));
        assert!(kept.is_over(days(30).plus_minutes(1)));
        assert!(!kept.is_over(days(-1)), "by a clock that was set back");
    }

    #[test]
    fn it_reads_back_and_what_carries_no_date_does_not() {
        let kept = Kept { kept_at: Moment::from_unix_millis(0), value: "Half".to_owned() };
        let text = serde_json::to_string(&kept).unwrap_or_default();
        assert_eq!(serde_json::from_str(&text).ok(), Some(kept));
        for undated in [r#""Half""#, r#"{"text":"Half"}"#, "Half"] {
            assert!(serde_json::from_str::<Kept<serde_json::Value>>(undated).is_err(), "{undated}");
        }
    }
}
