//! The sound of an alert, made in the browser. Browsers let a page be heard only after somebody has touched it, and
//! until then the page says so.

use super::use_board;
use crate::ui::Button;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use std::time::Duration;

/// Is heard again and again for as long as it `rings`. Whether the page cannot be heard yet is known from `is_silent`.
#[cfg(feature = "hydrate")]
pub fn ring_while(rings: Signal<bool>, is_silent: RwSignal<bool>) {
    const EVERY: Duration = Duration::from_secs(2);
    for gesture in ["pointerdown", "keydown"] {
        window_event_listener_untyped(gesture, move |_| made::arm(is_silent));
    }
    for end in ["pointerup", "pointercancel", "keyup"] {
        window_event_listener_untyped(end, move |_| {
            if is_silent.try_get_untracked() == Some(true) {
                look_soon(is_silent);
            }
        });
    }
    // Some browsers let an app that is installed, or a page that is often heard, sound from the beginning.
    Effect::new(move |_| {
        made::arm(is_silent);
        look_soon(is_silent);
    });
    let rings = Memo::new(move |_| rings.get());
    Effect::new(move |_| {
        if rings.get() {
            made::beep();
            if let Ok(interval) = set_interval_with_handle(made::beep, EVERY) {
                on_cleanup(move || interval.clear());
            }
        }
    });
}

#[cfg(not(feature = "hydrate"))]
pub fn ring_while(_rings: Signal<bool>, _is_silent: RwSignal<bool>) {}

/// Whatever press allowed the sound is over by then: nothing is taken away from under it.
#[cfg(feature = "hydrate")]
fn look_soon(is_silent: RwSignal<bool>) {
    const SOON: Duration = Duration::from_millis(300);
    let look = move || {
        is_silent.try_set(!made::is_heard());
    };
    set_timeout(look, SOON);
}

#[cfg(feature = "hydrate")]
fn allow(is_silent: RwSignal<bool>) {
    made::arm(is_silent);
    look_soon(is_silent);
}

#[cfg(not(feature = "hydrate"))]
fn allow(_is_silent: RwSignal<bool>) {}

/// Says that alerts would be silent here, as long as they would, and lets somebody allow the sound.
#[component]
pub fn AllowSound() -> impl IntoView {
    let is_silent = use_board().is_silent;
    view! {
        <Show when=move || is_silent.get()>
            <p class="allow-sound">
                <span>"Alerts make no sound on this page yet."</span>
                <Button small=true on_press=move || allow(is_silent)>
                    "Allow the alarm sound"
                </Button>
            </p>
        </Show>
    }
}

#[cfg(feature = "hydrate")]
mod made {
    use super::look_soon;
    use leptos::prelude::RwSignal;
    use std::cell::RefCell;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{AudioContext, AudioContextState};

    /// Pitches in hertz, and for how many seconds each is heard out of how many.
    const TONES: [f32; 3] = [880.0, 660.0, 880.0];
    const HEARD: f64 = 0.16;
    const APART: f64 = 0.22;
    const VOLUME: f32 = 0.25;

    thread_local! {
        static AUDIO: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
    }

    /// Makes what sounds come out of, and starts it where somebody has touched the page.
    pub fn arm(is_silent: RwSignal<bool>) {
        AUDIO.with_borrow_mut(|audio| {
            let audio = match audio {
                Some(audio) => audio,
                None => match AudioContext::new() {
                    Ok(made) => audio.insert(watched(made, is_silent)),
                    Err(_) => return,
                },
            };
            if audio.state() == AudioContextState::Suspended {
                audio.resume().ok();
            }
        });
    }

    /// Where it is started or stopped by whatever else, the page says so.
    fn watched(audio: AudioContext, is_silent: RwSignal<bool>) -> AudioContext {
        let changed = Closure::<dyn Fn()>::new(move || look_soon(is_silent)).into_js_value();
        audio.set_onstatechange(Some(changed.unchecked_ref()));
        audio
    }

    pub fn is_heard() -> bool {
        AUDIO.with_borrow(|audio| audio.as_ref().is_some_and(is_running))
    }

    /// What is played before it runs would all be heard at once when it does.
    pub fn beep() {
        AUDIO.with_borrow(|audio| {
            if let Some(audio) = audio.as_ref().filter(|audio| is_running(audio)) {
                play(audio).ok();
            }
        });
    }

    fn is_running(audio: &AudioContext) -> bool {
        audio.state() == AudioContextState::Running
    }

    fn play(audio: &AudioContext) -> Result<(), JsValue> {
        let mut at = audio.current_time();
        for pitch in TONES {
            let (tone, volume) = (audio.create_oscillator()?, audio.create_gain()?);
            tone.frequency().set_value(pitch);
            volume.gain().set_value(VOLUME);
            tone.connect_with_audio_node(&volume)?;
            volume.connect_with_audio_node(&audio.destination())?;
            tone.start_with_when(at)?;
            tone.stop_with_when(at + HEARD)?;
            at += APART;
        }
        Ok(())
    }
}
