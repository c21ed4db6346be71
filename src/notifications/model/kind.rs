//! What a notification is about, and the sorts by which people choose what reaches them.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $sort:ident;)*) => {
        /// What a notification is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text"))]
        pub enum Kind {
            $(
                $(#[$doc])*
                #[serde(rename = $name)]
                #[cfg_attr(feature = "ssr", sqlx(rename = $name), schema(rename = $name))]
                $kind,
            )*
        }

        impl Kind {
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$kind),*];

            /// As on the wire.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            pub fn sort(self) -> Sort {
                match self { $(Self::$kind => Sort::$sort,)* }
            }
        }
    };
}

kinds! {
    /// Of one other person.
    Message = "message", Messages;
    /// In a room of several.
    Group = "group", Groups;
    Mention = "mention", Mentions;
    Reply = "reply", Mentions;
    Reaction = "reaction", Reactions;
    Requested = "appointment:requested", Appointments;
    Confirmed = "appointment:confirmed", Appointments;
    Declined = "appointment:declined", Appointments;
    /// Another time is proposed, or was agreed on.
    Moved = "appointment:moved", Appointments;
    Cancelled = "appointment:cancelled", Appointments;
    /// Its practitioner is running late.
    Late = "appointment:late", Appointments;
    Reminder = "appointment:reminder", Reminders;
    /// A freed time that somebody on the waitlist is offered.
    Offer = "waitlist:offer", Offers;
    Course = "course", Courses;
    Announcement = "announcement", Announcements;
    /// Something to confirm that one has read and understood.
    Acknowledge = "acknowledge", Announcements;
    Emergency = "emergency", Emergencies;
}

/// What people choose by: several kinds that one wants alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    Messages,
    Groups,
    Mentions,
    Reactions,
    Appointments,
    Reminders,
    Offers,
    Courses,
    Announcements,
    Emergencies,
}

impl Sort {
    pub const ALL: [Self; 10] = [
        Self::Messages,
        Self::Groups,
        Self::Mentions,
        Self::Reactions,
        Self::Appointments,
        Self::Reminders,
        Self::Offers,
        Self::Courses,
        Self::Announcements,
        Self::Emergencies,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Groups => "groups",
            Self::Mentions => "mentions",
            Self::Reactions => "reactions",
            Self::Appointments => "appointments",
            Self::Reminders => "reminders",
            Self::Offers => "offers",
            Self::Courses => "courses",
            Self::Announcements => "announcements",
            Self::Emergencies => "emergencies",
        }
    }

    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text)
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Messages => "Direct messages",
            Self::Groups => "Messages in groups",
            Self::Mentions => "Mentions and replies",
            Self::Reactions => "Reactions",
            Self::Appointments => "Appointments",
            Self::Reminders => "Reminders",
            Self::Offers => "Times from the waitlist",
            Self::Courses => "Courses",
            Self::Announcements => "Announcements",
            Self::Emergencies => "Emergencies",
        }
    }

    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| kind.sort() == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_has_kinds_and_names_are_the_names_on_the_wire() {
        for sort in Sort::ALL {
            assert!(sort.kinds().count() > 0, "{sort:?}");
            assert_eq!(serde_json::to_value(sort).ok(), Some(sort.as_str().into()));
            assert_eq!(Sort::read(sort.as_str()), Some(sort));
        }
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.as_str().into()));
        }
    }
}
