//! The files of a room as they are listed beside it, newest first.

use super::message::Message;
use crate::files::Attachment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SharedFile {
    pub file: Attachment,
    /// The number of the message that it was sent with.
    pub number: i64,
    /// Which of that message's files it is, from 1.
    pub place: i16,
}

/// The newest files of a room, as many as are known here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedFiles {
    pub files: Vec<SharedFile>,
    /// The number and place after which those come that the server has to be asked for.
    pub next: Option<(i64, i16)>,
}

impl SharedFiles {
    /// Takes in the part that comes after a place, unless the list has been read anew since it was asked for.
    pub fn go_on(&mut self, after: (i64, i16), older: Self) {
        if self.next == Some(after) {
            self.files.extend(older.files);
            self.next = older.next;
        }
    }

    /// Lists a message's files as they are now: it was sent, changed or deleted. Doing it again changes nothing. What
    /// belongs to a part that was not asked for yet comes with that. Whether anything has changed by it.
    pub fn note(&mut self, message: &Message) -> bool {
        let number = message.number;
        let files = message.attachments.iter().cloned().zip(1_i16..);
        let here = files.filter(|(_, place)| self.reaches(number, *place));
        let here: Vec<SharedFile> = here.map(|(file, place)| SharedFile { file, number, place }).collect();
        let start = self.files.partition_point(|shared| shared.number > number);
        let end = self.files.partition_point(|shared| shared.number >= number);
        let has_changed = self.files[start..end] != here[..];
        self.files.splice(start..end, here);
        has_changed
    }

    /// Whether that place is in the part that is known.
    fn reaches(&self, number: i64, place: i16) -> bool {
        self.next.is_none_or(|(last, last_place)| number > last || (number == last && place <= last_place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::MessageKind;
    use crate::chat::model::examples;
    use crate::ids::FileId;

    fn message(number: i64, names: &[&str]) -> Message {
        let file = |name: &&str| Attachment {
            id: FileId::new(),
            name: (*name).to_owned(),
            mime: "text/plain".into(),
            size: 1,
            width: None,
            height: None,
            thumbnail: None,
        };
        let (kind, attachments) = (MessageKind::File, names.iter().map(file).collect());
        Message {
            kind,
            attachments,
            ..examples::message(&examples::room(&[]), &examples::user("Noor"), number, number)
        }
    }

    /// The files of these messages, the newest first.
    fn listed(messages: &[&Message]) -> SharedFiles {
        let mut list = SharedFiles::default();
        for message in messages {
            assert!(list.note(message));
        }
        list
    }

    fn names(list: &SharedFiles) -> Vec<&str> {
        list.files.iter().map(|shared| shared.file.name.as_str()).collect()
    }

    #[test]
    fn what_is_sent_and_deleted_is_listed_as_it_stands() {
        let (old, new) = (message(3, &["a", "b"]), message(7, &["c"]));
        let mut list = listed(&[&new, &old]);
        assert_eq!(names(&list), ["c", "a", "b"], "by message, and within one as it was sent");
        assert!(!list.note(&old) && !list.note(&message(5, &[])), "nothing is new");
        assert!(list.note(&Message { attachments: vec![], ..old }), "it was deleted");
        assert_eq!(names(&list), ["c"]);
    }

    #[test]
    fn a_part_that_was_not_asked_for_comes_whole() {
        let (old, middle, new) = (message(1, &["a"]), message(2, &["b", "c", "d"]), message(3, &["e"]));
        let whole = listed(&[&old, &middle, &new]);
        let mut list = SharedFiles { files: whole.files[..2].to_vec(), next: Some((2, 1)) };
        assert!(!list.note(&old) && !list.note(&middle), "they lie beyond, at least in part");
        assert_eq!(names(&list), ["e", "b"]);
        assert!(list.note(&Message { attachments: vec![], ..new }));
        let older = SharedFiles { files: whole.files[2..].to_vec(), next: None };
        list.go_on((3, 1), older.clone());
        assert_eq!(names(&list), ["b"], "that was asked for by a list that is gone");
        list.go_on((2, 1), older);
        assert_eq!(names(&list), ["b", "c", "d", "a"]);
    }
}
