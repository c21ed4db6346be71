//! What a page knows from its first byte: who is here, their conversations, the time, and in demo mode the people
//! one can look around as. It is read once per page and handed to the browser with it.

use crate::accounts::{Me, User};
use crate::chat::Conversations;
use crate::emergencies::Watch;
use crate::files::FileLimits;
use crate::notifications::Ring;
use crate::time::Moment;
use crate::words::{PracticeKind, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Boot {
    pub me: Option<Me>,
    pub conversations: Conversations,
    pub ring: Ring,
    pub emergencies: Watch,
    pub now: Moment,
    pub demo: Vec<DemoPerson>,
    /// How large files may be here.
    pub files: FileLimits,
    /// Whether e-mail goes out from here.
    pub has_mail: bool,
}

/// A person of the demo data, as the sign-in page offers them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    pub user: User,
    pub email: String,
    pub kind: PracticeKind,
    pub role: Role,
}

/// What this page was opened with.
pub fn use_boot() -> StoredValue<Boot> {
    expect_context()
}

/// Reads the boot on the server, takes it over in the browser, and provides it to the page.
pub fn provide_boot() {
    let boot = crate::ui::hand_over(from_request);
    provide_context(StoredValue::new(boot));
}

#[cfg(feature = "ssr")]
pub(super) fn from_request() -> Boot {
    use axum::http::request::Parts;
    let parts = use_context::<Parts>();
    parts.and_then(|parts| parts.extensions.get::<Boot>().cloned()).unwrap_or_else(Boot::empty)
}

#[cfg(not(feature = "ssr"))]
pub(super) fn from_request() -> Boot {
    Boot::empty()
}

impl Boot {
    fn empty() -> Self {
        Self {
            me: None,
            conversations: Conversations::default(),
            ring: Ring::default(),
            emergencies: Watch::default(),
            now: Moment::now(),
            demo: Vec::new(),
            files: FileLimits::default(),
            has_mail: false,
        }
    }
}

/// Reads the boot for a request that will be a page.
#[cfg(feature = "ssr")]
pub async fn prepare(
    axum::extract::State(state): axum::extract::State<crate::server::state::AppState>,
    mut request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    use crate::server::session::Visitor;
    let wants_page = request.headers().get("accept").is_none_or(|accept| {
        let accept = accept.to_str().unwrap_or_default();
        accept.contains("text/html") || accept.contains("*/*")
    });
    if request.method().is_safe() && wants_page && !request.uri().path().starts_with("/pkg/") {
        let visitor = request.extensions().get::<Visitor>().cloned();
        match read(&state, visitor).await {
            Ok(boot) => {
                request.extensions_mut().insert(boot);
            }
            Err(error) => return axum::response::IntoResponse::into_response(error),
        }
    }
    next.run(request).await
}

#[cfg(feature = "ssr")]
async fn read(
    state: &crate::server::state::AppState,
    visitor: Option<crate::server::session::Visitor>,
) -> crate::error::Result<Boot> {
    let has_mail = state.mailer.is_on();
    let mut boot = Boot { files: state.settings.files.limits(), has_mail, ..Boot::empty() };
    if let Some(visitor) = visitor {
        boot.conversations = crate::chat::conversations_of(state, visitor.me.id()).await?;
        boot.ring = crate::notifications::store::ring_of(&mut *state.read().await?, visitor.me.id()).await?;
        boot.emergencies = crate::emergencies::store::watched_by(&mut *state.read().await?, &visitor.me).await?;
        boot.me = Some((*visitor.me).clone());
    } else if state.settings.demo {
        boot.demo = crate::server::demo::people_on_offer(state).await?;
    }
    Ok(boot)
}
