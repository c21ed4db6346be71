//! How much one person may do at once. The numbers are those of docs/protocol.md.

use crate::error::{AppError, Result};
use crate::ids::{PracticeId, UserId};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// `burst` at once, then `a_second`.
const fn quota(burst: u32, a_second: u32) -> (NonZeroU32, NonZeroU32) {
    match (NonZeroU32::new(burst), NonZeroU32::new(a_second)) {
        (Some(burst), Some(a_second)) => (burst, a_second),
        _ => (NonZeroU32::MIN, NonZeroU32::MIN),
    }
}

const MESSAGES: (NonZeroU32, NonZeroU32) = quota(60, 10);
const COMMANDS: (NonZeroU32, NonZeroU32) = quota(300, 50);
const UPLOADS: (NonZeroU32, NonZeroU32) = quota(60, 1);
/// Of one person at the same time.
const UPLOADS_AT_ONCE: u32 = 6;
/// Accounts made from one address: twenty, then one every three minutes.
const SIGN_UPS: (NonZeroU32, Duration) = (quota(20, 1).0, Duration::from_mins(3));

/// Codes that one person tries: ten, then two a minute.
const GUESSES: (NonZeroU32, Duration) = (quota(10, 1).0, Duration::from_secs(30));

/// Alerts of one client that are heard: six at once, then one every five seconds. What comes beyond that is kept.
const ALERTS: (NonZeroU32, Duration) = (quota(6, 1).0, Duration::from_secs(5));

/// Letters to oneself: six, then one every ten seconds.
const TEST_LETTERS: (NonZeroU32, Duration) = (quota(6, 1).0, Duration::from_secs(10));

/// Letters with a way to a new password, to one address: three, then one every twenty minutes.
const RESETS: (NonZeroU32, Duration) = (quota(3, 1).0, Duration::from_mins(20));

/// Letters with links that the admins of one practice have sent: thirty, then one a minute.
const LINKS: (NonZeroU32, Duration) = (quota(30, 1).0, Duration::from_mins(1));

pub struct Limits {
    on: bool,
    messages: DefaultKeyedRateLimiter<UserId>,
    commands: DefaultKeyedRateLimiter<UserId>,
    sign_ups: DefaultKeyedRateLimiter<IpAddr>,
    uploads: DefaultKeyedRateLimiter<UserId>,
    guesses: DefaultKeyedRateLimiter<UserId>,
    alerts: DefaultKeyedRateLimiter<UserId>,
    test_letters: DefaultKeyedRateLimiter<UserId>,
    resets: DefaultKeyedRateLimiter<String>,
    links: DefaultKeyedRateLimiter<PracticeId>,
    uploading: Arc<Mutex<HashMap<UserId, u32>>>,
}

/// An upload that is under way, until it is dropped.
pub struct Uploading {
    user: UserId,
    all: Arc<Mutex<HashMap<UserId, u32>>>,
}

impl Limits {
    pub fn new(on: bool) -> Self {
        let per_person = |(burst, a_second)| RateLimiter::keyed(Quota::per_second(a_second).allow_burst(burst));
        let slowly = |(burst, every)| Quota::with_period(every).unwrap_or(Quota::per_minute(burst)).allow_burst(burst);
        Self {
            on,
            messages: per_person(MESSAGES),
            commands: per_person(COMMANDS),
            sign_ups: RateLimiter::keyed(slowly(SIGN_UPS)),
            uploads: per_person(UPLOADS),
            guesses: RateLimiter::keyed(slowly(GUESSES)),
            alerts: RateLimiter::keyed(slowly(ALERTS)),
            test_letters: RateLimiter::keyed(slowly(TEST_LETTERS)),
            resets: RateLimiter::keyed(slowly(RESETS)),
            links: RateLimiter::keyed(slowly(LINKS)),
            uploading: Arc::default(),
        }
    }

    pub fn are_on(&self) -> bool {
        self.on
    }

    pub fn take_message(&self, user: UserId) -> Result<()> {
        self.take(&self.messages, &user)
    }

    pub fn take_command(&self, user: UserId) -> Result<()> {
        self.take(&self.commands, &user)
    }

    pub fn take_sign_up(&self, address: IpAddr) -> Result<()> {
        self.take(&self.sign_ups, &address)
    }

    /// Somebody tries a code that could be guessed.
    pub fn take_guess(&self, user: UserId) -> Result<()> {
        self.take(&self.guesses, &user)
    }

    /// Whether what a client adds to their emergency is heard, or only kept.
    pub fn may_ring(&self, client: UserId) -> bool {
        self.take(&self.alerts, &client).is_ok()
    }

    /// An admin tries the e-mail out.
    pub fn take_test_letter(&self, user: UserId) -> Result<()> {
        self.take(&self.test_letters, &user)
    }

    /// Somebody has forgotten the password of the account with that address, or says so.
    pub fn take_reset(&self, email: &str) -> Result<()> {
        self.take(&self.resets, &email.to_owned())
    }

    /// Whether a link that an admin has made is sent as well, or only shown to them.
    pub fn may_send_link(&self, practice: PracticeId) -> bool {
        self.take(&self.links, &practice).is_ok()
    }

    /// An upload begins. Each takes memory and perhaps a core, so only some of a person go on at the same time.
    pub fn begin_upload(&self, user: UserId) -> Result<Uploading> {
        self.take(&self.uploads, &user)?;
        let mut all = self.uploading.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = all.entry(user).or_default();
        if self.on && *under_way >= UPLOADS_AT_ONCE {
            return Err(AppError::SlowDown { seconds: 2 });
        }
        *under_way += 1;
        Ok(Uploading { user, all: Arc::clone(&self.uploading) })
    }

    /// Forgets those who have been quiet long enough to start afresh.
    pub fn forget_quiet(&self) {
        self.messages.retain_recent();
        self.commands.retain_recent();
        self.sign_ups.retain_recent();
        self.uploads.retain_recent();
        self.guesses.retain_recent();
        self.alerts.retain_recent();
        self.test_letters.retain_recent();
        self.resets.retain_recent();
        self.links.retain_recent();
    }

    fn take<K: Clone + std::hash::Hash + Eq>(&self, limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<()> {
        if !self.on {
            return Ok(());
        }
        limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            AppError::SlowDown { seconds: wait.as_secs() + 1 }
        })
    }
}

impl Drop for Uploading {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let left = all.get(&self.user).map_or(0, |under_way| under_way - 1);
        if left == 0 {
            all.remove(&self.user);
        } else {
            all.insert(self.user, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn sixty_messages_at_once_and_no_more() {
        let limits = Limits::new(true);
        let (hasty, other) = (UserId::new(), UserId::new());
        let began = Instant::now();
        let messages = (0..100).filter(|_| limits.take_message(hasty).is_ok()).count();
        let commands = (0..1000).filter(|_| limits.take_command(hasty).is_ok()).count();
        // What the passing time has given back may be taken as well.
        let seconds = usize::try_from(began.elapsed().as_secs()).unwrap_or(usize::MAX) + 1;
        assert!((60..=60 + 10 * seconds).contains(&messages), "{messages}");
        assert!((300..=300 + 50 * seconds).contains(&commands), "{commands}");
        assert!(limits.take_message(other).is_ok(), "another person is not held back");
    }

    #[test]
    fn limits_can_be_off() {
        let limits = Limits::new(false);
        assert!((0..1000).all(|_| limits.take_message(UserId(uuid::Uuid::nil())).is_ok()));
    }
}
