//! Devices that are pushed to. One counts for as long as its person is signed in on it.

use crate::error::{AppError, Result};
use crate::ids::{DeviceId, SignInId, UserId};
use crate::notifications::model::Device;
use crate::server::db::Tx;
use crate::server::push::Subscription;
use crate::time::Moment;
use sqlx::{PgConnection, query, query_as, query_scalar};

/// Devices that a person has at once; more are a program gone wrong.
const AT_MOST: i64 = 20;

/// A subscription to be kept, and the sign-in it lives with.
pub struct NewSubscription<'a> {
    pub user: UserId,
    pub sign_in: SignInId,
    pub subscription: &'a Subscription,
    pub device: &'a str,
}

/// Keeps a device's subscription in the place of what it had before. One that another person left in the browser
/// becomes this person's: the secret shows that it is that very browser.
pub async fn add_subscription(tx: &mut Tx, new: &NewSubscription<'_>) -> Result<Device> {
    let Subscription { endpoint, p256dh, auth } = new.subscription;
    // Whoever does this twice at once takes turns.
    query!("select id from sign_ins where id = $1 for no key update", new.sign_in as SignInId)
        .fetch_one(&mut **tx)
        .await?;
    query!(
        "delete from push_subscriptions where sign_in_id = $1 and endpoint <> $2",
        new.sign_in as SignInId,
        endpoint
    )
    .execute(&mut **tx)
    .await?;
    leave_room(tx, new.user, endpoint).await?;
    let added = query_as!(
        Device,
        r#"insert into push_subscriptions as kept (id, user_id, sign_in_id, endpoint, p256dh, auth, device)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (endpoint) do update
           set user_id = excluded.user_id, sign_in_id = excluded.sign_in_id, p256dh = excluded.p256dh,
               auth = excluded.auth, device = excluded.device,
               created_at = case when kept.user_id = excluded.user_id then kept.created_at else now() end,
               last_used_at = case when kept.user_id = excluded.user_id then kept.last_used_at end
           where kept.user_id = excluded.user_id or kept.auth = excluded.auth
           returning id as "id: DeviceId", device as name, true as "is_here!", created_at as "created_at: Moment",
                     last_used_at as "last_used_at: Moment""#,
        DeviceId::new() as DeviceId,
        new.user as UserId,
        new.sign_in as SignInId,
        endpoint,
        p256dh,
        auth,
        new.device
    );
    let taken = || AppError::conflict("Another account uses this address.");
    added.fetch_optional(&mut **tx).await?.ok_or_else(taken)
}

async fn leave_room(tx: &mut Tx, user: UserId, endpoint: &str) -> Result<()> {
    let count = query_scalar!(
        r#"select count(*) as "count!" from live_push_subscriptions where user_id = $1 and endpoint <> $2"#,
        user as UserId,
        endpoint
    );
    if count.fetch_one(&mut **tx).await? < AT_MOST {
        return Ok(());
    }
    Err(AppError::conflict("There are 20 devices already. Remove one that is not needed any more."))
}

/// Whether the person has, or had until a moment ago, a device at that address.
pub async fn has_subscription(conn: &mut PgConnection, user: UserId, endpoint: &str) -> Result<bool> {
    Ok(query_scalar!(
        r#"select exists (select from push_subscriptions where user_id = $1 and endpoint = $2) as "has!""#,
        user as UserId,
        endpoint
    )
    .fetch_one(conn)
    .await?)
}

/// A person's devices, the newest first; `here` is the sign-in that asks, if it is one.
pub async fn devices_of(conn: &mut PgConnection, user: UserId, here: Option<SignInId>) -> Result<Vec<Device>> {
    Ok(query_as!(
        Device,
        r#"select id as "id!: DeviceId", device as "name!", coalesce(sign_in_id = $2, false) as "is_here!",
                  created_at as "created_at!: Moment", last_used_at as "last_used_at: Moment"
           from live_push_subscriptions where user_id = $1 order by created_at desc, id desc"#,
        user as UserId,
        here as Option<SignInId>
    )
    .fetch_all(conn)
    .await?)
}

/// Takes one of the person's devices out.
pub async fn remove_device(tx: &mut Tx, user: UserId, device: DeviceId) -> Result<()> {
    let gone =
        query!("delete from push_subscriptions where id = $1 and user_id = $2", device as DeviceId, user as UserId)
            .execute(&mut **tx)
            .await?;
    if gone.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Takes out what nobody is signed in with any more.
pub async fn forget_dead_subscriptions(conn: &mut PgConnection) -> Result<()> {
    query!("delete from push_subscriptions where id not in (select id from live_push_subscriptions)")
        .execute(conn)
        .await?;
    Ok(())
}
