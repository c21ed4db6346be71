//! One's own rooms by last activity, all or those that are looked for, and how much in them is unread.

use super::reading::read_rooms;
use crate::chat::model::{CourseContext, Room, Shown};
use crate::error::Result;
use crate::ids::{CourseId, RoomId, UserId};
use crate::time::Moment;
use sqlx::types::Json;
use sqlx::{PgConnection, query, query_scalar};

/// A place in the list: when a room was last active, and which.
pub type Place = (Moment, RoomId);

/// Which rooms, and from where.
#[derive(Default)]
pub struct RoomSearch {
    /// Found in the title, or where there is none in the names of the others; empty finds all.
    pub text: String,
    pub shown: Shown,
    /// Those about this course.
    pub course: Option<CourseId>,
    pub from: Option<Place>,
    /// From the place to what was active later, oldest first.
    pub is_upwards: bool,
}

/// At most `limit` of one's own rooms, each with when it was last active.
pub async fn find_rooms(
    conn: &mut PgConnection,
    user: UserId,
    search: RoomSearch,
    limit: i64,
) -> Result<Vec<(Room, Moment)>> {
    let (at, id) = search.from.unzip();
    let found = query!(
        r#"select r.id as "id: RoomId", r.last_activity_at as "at: Moment"
           from room_members m join rooms r on r.id = m.room_id
           where m.user_id = $1
             and case when $2::timestamptz is null then true
                      when $5 then (r.last_activity_at, r.id) > ($2, $3)
                      else (r.last_activity_at, r.id) < ($2, $3) end
             and case $6 when 'active' then r.ended_at is null
                         when 'ended' then r.ended_at is not null
                         when 'unread' then exists (
                             select from messages x where x.room_id = r.id and x.number > m.read
                               and x.sender_id is distinct from $1 and x.kind <> 'system' and x.deleted_at is null)
                         else true end
             and ($7 = '' or strpos(folded(coalesce(r.title,
                 (select string_agg(u.name, ', ') from room_members o join users u on u.id = o.user_id
                  where o.room_id = r.id and o.user_id <> $1))), (select folded($7))) > 0)
             and ($8::uuid is null or r.context -> 'course' ->> 'id' = $8::text)
           order by case when $5 then r.last_activity_at end, case when $5 then r.id end,
                    r.last_activity_at desc, r.id desc
           limit $4"#,
        user as UserId,
        at as Option<Moment>,
        id as Option<RoomId>,
        limit,
        search.is_upwards,
        search.shown.as_str(),
        search.text,
        search.course as Option<CourseId>
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<RoomId> = found.iter().map(|row| row.id).collect();
    let mut rooms = read_rooms(conn, &ids, Some(user)).await?;
    Ok(found.into_iter().filter_map(|row| Some((rooms.remove(&row.id)?, row.at))).collect())
}

/// The courses that one's rooms are about, by title.
pub async fn courses_of(conn: &mut PgConnection, user: UserId) -> Result<Vec<CourseContext>> {
    let courses = query_scalar!(
        r#"select distinct r.context -> 'course' as "course!: Json<CourseContext>"
           from room_members m join rooms r on r.id = m.room_id
           where m.user_id = $1 and r.context ? 'course'"#,
        user as UserId
    );
    let mut courses: Vec<CourseContext> =
        courses.fetch_all(conn).await?.into_iter().map(|Json(course)| course).collect();
    courses.sort_by_key(|course| (course.title.to_lowercase(), course.id));
    Ok(courses)
}

/// Unread messages in all of one's rooms together, but for those that are muted. Of those after the read position only
/// what does not count is looked at; none of them is one's own, since those move it.
pub async fn unread_of(conn: &mut PgConnection, user: UserId) -> Result<i64> {
    Ok(query_scalar!(
        r#"select coalesce(sum(r.last_number - m.read - uncounted.count), 0)::bigint as "count!"
           from room_members m join rooms r on r.id = m.room_id and m.read < r.last_number
           cross join lateral (
               select count(*) from messages x where x.room_id = m.room_id and x.number > m.read
                 and (x.kind = 'system' or x.deleted_at is not null)) uncounted
           where m.user_id = $1 and m.muted_at is null"#,
        user as UserId
    )
    .fetch_one(conn)
    .await?)
}
