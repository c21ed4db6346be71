//! Reading a frame, and sending it to the door of the domain it belongs to.

use super::refusals::Refusals;
use crate::accounts::Scope;
use crate::chat;
use crate::error::AppError;
use crate::live::event::Answer;
use crate::live::hub::{Line, frame};
use crate::server::state::AppState;
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use uuid::Uuid;

/// Levels a frame may be deep, the outer object being the first.
const DEPTH: usize = 32;
/// Characters of a frame's own id.
const ID_LENGTH: usize = 64;
/// What a token that may only read may send, besides `ping`.
const READING: [&str; 2] = ["join:chat", "leave:chat"];

/// Where a frame has an id of something else.
const IDS: [&str; 3] = ["room", "clientId", "replyTo"];

/// What every frame has to have, and the id that its answer will carry.
#[derive(Deserialize)]
pub struct Head {
    #[serde(rename = "type")]
    pub about: String,
    #[serde(default)]
    id: Option<Value>,
}

impl Head {
    /// The reason where the text is no frame at all.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        if depth(text.as_bytes()) > DEPTH {
            return Err("A frame is at most 32 levels deep.");
        }
        serde_json::from_str(text).map_err(|_| "A frame is a JSON object with a string \"type\".")
    }

    /// The id, where it is one.
    pub fn id(&self) -> Option<String> {
        self.id.as_ref().and_then(Value::as_str).filter(|id| id.chars().count() <= ID_LENGTH).map(str::to_owned)
    }
}

pub async fn answer(text: &str, head: Head, state: &AppState, line: &Arc<Line>, refusals: &mut Refusals) {
    let user = line.user;
    let allowed = match head.about.as_str() {
        "message:send" => state.limits.take_message(user),
        _ => state.limits.take_command(user),
    };
    if let Err(error) = allowed {
        return refusals.refuse(line, &head, &error);
    }
    if head.about == "ping" {
        return line.push(frame(&Answer::Pong));
    }
    let answered = match read_command(text, &head, line.scope) {
        Ok(command) => chat::socket::answer(command, state, line).await,
        Err(error) => Err(error),
    };
    if let Err(error) = answered {
        refusals.refuse(line, &head, &error);
    }
}

fn read_command(text: &str, head: &Head, scope: Scope) -> Result<chat::Command, AppError> {
    let about = head.about.as_str();
    if !chat::Command::TYPES.contains(&about) {
        return Err(AppError::invalid("type", "There is no frame of this type."));
    }
    if scope == Scope::Read && !READING.contains(&about) {
        return Err(AppError::forbidden("This token may only read."));
    }
    if head.id.is_some() && head.id().is_none() {
        return Err(AppError::invalid("id", "An id is a string of at most 64 characters."));
    }
    serde_json::from_str(text).map_err(|cause| AppError::misfit("frame", no_id(text), &cause.to_string()))
}

/// Which id of a frame is none: its reader does not say.
fn no_id(text: &str) -> Option<&'static str> {
    let frame: Value = serde_json::from_str(text).ok()?;
    let is_none = |name: &&str| frame[*name].as_str().is_some_and(|id| id.parse::<Uuid>().is_err());
    IDS.into_iter().find(is_none)
}

/// How deep objects and arrays nest, without building them.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_are_not_depth() {
        assert_eq!(depth(br#"{"type":"[[[[\"[["}"#), 1);
        assert_eq!(depth(br#"{"a":[{"b":[]}]}"#), 4);
    }

    #[test]
    fn a_frame_is_an_object_with_a_type_and_not_too_deep() {
        let nested =
            |levels: usize| format!(r#"{{"type":"ping","x":{}{}}}"#, "[".repeat(levels - 1), "]".repeat(levels - 1));
        assert!(Head::read(&nested(32)).is_ok());
        assert!(Head::read(&nested(33)).is_err());
        for broken in ["", "null", "[]", "{", r#"{"type":1}"#, r#"{"kind":"ping"}"#, "\u{0}", r#""ping""#] {
            assert!(Head::read(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn the_id_that_is_none_is_named() {
        let why = |text: &str| {
            let head = Head::read(text).ok()?;
            read_command(text, &head, Scope::Write).err().map(|error| error.to_string())
        };
        assert_eq!(why(r#"{"type":"join:chat","room":"here"}"#), Some("`room` is not an id.".into()));
        assert_eq!(why(r#"{"type":"join:chat"}"#), Some("`room` is missing.".into()));
        let number = r#"{"type":"join:chat","room":"0190a000-0000-7000-8000-000000000001","since":"now"}"#;
        assert_eq!(why(number), Some("This does not fit what is asked for here.".into()));
    }

    #[test]
    fn an_id_is_a_short_string() {
        let head = |id: &str| Head::read(&format!(r#"{{"type":"x","id":{id}}}"#)).ok().and_then(|head| head.id());
        assert_eq!(head(r#""a1""#), Some("a1".into()));
        assert_eq!(head("7"), None);
        assert_eq!(head(&format!(r#""{}""#, "x".repeat(65))), None);
    }
}
