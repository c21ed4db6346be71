//! Documents of office programs are ZIP archives. Their table of contents says which, and whether there is something
//! in them that would run. Nothing is ever unpacked.

use super::{Format, refused};
use crate::error::Result;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes of the record at the end, without its comment.
const END: usize = 22;
/// Bytes of an entry in the table of contents, without its name.
const ENTRY: usize = 46;
/// Bytes of a table of contents that is still looked at.
const TABLE_AT_MOST: u32 = 4_000_000;
/// Bytes that all parts may have together once unpacked, and how many times the archive's own.
const UNPACKED: u64 = 100_000_000;
const UNPACKED_TIMES: u64 = 200;

/// What the main part of each document is called; without one, an archive is an archive.
const PARTS: [(&str, Format); 3] =
    [("word/document.xml", Format::Docx), ("xl/workbook.xml", Format::Xlsx), ("ppt/presentation.xml", Format::Pptx)];
const OPEN_DOCUMENTS: [Format; 3] = [Format::Odt, Format::Ods, Format::Odp];

/// The format of a whole archive.
pub fn look_into(mut file: File) -> Result<Format> {
    let contents = Contents::read(&mut file).ok().flatten().ok_or_else(|| refused("This archive is not whole."))?;
    contents.check()?;
    let has = |name: &str| contents.names.iter().any(|one| one == name);
    let office = PARTS.iter().find(|(part, _)| has("[Content_Types].xml") && has(part));
    let open = || OPEN_DOCUMENTS.into_iter().find(|format| contents.declares(format.mime()));
    Ok(office.map(|(_, format)| *format).or_else(open).unwrap_or(Format::Zip))
}

struct Contents {
    names: Vec<String>,
    packed: u64,
    unpacked: u64,
    is_encrypted: bool,
    /// The first bytes, in which an open document says what it is.
    head: Vec<u8>,
}

impl Contents {
    /// `None` where the archive is not exactly one: something before it, after it, or missing in it.
    fn read(file: &mut File) -> io::Result<Option<Self>> {
        let length = file.seek(SeekFrom::End(0))?;
        let head = read_at(file, 0, 200.min(length))?;
        let tail_length = (END as u64 + u64::from(u16::MAX)).min(length);
        let tail = read_at(file, length - tail_length, tail_length)?;
        let is_end = |at: &usize| {
            tail[*at..].starts_with(b"PK\x05\x06") && tail.len() - at - END == word(&tail, at + 20) as usize
        };
        let Some(end) = (0..=tail.len().saturating_sub(END)).rev().filter(|at| tail.len() - at >= END).find(is_end)
        else {
            return Ok(None);
        };
        let (size, start) = (long(&tail, end + 12), long(&tail, end + 16));
        let ends_at = length - tail_length + end as u64;
        if !head.starts_with(b"PK\x03\x04") || size > TABLE_AT_MOST || u64::from(start) + u64::from(size) != ends_at {
            return Ok(None);
        }
        let table = read_at(file, start.into(), size.into())?;
        let mut contents = Self { names: Vec::new(), packed: length, unpacked: 0, is_encrypted: false, head };
        Ok((contents.take(&table) && contents.names.len() == word(&tail, end + 10) as usize).then_some(contents))
    }

    /// Reads the entries; false where they do not fill the table exactly.
    fn take(&mut self, mut table: &[u8]) -> bool {
        while table.len() >= ENTRY && table.starts_with(b"PK\x01\x02") {
            let name_length = word(table, 28) as usize;
            let whole = ENTRY + name_length + word(table, 30) as usize + word(table, 32) as usize;
            let Some(name) = table.get(ENTRY..ENTRY + name_length).filter(|_| whole <= table.len()) else {
                return false;
            };
            self.names.push(String::from_utf8_lossy(name).into_owned());
            self.unpacked += u64::from(long(table, 24));
            self.is_encrypted |= word(table, 8) & 1 == 1;
            table = &table[whole..];
        }
        table.is_empty()
    }

    fn check(&self) -> Result<()> {
        if self.unpacked > UNPACKED.max(self.packed * UNPACKED_TIMES) {
            return Err(refused("This archive would unpack to far more than it is."));
        }
        if self.is_encrypted {
            return Err(refused("This document is locked with a password; please send it without."));
        }
        if self.names.iter().any(|name| leads_out(name)) {
            return Err(refused("This archive would write outside of its folder."));
        }
        if self.names.iter().any(|name| runs(name)) {
            return Err(refused("This holds a program or macros, which cannot be sent."));
        }
        Ok(())
    }

    /// An open document begins with a part `mimetype`, unpacked, that holds its type and nothing else.
    fn declares(&self, mime: &str) -> bool {
        let Some(rest) = self.head.get(30..).and_then(|rest| rest.strip_prefix(b"mimetype")) else { return false };
        let extra = word(&self.head, 28) as usize;
        let is_stored = word(&self.head, 8) == 0 && long(&self.head, 22) as usize == mime.len();
        is_stored && rest.get(extra..).is_some_and(|rest| rest.starts_with(mime.as_bytes()))
    }
}

fn leads_out(name: &str) -> bool {
    name.starts_with('/')
        || name.contains(['\\', '\0'])
        || name.contains(':')
        || name.split('/').any(|part| part == "..")
}

/// Macros of either family of office programs, and programs that are archives themselves.
fn runs(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let endings = [
        ".exe", ".dll", ".msi", ".scr", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar", ".apk", ".dex",
        ".class", ".lnk", ".hta", ".html", ".htm", ".svg",
    ];
    name.ends_with("vbaproject.bin")
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
        || name == "meta-inf/manifest.mf"
        || name == "androidmanifest.xml"
        || endings.iter().any(|ending| name.ends_with(ending))
}

fn read_at(file: &mut File, from: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Two bytes, the lower first; 0 past the end.
fn word(bytes: &[u8], at: usize) -> u32 {
    let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or(0));
    byte(at) | byte(at + 1) << 8
}

fn long(bytes: &[u8], at: usize) -> u32 {
    word(bytes, at) | word(bytes, at + 2) << 16
}
