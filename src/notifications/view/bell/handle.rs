//! What the bell knows, and what it does when something comes.

use crate::accounts::Me;
use crate::app::use_me_signal;
use crate::ids::NotificationId;
use crate::live::event::{self, Answer, Incoming};
use crate::live::use_live;
use crate::notifications::view::device;
use crate::notifications::{
    Event, Filter, Kind, Notification, Place, Ring, list_notifications, note_shown, open_notification, read_ring,
};
use crate::time::Moment;
use crate::ui::{Attention, Questions, Toast, Toasts, is_in_sight, provide_toasts, use_attention};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use std::time::Duration;

/// What is shown within this time is told to the server at once.
const GATHER: Duration = Duration::from_millis(300);
/// A page that nobody is at gives way for so long to one of the same device that somebody is at.
const GIVE_WAY: Duration = Duration::from_millis(400);

#[derive(Clone, Copy)]
pub struct BellHandle {
    ring: RwSignal<Ring>,
    pub is_open: RwSignal<bool>,
    toasts: Toasts,
    here: Memo<String>,
    me: RwSignal<Me>,
    attention: Attention,
    /// Shown, and not told to the server yet.
    shown: StoredValue<Vec<Place>>,
    /// What the lists of the page show, beside the bell's own.
    lists: StoredValue<Vec<Filter>>,
    questions: Questions,
}

/// Keeps the count of the page true, and says what just came. Call it once, where somebody is signed in.
pub fn provide_bell() -> BellHandle {
    let bell = BellHandle {
        ring: expect_context(),
        is_open: RwSignal::new(false),
        toasts: provide_toasts(),
        here: use_location().pathname,
        me: use_me_signal(),
        attention: use_attention(),
        shown: StoredValue::default(),
        lists: StoredValue::default(),
        questions: Questions::default(),
    };
    provide_context(bell);
    use_live().listen(move |incoming| bell.hear(incoming));
    let unread = bell.unread();
    Effect::new(move |_| device::mark_icon(unread.get()));
    bell
}

pub fn use_bell() -> BellHandle {
    expect_context()
}

impl BellHandle {
    pub fn unread(self) -> Signal<i64> {
        let ring = self.ring;
        Memo::new(move |_| ring.with(|ring| ring.unread)).into()
    }

    /// Follows one to where it leads: the link does the rest.
    pub fn open(self, id: NotificationId) {
        self.is_open.set(false);
        self.toasts.keep(|toast| toast.key != id.to_string());
        spawn_local(async move {
            open_notification(id).await.ok();
        });
    }

    /// A list is on the page for as long as this effect lives: what comes into it needs no other word.
    pub fn note_list(self, filter: Filter) {
        self.lists.try_update_value(|lists| lists.push(filter));
        on_cleanup(move || {
            self.lists.try_update_value(|lists| {
                let place = lists.iter().position(|other| *other == filter);
                place.map(|place| lists.swap_remove(place))
            });
        });
    }

    /// Tells the server what a page has shown that somebody is at, so that nothing else brings it.
    pub fn note_shown(self, places: impl IntoIterator<Item = Place>) {
        if !self.attention.is_there() {
            return;
        }
        let was_empty = self.shown.with_value(Vec::is_empty);
        self.shown.update_value(|shown| shown.extend(places));
        if !was_empty || self.shown.with_value(Vec::is_empty) {
            return;
        }
        let tell = move || {
            let places = self.shown.try_update_value(std::mem::take).unwrap_or_default();
            spawn_local(async move {
                note_shown(places).await.ok();
            });
        };
        set_timeout(tell, GATHER);
    }

    fn hear(self, incoming: &Incoming) {
        match incoming {
            Incoming::Answer(Answer::Authenticated { .. }) => self.refresh(),
            Incoming::Event(event::Event::Notifications(Event::Notified { notification, unread })) => {
                self.questions.hear();
                self.ring.update(|ring| ring.unread = *unread);
                match notification {
                    Some(notification) => self.announce(notification),
                    None => self.renew(),
                }
            }
            Incoming::Event(event::Event::Notifications(Event::SettingsChanged { preferences })) => {
                self.questions.hear();
                self.ring.update(|ring| {
                    ring.sound = preferences.sound;
                    ring.quiet = preferences.quiet;
                });
            }
            _ => {}
        }
    }

    /// Much may have happened while there was no connection. What is heard while it is asked for may be missing in the
    /// answer, and it is asked for again.
    fn refresh(self) {
        let question = self.questions.ask();
        spawn_local(async move {
            match read_ring().await {
                Ok(_) if !question.is_last() => {}
                Ok(_) if question.is_outdated() => self.refresh(),
                Ok(ring) => {
                    self.ring.set(ring);
                    self.renew();
                }
                Err(_) => {}
            }
        });
    }

    /// What was read or removed, wherever that was, is said no more.
    fn renew(self) {
        device::tidy_pushed();
        self.renew_toasts();
    }

    /// Which one it was, only the unread ones tell.
    fn renew_toasts(self) {
        let shown = self.toasts.keys();
        if shown.is_empty() {
            return;
        }
        if self.ring.with_untracked(|ring| ring.unread) == 0 {
            return self.toasts.keep(|_| false);
        }
        spawn_local(async move {
            if let Ok(unread) = list_notifications(Filter { unread: true, ..Filter::default() }, None).await {
                let is_unread = |key: &str| unread.items.iter().any(|one| one.id.to_string() == key);
                // What came meanwhile is new.
                self.toasts.keep(|toast| !shown.contains(&toast.key) || is_unread(&toast.key));
            }
        });
    }

    /// Says what just came, unless the person has it before them: where it leads, in the bell, in a list. A page in the
    /// background can be heard. An emergency stands over every page itself; it is pushed and mailed wherever else it was
    /// shown.
    fn announce(self, notification: &Notification) {
        self.note_shown([notification.place()]);
        if notification.kind == Kind::Emergency {
            return;
        }
        let id = notification.id;
        let toast = Toast {
            key: id.to_string(),
            title: notification.title.clone(),
            body: notification.body.clone(),
            link: notification.link.clone(),
            on_open: Callback::new(move |()| self.open(id)),
        };
        let is_in_view = self.here.with_untracked(|here| toast.leads_to(here))
            || self.is_open.get_untracked()
            || self.lists.with_value(|lists| lists.iter().any(|filter| filter.fits(notification)));
        if is_in_sight() && !is_in_view {
            self.toasts.show(toast);
        }
        self.sound(format!("{id} {}", notification.created_at.rfc3339()), is_in_view);
    }

    /// Once for all pages of the device; not at all where somebody has it before them.
    fn sound(self, what: String, is_in_view: bool) {
        match (self.attention.is_there(), self.may_be_heard()) {
            (true, _) if is_in_view => device::hush(&what),
            (true, true) => device::ring_once(&what),
            (false, true) => set_timeout(move || device::ring_once(&what), GIVE_WAY),
            (_, false) => {}
        }
    }

    fn may_be_heard(self) -> bool {
        let clock = self.me.with_untracked(|me| Moment::now().civil(&me.time_zone));
        self.ring.with_untracked(|ring| ring.sound && !ring.quiet.is_some_and(|quiet| quiet.holds(clock)))
    }
}
