//! Files.

use super::endpoint::{Endpoint, Section, delete, get, post};
use crate::chat::Attachment;

const ANY: &str = "*/*";

pub fn section() -> Section {
    Section {
        name: "Files",
        about: "Uploaded first, then sent with a message. A file is readable by its uploader until it is sent, then by \
                those who may read its message, and by nobody once that is deleted.",
        endpoints: vec![
            post("/api/v1/files", "uploadFile", "Upload a file")
                .says("Its type is told by its content, not by its name. Pictures lose what they say of their place.")
                .takes_file()
                .answers::<Attachment>(201, "Stored; its id goes into the `attachments` of a message."),
            read_as("/api/v1/files/{id}", "readFile", "Read a file")
                .says("Takes `Range`. Sent as a download unless browsers show its type safely.")
                .answers_as(206, ANY, "The part that was asked for."),
            read_as("/api/v1/files/{id}/thumbnail", "readThumbnail", "Read the thumbnail of a file"),
            read_as("/api/v1/files/{id}/preview", "readPreview", "Read a picture in a size for screens"),
            delete("/api/v1/files/{id}", "deleteFile", "Take an upload back")
                .says("One's own, as long as it is not sent.")
                .at("id", "Which file.")
                .answers_nothing("Taken back; once more changes nothing."),
        ],
    }
}

fn read_as(path: &'static str, id: &str, summary: &str) -> Endpoint {
    get(path, id, summary).at("id", "Which file.").answers_as(200, ANY, "Its bytes, in its own type.").refuses(&[416])
}
