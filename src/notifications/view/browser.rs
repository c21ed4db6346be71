//! What only a browser can do: the service worker, the permission, and the subscription. Nothing here may throw, so
//! what a browser may lack is looked for before it is used.

use super::devices::Standing;
use crate::app::paths;
use crate::error::{AppError, Result};
use crate::ids::UserId;
use crate::notifications::model::NewDevice;
use crate::notifications::{add_device, push_key, remove_device};
use crate::ui::{browser_storage, read_json};
use js_sys::{JSON, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, MessagePort, Notification, NotificationPermission, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, ServiceWorkerContainer, ServiceWorkerRegistration,
};

/// Which of this browser's people wants to be pushed to on it. It outlives their sign-in, so that signing in again
/// brings the pushes back.
const KEY: &str = "attend.push";

/// `None` where pages have none: without TLS, and in some private windows.
fn workers() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    has(&navigator, "serviceWorker").then(|| navigator.service_worker())
}

fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| !value.is_undefined())
}

pub fn register() {
    if let Some(workers) = workers() {
        // A browser that refuses goes on without.
        let refused = Closure::once_into_js(|_: JsValue| {});
        let registered = workers.register("/service-worker.js");
        Reflect::get(&registered, &"catch".into())
            .and_then(|catch| catch.unchecked_ref::<js_sys::Function>().call1(&registered, &refused))
            .ok();
    }
}

/// Follows the worker to where a notification leads, and tells it so.
pub fn hear_worker(go: impl Fn(&str) + 'static) {
    let Some(workers) = workers() else { return };
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let told = |name: &str| Reflect::get(&event.data(), &name.into()).ok().and_then(|value| value.as_string());
        let link = told("link").filter(|link| paths::is_own(link));
        if let Some(link) = link.filter(|_| told("type").as_deref() == Some("attend:open")) {
            let port = event.ports().get(0);
            port.unchecked_ref::<MessagePort>().post_message(&JsValue::TRUE).ok();
            go(&link);
        }
    });
    // One that was there before gives way.
    workers.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
}

/// How this browser stands to notifications.
pub fn standing() -> Standing {
    let window = window();
    if workers().is_none() || !has(&window, "PushManager") || !has(&window, "Notification") {
        return if is_apple_tab() { Standing::NotInstalled } else { Standing::Unable };
    }
    match Notification::permission() {
        NotificationPermission::Denied => Standing::Blocked,
        NotificationPermission::Granted => Standing::Allowed,
        _ => Standing::Askable,
    }
}

/// On iPhones and iPads only an installed app is pushed to. An iPad says that it is a Mac; no Mac is touched.
fn is_apple_tab() -> bool {
    let navigator = window().navigator();
    let name = navigator.user_agent().unwrap_or_default();
    let touches = Reflect::get(&navigator, &"maxTouchPoints".into()).ok().and_then(|count| count.as_f64());
    name.contains("iPhone")
        || name.contains("iPad")
        || (name.contains("Macintosh") && touches.is_some_and(|count| count > 1.0))
}

/// Asks for permission, if it is still to be asked for, and subscribes. A browser asks only while a press is fresh, so
/// that comes first. Nothing follows where the person says no.
pub async fn turn_on(me: UserId) -> Result<()> {
    done(Notification::request_permission()).await?;
    if Notification::permission() != NotificationPermission::Granted {
        return Ok(());
    }
    add_device(subscribe().await?).await?;
    keep(Some(me));
    Ok(())
}

/// Gives this browser's subscription up, so that its push service forgets it too.
pub async fn turn_off() -> Result<()> {
    keep(None);
    if let Some(subscription) = subscription(&manager().await?).await? {
        done(subscription.unsubscribe()).await?;
    }
    Ok(())
}

/// Tells the server again where this browser is reached, if this person wants to be reached on it: after signing in
/// anew, or where the push service has changed the address.
pub async fn renew(me: UserId) {
    let is_wanted = || kept().as_deref() == Some(me.to_string().as_str());
    if !is_wanted() || standing() != Standing::Allowed {
        return;
    }
    // The next page tries again.
    let Ok(subscription) = subscribe().await else { return };
    let Ok(device) = add_device(subscription).await else { return };
    if !is_wanted() {
        // It was turned off meanwhile.
        turn_off().await.ok();
        remove_device(device.id).await.ok();
    }
}

async fn subscribe() -> Result<NewDevice> {
    let (manager, key) = (manager().await?, push_key().await?);
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&key.into());
    let subscribing = || async { done(manager.subscribe_with_options(&options)).await };
    let subscription = match subscribing().await {
        Ok(subscription) => subscription,
        Err(error) => {
            // One that was made with another key stands in the way.
            let old = subscription(&manager).await?.ok_or(error)?;
            done(old.unsubscribe()).await?;
            subscribing().await?
        }
    };
    let text = JSON::stringify(&subscription).map_err(refused)?;
    read_json(&String::from(text)).map_err(|_| AppError::forbidden("This browser's push service is not understood."))
}

async fn manager() -> Result<PushManager> {
    let workers = workers().ok_or_else(|| refused(JsValue::UNDEFINED))?;
    let ready = done(workers.ready()).await?;
    ready.unchecked_into::<ServiceWorkerRegistration>().push_manager().map_err(refused)
}

async fn subscription(manager: &PushManager) -> Result<Option<PushSubscription>> {
    let found = done(manager.get_subscription()).await?;
    Ok((!found.is_null() && !found.is_undefined()).then(|| found.unchecked_into()))
}

async fn done(asked: std::result::Result<Promise, JsValue>) -> Result<JsValue> {
    JsFuture::from(asked.map_err(refused)?).await.map_err(refused)
}

fn refused(_: JsValue) -> AppError {
    AppError::forbidden("This browser cannot be reached by its push service right now. Please try again later.")
}

fn kept() -> Option<String> {
    browser_storage()?.get_item(KEY).ok().flatten()
}

fn keep(me: Option<UserId>) {
    if let Some(storage) = browser_storage() {
        match me {
            Some(me) => storage.set_item(KEY, &me.to_string()).ok(),
            None => storage.remove_item(KEY).ok(),
        };
    }
}
