//! What such a link holds: whose it is and of which sorts of letters, signed.

use crate::ids::UserId;
use crate::notifications::model::Sort;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// Octets of the signature; half of SHA-256's are more than anybody guesses.
const SIGNATURE: usize = 16;
const PERSON: usize = 16;

/// None where the key is none.
pub fn token_for(user: UserId, sorts: &[Sort], key: &[u8]) -> Option<String> {
    let names = sorts.iter().map(|sort| sort.as_str()).collect::<Vec<_>>().join(",");
    let said = [user.0.as_bytes(), names.as_bytes()].concat();
    let signature = signer(&said, key)?.finalize().into_bytes();
    Some(BASE64_URL_SAFE_NO_PAD.encode([&signature[..SIGNATURE], &said].concat()))
}

/// Whose link it is and of which sorts, if we have made it.
pub fn read_token(token: &str, key: &[u8]) -> Option<(UserId, Vec<Sort>)> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    let (signature, said) = bytes.split_at_checked(SIGNATURE)?;
    signer(said, key)?.verify_truncated_left(signature).ok()?;
    let (person, names) = said.split_at_checked(PERSON)?;
    let sorts = std::str::from_utf8(names).ok()?.split(',').map(Sort::read).collect::<Option<Vec<_>>>()?;
    Some((UserId(Uuid::from_slice(person).ok()?), sorts))
}

fn signer(said: &[u8], key: &[u8]) -> Option<Hmac<Sha256>> {
    let mut signer = Hmac::<Sha256>::new_from_slice(key).ok()?;
    signer.update(b"unsubscribe:");
    signer.update(said);
    Some(signer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_links_are_links() {
        let (user, key) = (UserId::new(), [7; 32]);
        let sorts = [Sort::Messages, Sort::Groups];
        let token = token_for(user, &sorts, &key).unwrap_or_default();
        assert_eq!(read_token(&token, &key), Some((user, sorts.to_vec())));
        assert_eq!(read_token(&token, &[8; 32]), None);
        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(&token).unwrap_or_default();
        bytes[SIGNATURE] ^= 1;
        assert_eq!(read_token(&BASE64_URL_SAFE_NO_PAD.encode(bytes), &key), None);
        for other in ["", "x", &token[..token.len() - 1], "%%%"] {
            assert_eq!(read_token(other, &key), None, "{other}");
        }
    }
}
