//! Files made in code: whole ones of every format, and what they can be broken into.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Colours that run across, so that no two places look alike.
pub fn gradient(width: u32, height: u32) -> DynamicImage {
    let byte = |part: u32, whole: u32| u8::try_from(part * 255 / whole.max(1)).unwrap_or(255);
    RgbImage::from_fn(width, height, |x, y| Rgb([byte(x, width), byte(y, height), 128])).into()
}

pub fn picture(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    gradient(width, height).write_to(&mut bytes, format).unwrap_or_default();
    bytes.into_inner()
}

pub fn jpeg() -> Vec<u8> {
    picture(ImageFormat::Jpeg, 80, 40)
}

pub fn png() -> Vec<u8> {
    picture(ImageFormat::Png, 80, 40)
}

/// What a phone writes into a photo: which way is up, and where it was taken, here as a text too.
pub fn with_exif(jpeg: &[u8], orientation: u8, place: &str) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let (description_at, gps_at) = (8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + place.len());
    let entry = |tag: u16, kind: u16, count: usize, value: usize| {
        let short = |value: usize| u32::try_from(value).unwrap_or_default().to_le_bytes();
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &short(count), &short(value)].concat()
    };
    tiff.extend(entry(0x010e, 2, place.len(), description_at));
    tiff.extend(entry(0x0112, 3, 1, orientation.into()));
    tiff.extend(entry(0x8825, 4, 1, gps_at));
    tiff.extend([0; 4]);
    tiff.extend(place.as_bytes());
    tiff.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    with_segment(jpeg, 0xe1, &[b"Exif\0\0", &tiff[..]].concat())
}

/// A JPEG with one more segment after its beginning.
pub fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, data, &jpeg[2..]].concat()
}

/// A chunk of a PNG, with its checksum.
pub fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    let crc = !body.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    });
    [&u32::try_from(data.len()).unwrap_or_default().to_be_bytes()[..], &body, &crc.to_be_bytes()].concat()
}

/// A PNG that says it is so large.
pub fn png_of(width: u32, height: u32) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(*b"IHDR", &head),
        chunk(*b"IDAT", b"\x78\x9c\x63\0\0\0\x01\0\x01"),
        chunk(*b"IEND", b""),
    ]
    .concat()
}

/// A PNG with a chunk of text in it.
pub fn png_with_text(text: &str) -> Vec<u8> {
    let png = png();
    [&png[..33], &chunk(*b"tEXt", format!("Comment\0{text}").as_bytes()), &png[33..]].concat()
}

/// A GIF of two frames, with a comment and data of a program between them.
pub fn moving_gif(comment: &str) -> Vec<u8> {
    let frame = b"\x21\xf9\x04\x04\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let note =
        [b"\x21\xfe", &[u8::try_from(comment.len()).unwrap_or_default()][..], comment.as_bytes(), b"\0"].concat();
    let loops = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let xmp = b"\x21\xff\x0bXMP DataXMP\x04here\0";
    [b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\xff", &loops[..], &note, &xmp[..], frame, frame, b"\x3b"].concat()
}

/// An archive of unpacked parts, each said to have so many bytes once unpacked.
pub fn archive_of(parts: &[(&str, &str, u32)]) -> Vec<u8> {
    let (mut bytes, mut table) = (Vec::new(), Vec::new());
    let count = u16::try_from(parts.len()).unwrap_or_default().to_le_bytes();
    for (name, content, unpacked) in parts {
        let start = u32::try_from(bytes.len()).unwrap_or_default().to_le_bytes();
        let packed = u32::try_from(content.len()).unwrap_or_default().to_le_bytes();
        let name_length = u16::try_from(name.len()).unwrap_or_default().to_le_bytes();
        let common =
            [&b"\x14\0\0\0\0\0\0\0\0\0\0\0\0\0"[..], &packed, &unpacked.to_le_bytes(), &name_length, b"\0\0"].concat();
        bytes.extend([b"PK\x03\x04", &common[..], name.as_bytes(), content.as_bytes()].concat());
        table.extend([b"PK\x01\x02\x14\0", &common[..], b"\0\0\0\0\0\0\0\0\0\0", &start, name.as_bytes()].concat());
    }
    let (start, size) =
        (u32::try_from(bytes.len()).unwrap_or_default(), u32::try_from(table.len()).unwrap_or_default());
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size.to_le_bytes(), &start.to_le_bytes(), b"\0\0"].concat();
    [bytes, table, end].concat()
}

pub fn archive(parts: &[&str]) -> Vec<u8> {
    archive_of(&parts.iter().map(|name| (*name, "content", 7)).collect::<Vec<_>>())
}

pub fn docx() -> Vec<u8> {
    archive(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
}

pub fn odt() -> Vec<u8> {
    let mime = "application/vnd.oasis.opendocument.text";
    archive_of(&[("mimetype", mime, 39), ("content.xml", "x", 1), ("META-INF/manifest.xml", "x", 1)])
}

pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
      3 0 obj<</Type/Page/MediaBox[0 0 200 200]/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        .to_vec()
}

/// The beginning of a video, and then so many bytes.
pub fn mp4(length: usize) -> Vec<u8> {
    let mut bytes = b"\0\0\0\x18ftypisom\0\0\x02\0isommp41\0\0\0\0mdat".to_vec();
    bytes.extend((0..length).map(|place| u8::try_from(place % 251).unwrap_or_default()));
    bytes
}

pub fn webm() -> Vec<u8> {
    let mut bytes =
        b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
            .to_vec();
    bytes.resize(600, 7);
    bytes
}
