//! When nothing is to disturb.

use super::keeping::{Chosen, Keeping};
use crate::app::use_me_signal;
use crate::error::AppError;
use crate::notifications::{PreferenceChanges, Quiet};
use crate::time::WallTime;
use crate::ui::{Field, Switch};
use leptos::prelude::*;
use std::time::Duration;

/// What most people mean by night.
const NIGHT: Quiet = Quiet { from: WallTime::new(22, 0), until: WallTime::new(7, 0) };
/// It is kept when nothing was typed for this long.
const PAUSE: Duration = Duration::from_millis(600);

#[component]
pub fn QuietCard(chosen: Chosen) -> impl IntoView {
    let (me, keeping) = (use_me_signal(), Keeping::default());
    let quiet = Memo::new(move |_| chosen.preferences.with(|now| now.quiet));
    let is_on = Memo::new(move |_| quiet.get().is_some());
    let turn = move |on: bool| chosen.keep(keeping, change_to(on.then_some(NIGHT)));
    let hint = move || me.with(|me| hint(&me.time_zone, me.practice.kind.has_emergencies()));
    view! {
        <section class="card stack" aria-labelledby="quiet">
            <h2 id="quiet">"Quiet hours"</h2>
            <Switch
                label="No push, no letter and no sound in quiet hours"
                on=is_on
                on_turn=Callback::new(turn)
                busy=keeping.attempt.busy
            />
            <p class="soft">{hint}</p>
            <Hours chosen keeping quiet />
            {keeping.outcome()}
        </section>
    }
}

fn hint(zone: &str, has_emergencies: bool) -> String {
    let but = if has_emergencies { " Emergencies always come through." } else { "" };
    format!("By the clock of {zone}.{but}")
}

fn change_to(quiet: Option<Quiet>) -> PreferenceChanges {
    PreferenceChanges { quiet: Some(quiet), ..Default::default() }
}

/// What is typed here stays as it is; only what comes from elsewhere is drawn anew.
#[component]
fn Hours(chosen: Chosen, keeping: Keeping, quiet: Memo<Option<Quiet>>) -> impl IntoView {
    let typed = StoredValue::new(written(quiet.get_untracked()));
    let drawn = RwSignal::new(quiet.get_untracked());
    Effect::new(move |_| {
        let now = quiet.get();
        if now != read(&typed.get_value()) {
            typed.set_value(written(now));
            drawn.set(now);
        } else if now.is_some() != drawn.with_untracked(Option::is_some) {
            drawn.set(now);
        }
    });
    let keep = move || match check(&typed.get_value()) {
        Ok(hours) if Some(hours) == quiet.get_untracked() => keeping.attempt.error.set(None),
        Ok(hours) => chosen.keep(keeping, change_to(Some(hours))),
        Err(error) => keeping.attempt.error.set(Some(error)),
    };
    let keep_soon = pausing(keeping, keep);
    let error = keeping.attempt.error;
    move || {
        drawn.get().map(|hours| {
            let from = Callback::new(move |text| {
                typed.update_value(|typed| typed.0 = text);
                keep_soon();
            });
            let until = Callback::new(move |text| {
                typed.update_value(|typed| typed.1 = text);
                keep_soon();
            });
            view! {
                <div class="quiet">
                    <Field label="From" name="quiet.from" kind="time" value=hours.from.to_string() on_type=from error />
                    <Field
                        label="Until"
                        name="quiet.until"
                        kind="time"
                        value=hours.until.to_string()
                        on_type=until
                        error
                    />
                </div>
            }
        })
    }
}

type Typed = (String, String);

/// Goes on when nothing more was typed for a while.
fn pausing(keeping: Keeping, keep: impl Fn() + Copy + Send + Sync + 'static) -> impl Fn() + Copy + Send + Sync {
    let count = StoredValue::new(0_u32);
    move || {
        keeping.begin();
        count.update_value(|count| *count += 1);
        let now = count.get_value();
        let keep_if_last = move || {
            if count.try_get_value() == Some(now) {
                keep();
            }
        };
        set_timeout(keep_if_last, PAUSE);
    }
}

fn written(quiet: Option<Quiet>) -> Typed {
    quiet.map(|hours| (hours.from.to_string(), hours.until.to_string())).unwrap_or_default()
}

fn read(typed: &Typed) -> Option<Quiet> {
    check(typed).ok()
}

fn check((from, until): &Typed) -> Result<Quiet, AppError> {
    let time = |field: &str, text: &str| {
        WallTime::parse(text).ok_or_else(|| AppError::invalid(field, "Say a time of day, as 22:00."))
    };
    Ok(Quiet { from: time("quiet.from", from)?, until: time("quiet.until", until)? })
}
