//! Who may do what with courses, and what courses may say of themselves.

use crate::accounts::Me;
use crate::error::{AppError, Result};
use serde::{Deserialize, Serialize};

/// Students a course has at most: with the tutor, as many as a room has members.
pub const STUDENTS_AT_MOST: i64 = 999;
const TITLE_LENGTH: usize = 120;
const DESCRIPTION_LENGTH: usize = 4_000;
const PRICE_LENGTH: usize = 120;

/// A course as its tutor describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewCourse {
    pub title: String,
    #[serde(default)]
    pub description: String,
    /// In words, as `30 € a lesson`.
    #[serde(default)]
    pub price: String,
}

/// What is to change; what is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CourseChange {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub price: Option<String>,
}

impl NewCourse {
    pub fn checked(self) -> Result<Self> {
        Ok(Self {
            title: check_title(&self.title)?,
            description: check_description(&self.description)?,
            price: check_price(&self.price)?,
        })
    }
}

impl CourseChange {
    pub fn checked(self) -> Result<Self> {
        Ok(Self {
            title: self.title.as_deref().map(check_title).transpose()?,
            description: self.description.as_deref().map(check_description).transpose()?,
            price: self.price.as_deref().map(check_price).transpose()?,
        })
    }
}

/// Courses are given by the practitioners of practices that have them.
pub fn must_give_courses(me: &Me) -> Result<()> {
    must_have_courses(me)?;
    if me.is_practitioner() { Ok(()) } else { Err(AppError::forbidden("This is for those who give courses.")) }
}

/// Courses are taken by the clients of practices that have them.
pub fn must_take_courses(me: &Me) -> Result<()> {
    must_have_courses(me)?;
    if me.is_client() { Ok(()) } else { Err(AppError::forbidden("This is for those who take courses.")) }
}

/// Whoever gives or takes courses.
pub fn must_have_courses(me: &Me) -> Result<()> {
    let has_courses = me.practice.kind.has_courses() && (me.is_practitioner() || me.is_client());
    if has_courses { Ok(()) } else { Err(AppError::forbidden("There are no courses for you here.")) }
}

fn check_title(text: &str) -> Result<String> {
    let title = text.trim();
    if title.is_empty() {
        return Err(AppError::invalid("title", "Please give the course a title."));
    }
    if title.chars().count() > TITLE_LENGTH || title.chars().any(char::is_control) {
        return Err(AppError::invalid("title", "A title has at most 120 characters, all of them printable."));
    }
    Ok(title.into())
}

fn check_description(text: &str) -> Result<String> {
    let description = text.trim().replace("\r\n", "\n");
    let is_printable = !description.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    if description.chars().count() <= DESCRIPTION_LENGTH && is_printable {
        return Ok(description);
    }
    Err(AppError::invalid("description", "A description has at most 4,000 characters, all of them printable."))
}

fn check_price(text: &str) -> Result<String> {
    let price = text.trim();
    if price.chars().count() <= PRICE_LENGTH && !price.chars().any(char::is_control) {
        return Ok(price.into());
    }
    Err(AppError::invalid("price", "A price has at most 120 characters, all of them printable."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_has_a_title_and_says_the_rest_if_it_likes() {
        let new = |title: &str, description: &str, price: &str| {
            NewCourse { title: title.into(), description: description.into(), price: price.into() }.checked()
        };
        let refused = |course: Result<NewCourse>| course.err().and_then(|error| error.field().map(str::to_owned));
        assert_eq!(new(" Algebra ", "One\r\ntwo ", "").map(|course| course.description), Ok("One\ntwo".into()));
        assert_eq!(refused(new(" ", "", "")).as_deref(), Some("title"));
        assert_eq!(refused(new(&"é".repeat(121), "", "")).as_deref(), Some("title"));
        assert_eq!(refused(new("A", "\u{0}", "")).as_deref(), Some("description"));
        assert_eq!(refused(new("A", &"x".repeat(4_001), "")).as_deref(), Some("description"));
        assert_eq!(refused(new("A", "", "30 €\n")), None);
        assert_eq!(refused(new("A", "", "30\n€")).as_deref(), Some("price"));
    }

    #[test]
    fn what_is_not_named_stays() {
        let change = CourseChange { price: Some(" 30 € ".into()), ..CourseChange::default() };
        let expected = CourseChange { price: Some("30 €".into()), ..CourseChange::default() };
        assert_eq!(change.checked(), Ok(expected));
    }
}
