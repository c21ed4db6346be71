//! The notifications of a list, kept true by what the server tells.

use crate::ids::NotificationId;
use crate::live::event::{self, Incoming};
use crate::live::{Connection, use_live};
use crate::notifications::{Event, Filter, Inbox, Notification, list_notifications, remove_notification};
use crate::time::Moment;
use crate::ui::Attempt;
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
    pub removing: Attempt,
    pub reading: Attempt,
    filter: Filter,
    is_renewing: StoredValue<bool>,
}

impl ListState {
    pub fn new(first: Inbox, filter: Filter) -> Self {
        Self {
            items: RwSignal::new(first.items),
            next: RwSignal::new(first.next),
            removing: Attempt::default(),
            reading: Attempt::default(),
            filter,
            is_renewing: StoredValue::new(false),
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
        Effect::new(move |was: Option<Connection>| {
            let is = live.connection.get();
            if is == Connection::Online
                && was.is_some_and(|was| !matches!(was, Connection::Connecting | Connection::Online))
            {
                self.renew();
            }
            is
        });
    }

    pub fn remove(self, id: NotificationId, done: impl FnOnce() + 'static) {
        self.removing.start(remove_notification(id), move |()| {
            self.items.try_update(|items| items.retain(|one| one.id != id));
            done();
        });
    }

    pub fn has_unread(self) -> bool {
        self.items.with(|items| items.iter().any(|one| one.read_at.is_none()))
    }

    pub fn read_all(self) {
        self.items.try_update(|items| {
            for one in items.iter_mut().filter(|one| one.read_at.is_none()) {
                one.read_at = Some(Moment::now());
            }
        });
    }

    pub fn read_more(self) {
        self.reading.start(list_notifications(self.filter, self.next.get_untracked()), move |part| {
            self.next.try_set(part.next);
            self.items.try_update(|items| items.extend(part.items));
        });
    }

    /// A newer one of the same topic comes in the place of the one that was not read.
    fn put(self, new: &Notification) {
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
            spawn_local(async move {
                if let Ok(fresh) = list_notifications(self.filter, None).await {
                    self.take(fresh);
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
