//! What is being edited, what of it is saved, and following what happens elsewhere.

use super::draft::{Draft, Whose, ask_before_unload, draft_of, drop_draft, keep_draft};
use super::form::{Fault, HoursForm, Place};
use crate::appointments::model::{AppointmentType, Availability};
use crate::appointments::view::live::settings_changes;
use crate::appointments::{HoursSheet, NextTimes, read_hours, save_hours};
use crate::ids::UserId;
use crate::ui::{Attempt, Questions, once_alive};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;

#[derive(Clone, Copy)]
pub struct Editor {
    pub practitioner: UserId,
    pub form: RwSignal<HoursForm>,
    /// The form as it was saved last.
    base: RwSignal<HoursForm>,
    pub faults: RwSignal<Vec<Fault>>,
    pub saving: Attempt,
    pub is_saved: RwSignal<bool>,
    /// What was saved on another device, while there are changes here.
    pub elsewhere: RwSignal<Option<Availability>>,
    pub types: RwSignal<Vec<AppointmentType>>,
    pub own_types: RwSignal<Vec<AppointmentType>>,
    pub next: RwSignal<Option<NextTimes>>,
    reading: Questions,
    /// Who edits, by whose name drafts are kept.
    me: UserId,
    /// Whether what was typed before is looked for no more.
    is_resumed: RwSignal<bool>,
    /// Whether what was typed before is there again.
    is_back: RwSignal<bool>,
}

impl Editor {
    pub fn new(me: UserId, sheet: HoursSheet) -> Self {
        let form = HoursForm::from(&sheet.availability);
        Self {
            practitioner: sheet.practitioner.id,
            form: RwSignal::new(form.clone()),
            base: RwSignal::new(form),
            faults: RwSignal::default(),
            saving: Attempt::default(),
            is_saved: RwSignal::new(false),
            elsewhere: RwSignal::new(None),
            types: RwSignal::new(sheet.types),
            own_types: RwSignal::new(sheet.own_types),
            next: RwSignal::new(sheet.next),
            reading: Questions::default(),
            me,
            is_resumed: RwSignal::new(false),
            is_back: RwSignal::new(false),
        }
    }

    pub fn is_changed(self) -> bool {
        self.base.with(|base| self.form.with(|form| form != base))
    }

    /// Whether it begins with what was typed before the page was left, and not saved.
    pub fn is_from_before(self) -> bool {
        self.is_back.get() && self.is_changed()
    }

    pub fn fault(self, place: Place) -> Option<String> {
        self.faults.with(|faults| faults.iter().find(|fault| fault.place == place).map(|fault| fault.why.clone()))
    }

    /// Changes what is being edited.
    pub fn edit(self, change: impl FnOnce(&mut HoursForm)) {
        self.form.update(change);
        self.is_saved.set(false);
        // What was put right is said to be right at once; new faults wait until it is saved.
        if self.faults.with_untracked(|faults| !faults.is_empty()) {
            let left = self.form.with_untracked(HoursForm::read).err().unwrap_or_default();
            self.faults.update(|faults| faults.retain(|fault| left.contains(fault)));
        }
    }

    pub fn save(self) {
        let sent = self.form.get_untracked();
        match sent.read() {
            Err(faults) => {
                self.faults.set(faults);
                show_first_fault();
            }
            Ok(availability) => {
                self.faults.set(Vec::new());
                self.saving.start(save_hours(self.practitioner, availability), move |sheet| {
                    self.reading.outdate();
                    self.elsewhere.try_set(None);
                    self.base.try_set(sent);
                    self.is_back.try_set(false);
                    self.is_saved.try_set(true);
                    self.take_rest(sheet);
                });
            }
        }
    }

    /// Takes up what was typed before the page was left, and from then on keeps what is typed.
    pub fn resume(self) {
        // The page may have been left at once.
        if self.base.is_disposed() {
            return;
        }
        let saved = self.base.with_untracked(HoursForm::read);
        // What was being saved when the page was left is no draft any more.
        if let Some(draft) = draft_of(self.whose()).filter(|draft| draft.form.read() != saved) {
            self.base.set(draft.base);
            self.form.set(draft.form);
            self.is_back.set(true);
            if let Ok(saved) = saved {
                self.compare(saved);
            }
        }
        self.is_resumed.set(true);
    }

    fn keep(self) {
        if self.is_resumed.try_get() != Some(true) {
            return;
        }
        if self.is_changed() {
            let (base, form) = (self.base.get(), self.form.get());
            keep_draft(self.whose(), &Draft { base, form });
        } else {
            drop_draft(self.whose());
        }
    }

    fn whose(self) -> Whose {
        Whose { editor: self.me, practitioner: self.practitioner }
    }

    /// The same as `is_changed`, for an event that may come when the page is gone.
    fn would_be_lost(self) -> bool {
        let differs = |base: &HoursForm| self.form.try_with_untracked(|form| form != base);
        self.base.try_with_untracked(differs).flatten().unwrap_or(false)
    }

    /// Drops the changes here for what is saved.
    pub fn discard(self) {
        if let Some(saved) = self.elsewhere.get_untracked() {
            self.yield_to(&saved);
        } else {
            self.form.set(self.base.get_untracked());
            self.faults.set(Vec::new());
            self.is_back.set(false);
        }
    }

    /// Drops the changes here for what was saved elsewhere.
    pub fn yield_to(self, saved: &Availability) {
        let form = HoursForm::from(saved);
        self.base.set(form.clone());
        self.form.set(form);
        self.faults.set(Vec::new());
        self.elsewhere.set(None);
        self.is_back.set(false);
    }

    /// Reads again whenever something was changed on any device. What is typed here is not touched.
    pub fn follow(self) {
        settings_changes(move || self.reread());
        Effect::new(move |_| self.keep());
        once_alive(move || self.resume());
        ask_before_unload(move || self.would_be_lost());
    }

    pub fn reread(self) {
        let question = self.reading.ask();
        spawn_local(async move {
            if let Ok(sheet) = read_hours(Some(self.practitioner)).await
                && question.is_last()
            {
                self.take(sheet);
            }
        });
    }

    fn take(self, sheet: HoursSheet) {
        let saved = sheet.availability.clone();
        self.take_rest(sheet);
        self.compare(saved);
    }

    fn compare(self, saved: Availability) {
        let base = self.base.get_untracked();
        let is_known = base.read().as_ref() == Ok(&saved);
        let is_typed = self.form.with_untracked(|form| form.read().as_ref() == Ok(&saved));
        if is_known || is_typed {
            self.elsewhere.set(None);
        } else if self.form.with_untracked(|form| *form == base) {
            self.yield_to(&saved);
        } else {
            self.elsewhere.set(Some(saved));
        }
    }

    fn take_rest(self, sheet: HoursSheet) {
        self.types.try_set(sheet.types);
        self.own_types.try_set(sheet.own_types);
        self.next.try_set(sheet.next);
    }
}

/// Leads to the first field that does not hold, once it is marked.
fn show_first_fault() {
    request_animation_frame(|| {
        let first = document().query_selector("[data-invalid] :is(input, select, button)").ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
            first.focus().ok();
        }
    });
}
