//! The sound of an alert, made in the browser. Browsers let a page be heard only after somebody has touched it.

use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use std::time::Duration;

/// Is heard again and again for as long as it is so.
#[cfg(feature = "hydrate")]
pub fn ring_while(rings: Signal<bool>) {
    const EVERY: Duration = Duration::from_secs(2);
    for gesture in ["pointerdown", "keydown"] {
        window_event_listener_untyped(gesture, |_| made::arm());
    }
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
pub fn ring_while(_rings: Signal<bool>) {}

#[cfg(feature = "hydrate")]
mod made {
    use std::cell::RefCell;
    use wasm_bindgen::JsValue;
    use web_sys::{AudioContext, AudioContextState};

    /// Pitches in hertz, and for how many seconds each is heard out of how many.
    const TONES: [f32; 3] = [880.0, 660.0, 880.0];
    const HEARD: f64 = 0.16;
    const APART: f64 = 0.22;
    const VOLUME: f32 = 0.25;

    thread_local! {
        static AUDIO: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
    }

    /// Makes what sounds come out of, where somebody has just touched the page.
    pub fn arm() {
        AUDIO.with_borrow_mut(|audio| {
            let audio = match audio {
                Some(audio) => audio,
                None => match AudioContext::new() {
                    Ok(made) => audio.insert(made),
                    Err(_) => return,
                },
            };
            if audio.state() == AudioContextState::Suspended {
                audio.resume().ok();
            }
        });
    }

    pub fn beep() {
        AUDIO.with_borrow(|audio| {
            if let Some(audio) = audio {
                play(audio).ok();
            }
        });
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
