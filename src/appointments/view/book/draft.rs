//! The reason, as far as it is written: kept in this tab until it is sent, so that a reload or a look elsewhere costs
//! nothing.

use super::asking::Asking;
use crate::app::use_me;
use crate::ids::UserId;
use crate::ui::{once_alive, tab_storage};
use leptos::prelude::*;

/// `client`: for whom the practice books.
pub fn keep_reason(asking: Asking, client: Option<UserId>) {
    let me = use_me().id();
    let key = StoredValue::new(format!("attend.booking.{me}.{}", client.unwrap_or(me)));
    once_alive(move || {
        let kept = key.try_with_value(|key| tab_storage()?.get_item(key).ok().flatten()).flatten();
        if let Some(kept) = kept {
            asking.reason.try_update(|reason| reason.is_empty().then(|| *reason = kept));
        }
    });
    Effect::new(move |before: Option<()>| {
        let reason = asking.reason.get();
        let is_sent = asking.request.value().with(|answer| matches!(answer, Some(Ok(_))));
        if let (Some(session), true) = (tab_storage(), before.is_some()) {
            key.with_value(|key| {
                if is_sent { session.remove_item(key) } else { session.set_item(key, &reason) }.ok();
            });
        }
    });
}
