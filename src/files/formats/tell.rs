//! Told by content: the first bytes say what a file is, and its name nothing.

use super::Format;
use infer::Infer;

/// Bytes of the beginning that are looked at.
pub const HEAD: usize = 4096;
/// Bytes in which a browser that guesses would look for markup.
const MARKUP_WITHIN: usize = 1024;

/// Tags by which browsers and mail programs recognise pages, drawings and scripts.
const MARKUP: [&str; 15] = [
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<iframe",
    "<object",
    "<embed",
    "<img",
    "<style",
    "<meta",
    "<link",
    "<?xml",
    "<?php",
];

/// The format whose beginning this is. An archive is only known to be one: `look_into` tells which. `name` decides
/// nothing but between plain text and a table in plain text, which are alike.
pub fn tell(head: &[u8], name: &str) -> Option<Format> {
    if head.starts_with(b"PK\x03\x04") {
        return Some(Format::Zip);
    }
    if head.get(4..8) == Some(b"ftyp") {
        return iso_media(head.get(8..12)?);
    }
    match Infer::new().get(head).map(|kind| kind.mime_type()) {
        Some(mime) => by_signature(mime, head),
        None if is_text(head) => Some(if ends_in(name, "csv") { Format::Csv } else { Format::Text }),
        None => None,
    }
}

/// Media in ISO boxes, by the brand that the first box names. HEIC and AVIF are among those we do not take.
fn iso_media(brand: &[u8]) -> Option<Format> {
    Some(match brand {
        b"qt  " => Format::Mov,
        b"M4A " | b"M4B " => Format::M4a,
        b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"iso7" | b"iso8" | b"iso9" | b"mp41" | b"mp42"
        | b"avc1" | b"dash" | b"M4V " | b"M4VH" | b"M4VP" | b"mmp4" | b"MSNV" | b"3gp4" | b"3gp5" | b"3gp6" => {
            Format::Mp4
        }
        _ => return None,
    })
}

fn by_signature(mime: &str, head: &[u8]) -> Option<Format> {
    Some(match mime {
        "image/jpeg" => Format::Jpeg,
        "image/png" => Format::Png,
        "image/gif" => Format::Gif,
        "image/webp" => Format::Webp,
        "image/bmp" => Format::Bmp,
        "video/webm" => Format::Webm,
        "audio/mpeg" => Format::Mp3,
        "audio/ogg" | "audio/opus" => Format::Ogg,
        "audio/x-wav" => Format::Wav,
        "application/pdf" if head.starts_with(b"%PDF-1.") || head.starts_with(b"%PDF-2.") => Format::Pdf,
        _ => return None,
    })
}

/// Text that nothing takes for a page, a drawing or a script.
fn is_text(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = text.trim_ascii_start();
    let begins = &text[..text.len().min(MARKUP_WITHIN)].to_ascii_lowercase();
    let has_markup = MARKUP.iter().any(|tag| begins.windows(tag.len()).any(|window| window == tag.as_bytes()));
    !start.is_empty()
        && !start.starts_with(b"<")
        && !start.starts_with(b"#!")
        && !has_markup
        && !text.iter().any(|byte| is_binary(*byte))
}

/// Bytes that no text holds, in UTF-8 or in the older alphabets of one byte a letter.
pub fn is_binary(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)) || byte == 0x7f
}

fn ends_in(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(ending))
}
