//! The switch for the device that one is at.

use super::Standing;
use super::help::{HowToAllow, HowToInstall};
use crate::app::use_me;
use crate::error::Result;
use crate::ids::{DeviceId, UserId};
use crate::ui::{Attempt, ErrorNotice, Switch};
use leptos::prelude::*;

#[component]
pub fn ThisDevice(
    /// It, where it is pushed to.
    here: Option<DeviceId>,
    standing: RwSignal<Standing>,
    changed: Callback<()>,
) -> impl IntoView {
    let me = use_me().id();
    let attempt = Attempt::default();
    let on = move || here.is_some() && matches!(standing.get(), Standing::Unknown | Standing::Allowed);
    let turn = move |on: bool| {
        attempt.start(turn(on, me, here), move |()| {
            look_again(standing);
            changed.run(());
        });
    };
    let is_able = move || matches!(standing.get(), Standing::Unknown | Standing::Askable | Standing::Allowed);
    view! {
        <Show when=is_able>
            <Switch
                label="Notifications on this device"
                on=Signal::derive(on)
                on_turn=Callback::new(turn)
                busy=Signal::derive(move || attempt.busy.get() || standing.get() == Standing::Unknown)
            />
        </Show>
        {move || match standing.get() {
            Standing::Askable => {
                view! { <p class="soft">"Your browser will ask you whether it may. You can turn this off at any time."</p> }
                    .into_any()
            }
            Standing::Blocked => view! { <HowToAllow /> }.into_any(),
            Standing::NotInstalled => view! { <HowToInstall /> }.into_any(),
            Standing::Unable => {
                view! { <p class="notice">"This browser cannot show notifications. Another one may."</p> }.into_any()
            }
            Standing::Unknown | Standing::Allowed => ().into_any(),
        }}
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
    }
}

/// On: asks the browser and tells the server. Off: the other way round.
#[cfg_attr(not(feature = "hydrate"), allow(clippy::unused_async, unused_variables))]
async fn turn(on: bool, me: UserId, here: Option<DeviceId>) -> Result<()> {
    #[cfg(feature = "hydrate")]
    {
        use crate::notifications::remove_device;
        use crate::notifications::view::browser;
        if on {
            return browser::turn_on(me).await;
        }
        browser::turn_off().await.ok();
        if let Some(here) = here {
            remove_device(here).await?;
        }
    }
    Ok(())
}

#[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
fn look_again(standing: RwSignal<Standing>) {
    #[cfg(feature = "hydrate")]
    standing.try_set(crate::notifications::view::browser::standing());
}
