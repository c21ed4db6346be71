//! What the device itself does: the mark on the app's icon, what is pushed to it, and a quiet tone.

/// Takes away what was pushed to the device and is read by now.
pub fn tidy_pushed() {
    #[cfg(feature = "hydrate")]
    browser::tell_worker("attend:tidy");
}

/// Marks the app's icon, where the browser has one.
#[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
pub fn mark_icon(count: i64) {
    #[cfg(feature = "hydrate")]
    browser::mark_icon(count);
}

/// A short tone, once for all pages of this device. Before the person has touched the page there is none, since
/// browsers would keep it back and play it later.
#[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
pub fn ring_once(what: &str) {
    #[cfg(feature = "hydrate")]
    if browser::is_used() && is_first_to_ring(what) {
        browser::play_tone();
    }
}

/// No page of this device rings for it any more: somebody has it before them.
#[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
pub fn hush(what: &str) {
    #[cfg(feature = "hydrate")]
    is_first_to_ring(what);
}

/// Whoever signs out leaves nothing on the device: no count on the app's icon, and nothing of what was pushed.
pub fn forget_told() {
    #[cfg(feature = "hydrate")]
    {
        browser::mark_icon(0);
        browser::tell_worker("attend:forget");
    }
}

/// Whether no other page has rung for it.
#[cfg(feature = "hydrate")]
fn is_first_to_ring(what: &str) -> bool {
    const RANG: &str = "attend.rang";
    /// More do not come at once.
    const KEPT: usize = 8;
    let Some(storage) = crate::ui::browser_storage() else { return true };
    let rang = storage.get_item(RANG).ok().flatten().unwrap_or_default();
    let has_rung = rang.lines().any(|rang| rang == what);
    if !has_rung {
        let kept: Vec<&str> = std::iter::once(what).chain(rang.lines()).take(KEPT).collect();
        storage.set_item(RANG, &kept.join("\n")).ok();
    }
    !has_rung
}

/// What `web-sys` would bring along whole is asked for by name.
#[cfg(feature = "hydrate")]
mod browser {
    use js_sys::{Array, Function, Promise, Reflect};
    use leptos::prelude::{set_timeout, window};
    use std::time::Duration;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};

    /// Two notes, hertz and when they begin, and how loud they are of 1.
    const NOTES: [(f64, f64); 2] = [(660.0, 0.0), (880.0, 0.12)];
    const LOUDNESS: f64 = 0.05;
    const SECONDS: f64 = 0.25;

    fn get(of: &JsValue, name: &str) -> Option<JsValue> {
        Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
    }

    fn call(on: &JsValue, name: &str, arguments: &[f64]) -> Option<JsValue> {
        let arguments: Array = arguments.iter().copied().map(JsValue::from_f64).collect();
        get(on, name)?.dyn_into::<Function>().ok()?.apply(on, &arguments).ok()
    }

    pub fn mark_icon(count: i64) {
        let navigator: JsValue = window().navigator().into();
        #[allow(clippy::cast_precision_loss)] // nobody has so many
        let marked = if count > 0 {
            call(&navigator, "setAppBadge", &[count as f64])
        } else {
            call(&navigator, "clearAppBadge", &[])
        };
        // Browsers without an icon to mark refuse, which is no matter.
        if let Some(promise) = marked.and_then(|marked| marked.dyn_into::<Promise>().ok()) {
            let calm = Closure::<dyn FnMut(JsValue)>::new(|_| {});
            drop(promise.catch(&calm));
            calm.forget();
        }
    }

    /// The worker has shown what was pushed, and takes it away.
    pub fn tell_worker(what: &str) {
        let navigator: JsValue = window().navigator().into();
        let worker = get(&navigator, "serviceWorker").and_then(|workers| get(&workers, "controller"));
        let Some(worker) = worker else { return };
        if let Some(post) = get(&worker, "postMessage").and_then(|post| post.dyn_into::<Function>().ok()) {
            post.call1(&worker, &what.into()).ok();
        }
    }

    pub fn is_used() -> bool {
        let navigator: JsValue = window().navigator().into();
        let used = get(&navigator, "userActivation").and_then(|activation| get(&activation, "hasBeenActive"));
        used.is_some_and(|used| used.is_truthy())
    }

    pub fn play_tone() {
        let sounding = get(&js_sys::global(), "AudioContext")
            .and_then(|context| Reflect::construct(context.unchecked_ref::<Function>(), &Array::new()).ok());
        if let Some(context) = sounding {
            for (hertz, after) in NOTES {
                play_note(&context, hertz, after);
            }
            set_timeout(move || drop(call(&context, "close", &[])), Duration::from_secs(1));
        }
    }

    /// It swells and fades, so that it does not click.
    fn play_note(context: &JsValue, hertz: f64, after: f64) -> Option<()> {
        let start = get(context, "currentTime")?.as_f64()? + after;
        let (note, loudness) = (call(context, "createOscillator", &[])?, call(context, "createGain", &[])?);
        Reflect::set(&get(&note, "frequency")?, &"value".into(), &hertz.into()).ok()?;
        let level = get(&loudness, "gain")?;
        call(&level, "setValueAtTime", &[0.0, start])?;
        call(&level, "linearRampToValueAtTime", &[LOUDNESS, start + SECONDS / 5.0])?;
        call(&level, "linearRampToValueAtTime", &[0.0, start + SECONDS])?;
        join(&note, &loudness)?;
        join(&loudness, &get(context, "destination")?)?;
        call(&note, "start", &[start])?;
        call(&note, "stop", &[start + SECONDS])?;
        Some(())
    }

    fn join(from: &JsValue, to: &JsValue) -> Option<()> {
        get(from, "connect")?.dyn_into::<Function>().ok()?.call1(from, to).ok().map(drop)
    }
}
