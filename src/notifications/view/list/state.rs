//! The notifications of a list, kept true by what the server tells.

use crate::ids::NotificationId;
use crate::live::event::{self, Incoming};
use crate::live::use_live;
use crate::notifications::{
    Event, Filter, Inbox, Notification, Place, list_notifications, read_notification, remove_notification,
};
use crate::time::Moment;
use crate::ui::{Attempt, Questions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// What happens within this time is read at once.
const GATHER: Duration = Duration::from_millis(300);

#[derive(Clone, Copy)]
pub struct ListState {
    pub items: RwSignal<Vec<Notification>>,
    /// Where older ones go on.
    pub next: RwSignal<Option<String>>,
    /// Reading or removing one.
    pub settling: Attempt,
    pub reading: Attempt,
    filter: Filter,
    is_renewing: StoredValue<bool>,
    questions: Questions,
}

impl ListState {
    pub fn new(first: Inbox, filter: Filter) -> Self {
        Self {
            items: RwSignal::new(first.items),
            next: RwSignal::new(first.next),
            settling: Attempt::default(),
            reading: Attempt::default(),
            filter,
            is_renewing: StoredValue::new(false),
            questions: Questions::default(),
        }
    }

    /// What comes is put first. Where only the count has changed, or there was no connection, the newest are read anew.
    pub fn follow(self) {
        let live = use_live();
        live.listen(move |incoming| match incoming {
            Incoming::Event(event::Event::Notifications(Event::Notified { notification: Some(new), .. })) => {
                self.put(new);
            }
            Incoming::Event(event::Event::Notifications(Event::Notified { notification: None, .. })) => self.renew(),
            _ => {}
        });
        live.once_back(move || self.renew());
    }

    /// With so many unread ones in all. A list that does not have them yet is read anew, once.
    pub fn catch_up(self, unread: i64) {
        let known = self.items.with_untracked(|items| items.iter().filter(|one| one.read_at.is_none()).count());
        if usize::try_from(unread).is_ok_and(|unread| unread > known) && self.next.with_untracked(Option::is_none) {
            self.renew();
        }
    }

    /// Where only unread ones are shown, it is there no more.
    pub fn read(self, id: NotificationId, done: impl FnOnce() + 'static) {
        self.settling.start(read_notification(id), move |()| {
            self.items.try_update(|items| {
                for one in items.iter_mut().filter(|one| one.id == id && one.read_at.is_none()) {
                    one.read_at = Some(Moment::now());
                }
                items.retain(|one| one.id != id || self.filter.fits(one));
            });
            done();
        });
    }

    pub fn remove(self, id: NotificationId, done: impl FnOnce() + 'static) {
        self.settling.start(remove_notification(id), move |()| {
            self.items.try_update(|items| items.retain(|one| one.id != id));
            done();
        });
    }

    pub fn has_unread(self) -> bool {
        self.items.with(|items| items.iter().any(|one| one.read_at.is_none()))
    }

    /// The newest that can be seen. A list of one sort alone does not show what else there is.
    pub fn newest(self) -> Option<Place> {
        if self.filter.sort.is_some() {
            return None;
        }
        self.items.try_with_untracked(|items| items.iter().map(Notification::place).max()).flatten()
    }

    /// All of them, or up to one of them.
    pub fn read_all(self, until: Option<Place>) {
        self.items.try_update(|items| {
            let is_meant = |one: &Notification| until.is_none_or(|until| one.place() <= until);
            for one in items.iter_mut().filter(|one| one.read_at.is_none() && is_meant(one)) {
                one.read_at = Some(Moment::now());
            }
        });
    }

    pub fn read_more(self) {
        self.reading.start(list_notifications(self.filter, self.next.get_untracked()), move |part| {
            self.next.try_set(part.next.clone());
            self.items.try_update(|items| part.put_after(items));
        });
    }

    /// A newer one of the same topic comes in the place of the one that was not read.
    fn put(self, new: &Notification) {
        self.questions.hear();
        if self.filter.fits(new) {
            self.items.update(|items| {
                items.retain(|one| one.id != new.id);
                items.insert(0, new.clone());
            });
        }
    }

    fn renew(self) {
        if self.is_renewing.try_get_value() != Some(false) {
            return;
        }
        self.is_renewing.set_value(true);
        let read = move || {
            if self.is_renewing.try_set_value(false).is_some() {
                return;
            }
            let question = self.questions.ask();
            spawn_local(async move {
                match list_notifications(self.filter, None).await {
                    Ok(_) if !question.is_last() => {}
                    Ok(_) if question.is_outdated() => self.renew(),
                    Ok(fresh) => self.take(fresh),
                    Err(_) => {}
                }
            });
        };
        set_timeout(read, GATHER);
    }

    fn take(self, fresh: Inbox) {
        let Some(mut known) = self.items.try_get_untracked() else { return };
        let Inbox { next, .. } = &fresh;
        let has_older = known.len() > fresh.items.len() && next.is_some();
        if !has_older {
            self.next.set(next.clone());
        }
        fresh.put_before(&mut known);
        self.items.set(known);
    }
}
