//! Passwords: argon2id, off the async threads, and no more at once than the machine has cores.

use crate::error::{AppError, Result};
use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng};
use std::sync::{LazyLock, OnceLock};
use tokio::sync::{Semaphore, SemaphorePermit};

static CORES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));

/// A turn at the work. Whoever counts failures looks at the count while holding one,
/// so that guesses sent all at once cannot slip past the limit together.
pub async fn turn() -> Result<SemaphorePermit<'static>> {
    CORES.acquire().await.map_err(AppError::broken)
}

/// A new hash with its own salt, in PHC form.
pub async fn hash_password(password: String) -> Result<String> {
    let _turn = turn().await?;
    work(move || hash(&password)).await
}

/// Whether the password fits the hash. Without a hash (no such account) as much work is done for nothing.
pub async fn fits(password: String, hash: Option<String>) -> Result<bool> {
    work(move || {
        let stored = match &hash {
            Some(hash) => hash.as_str(),
            None => nobodys_hash()?,
        };
        let parsed = PasswordHash::new(stored).map_err(AppError::broken)?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && hash.is_some())
    })
    .await
}

/// At least ten characters, and not among the guesses that crackers make first (zxcvbn, fewer than a million).
pub async fn check_new(password: &str, own_words: [&str; 2]) -> Result<()> {
    let length = password.chars().count();
    if length < 10 {
        return Err(AppError::invalid("password", "A password has at least ten characters."));
    }
    if length > 256 {
        return Err(AppError::invalid("password", "A password has at most 256 characters."));
    }
    let (text, words) = (password.to_owned(), own_words.map(str::to_owned));
    let guessable = work(move || Ok(zxcvbn::zxcvbn(&text, &[&words[0], &words[1]]).score() < zxcvbn::Score::Two));
    if guessable.await? {
        return Err(AppError::invalid("password", "This password is easily guessed; please choose another one."));
    }
    Ok(())
}

fn hash(password: &str) -> Result<String> {
    let salt = SaltString::generate(&mut OsRng);
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt).map_err(AppError::broken)?.to_string())
}

fn nobodys_hash() -> Result<&'static str> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let made = hash("nobody has this password")?;
    Ok(HASH.get_or_init(|| made))
}

async fn work<T: Send + 'static>(job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(job).await.map_err(AppError::broken)?
}
