//! What every page of a person knows of emergencies, kept true, and what is asked about them over the page.

use super::sound::ring_while;
use crate::accounts::Me;
use crate::app::use_boot;
use crate::emergencies::{Emergency, Telling, Watch, note_emergencies_shown, see_emergency, watch_emergencies};
use crate::ids::{EmergencyId, UserId};
use crate::live::event::{Answer, Event, Incoming};
use crate::live::{Live, use_live};
use crate::ui::{Questions, use_attention};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;

#[derive(Clone, Copy)]
pub struct Board {
    me: UserId,
    pub watch: RwSignal<Watch>,
    /// Whether the client is about to send an alert.
    pub is_asking: RwSignal<bool>,
    /// Which one somebody is about to resolve.
    pub resolving: RwSignal<Option<Emergency>>,
    /// Whether the page cannot be heard yet.
    pub is_silent: RwSignal<bool>,
    /// What was silenced on this device, whether or not the server could be told.
    silenced: RwSignal<HashSet<Telling>>,
    /// Those that were heard of since the list was last asked for.
    heard: StoredValue<Vec<EmergencyId>>,
    questions: Questions,
    live: Live,
}

/// Provides the emergencies that came with the page, keeps them true, and rings for those that are to be heard.
pub fn provide_board(me: &Me) -> Board {
    let watch = use_boot().with_value(|boot| boot.emergencies.clone());
    let board = Board {
        me: me.id(),
        watch: RwSignal::new(watch),
        is_asking: RwSignal::new(false),
        resolving: RwSignal::new(None),
        is_silent: RwSignal::new(false),
        silenced: RwSignal::default(),
        heard: StoredValue::default(),
        questions: Questions::default(),
        live: use_live(),
    };
    provide_context(board);
    if me.practice.kind.has_emergencies() {
        board.live.listen(move |incoming| board.hear(incoming));
    }
    if !me.is_client() && me.practice.kind.has_emergencies() {
        board.note_what_is_shown();
        ring_while(Signal::derive(move || board.rings()), board.is_silent);
    }
    board
}

pub fn use_board() -> Board {
    expect_context()
}

impl Board {
    pub fn put(self, emergency: Emergency) {
        self.watch.try_update(|watch| watch.put(emergency));
    }

    /// Whether it is to be heard on this device.
    pub fn rings_with(self, emergency: &Emergency) -> bool {
        let is_silenced = self.silenced.with(|silenced| silenced.contains(&emergency.telling()));
        emergency.rings_for(self.me) && !is_silenced
    }

    pub fn rings(self) -> bool {
        self.watch.with(|watch| watch.all.iter().any(|emergency| self.rings_with(emergency)))
    }

    /// Those that stand over every page: nobody has taken them, or they ring anew for whoever did. The newest first.
    pub fn calling(self) -> Vec<Emergency> {
        let mut open = self.watch.with(Watch::open);
        open.retain(|emergency| emergency.is_waiting() || self.rings_with(emergency));
        open
    }

    /// Silences one of them on this device, as it was told last, and tells the server who has seen it.
    pub fn see(self, id: EmergencyId) {
        let Some(telling) = self.watch.with_untracked(|watch| watch.get(id).map(Emergency::telling)) else { return };
        self.silenced.update(|silenced| {
            silenced.insert(telling);
        });
        let (id, told_at) = telling;
        spawn_local(async move {
            see_emergency(id, told_at).await.ok();
        });
    }

    /// The server hears which of them somebody has before them, each telling once.
    fn note_what_is_shown(self) {
        let attention = use_attention();
        let noted = StoredValue::new(HashSet::new());
        let calling = Memo::new(move |_| self.calling().iter().map(Emergency::telling).collect::<Vec<_>>());
        Effect::new(move |_| {
            let calling = calling.get();
            if attention.follow() {
                let new = calling.into_iter().filter(|telling| noted.with_value(|noted| !noted.contains(telling)));
                let new: Vec<Telling> = new.collect();
                if !new.is_empty() {
                    spawn_local(async move {
                        let ids = new.iter().map(|(id, _)| *id).collect();
                        if note_emergencies_shown(ids).await.is_ok() {
                            noted.try_update_value(|noted| noted.extend(new));
                        }
                    });
                }
            }
        });
    }

    /// Reads the list anew, since much may have happened while there was no connection.
    pub fn refresh(self) {
        let question = self.questions.ask();
        self.heard.set_value(Vec::new());
        spawn_local(async move {
            let answer = watch_emergencies().await;
            if !question.is_last() {
                return;
            }
            match answer {
                Ok(read) => self.watch.update(|watch| watch.renew(read, &self.heard.get_value())),
                Err(_) => self.live.in_a_moment(move || {
                    if question.is_last() {
                        self.refresh();
                    }
                }),
            }
        });
    }

    fn hear(self, incoming: &Incoming) {
        match incoming {
            Incoming::Answer(Answer::Authenticated { .. }) => self.refresh(),
            Incoming::Event(Event::Emergencies(event)) => {
                let Some(emergency) = event.emergency() else { return };
                self.heard.update_value(|heard| heard.push(emergency.id));
                self.put(emergency.clone());
            }
            _ => {}
        }
    }
}
