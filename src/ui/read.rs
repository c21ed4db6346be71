//! What a page reads from the server. It travels as JSON and is taken in by the same code that takes in the answers
//! of server functions: with Leptos' own codec, the bundle would carry a second reader of every noun.

use codee::{Decoder, Encoder};
use leptos::prelude::{Resource, SharedValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, serde_json::Error> {
        read_json(text)
    }
}

/// The one way in which this program reads JSON from text.
pub fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_slice(text.as_bytes())
}

pub type Read<T> = Resource<T, Json>;

/// Reads now and whenever `source` changes.
pub fn read<S, T, Reading>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Reading + Send + Sync + 'static,
) -> Read<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Reading: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}

/// A value that the server hands to the page with its first byte.
pub fn hand_over<T: Serialize + DeserializeOwned>(make: impl FnOnce() -> T) -> T {
    SharedValue::<T, Json>::new_with_encoding(make).into_inner()
}
