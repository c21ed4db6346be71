//! Files made to do harm: each is refused, or kept as something that does none.

use super::{Outcome, cast, form, header, part, samples};
use crate::server::testing::{Actor, Story};
use image::ImageFormat;
use reqwest::StatusCode;
use std::time::{Duration, Instant};

const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>";
const HTML: &[u8] = b"<!DOCTYPE html><html><body><script>alert(document.cookie)</script></body></html>";

/// Where there is nothing to hide.
const NOTHING: &str = "this is in none of them";

/// What is nothing that can be sent, under whatever name.
fn foreign() -> Vec<(&'static str, Vec<u8>)> {
    let padded = |start: &[u8]| [start, &[0; 600]].concat();
    let at = |place: usize, mark: &[u8]| [&vec![0; place][..], mark, &[0; 100]].concat();
    vec![
        ("html", HTML.to_vec()),
        ("html after blanks", [b"\n\t   \r\n", HTML].concat()),
        ("html after a byte-order mark", [b"\xef\xbb\xbf", HTML].concat()),
        ("html in capitals", HTML.to_ascii_uppercase()),
        ("html after words", [b"Dear doctor, ", HTML].concat()),
        ("a comment before html", [b"<!-- -->", HTML].concat()),
        ("svg", SVG.to_vec()),
        ("svg after an xml head", [b"<?xml version='1.0'?>", SVG].concat()),
        ("xml with an entity bomb", b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>]><l>&a;</l>".to_vec()),
        ("xslt", b"<?xml-stylesheet href='javascript:alert(1)'?><x/>".to_vec()),
        ("php", b"<?php system($_GET['c']); ?>".to_vec()),
        ("a script tag alone", b"<script>alert(1)</script>".to_vec()),
        ("an iframe in words", b"look: <iframe src=javascript:alert(1)>".to_vec()),
        ("an image that fails", b"x<img src=x onerror=alert(1)>".to_vec()),
        ("a shell script", b"#!/bin/sh\nrm -rf ~\n".to_vec()),
        ("a python script", b"#!/usr/bin/env python3\nimport os\n".to_vec()),
        ("html in utf-16", "<html><script>".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a windows program", padded(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff")),
        ("a linux program", padded(b"\x7fELF\x02\x01\x01\0")),
        ("a mac program", padded(b"\xcf\xfa\xed\xfe\x07\0\0\x01")),
        ("a java class", padded(b"\xca\xfe\xba\xbe\0\0\0\x34")),
        ("webassembly", padded(b"\0asm\x01\0\0\0")),
        ("an android program", padded(b"dex\n035\0")),
        ("a debian package", padded(b"!<arch>\ndebian-binary")),
        ("a shortcut", padded(b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F")),
        ("an old office document", padded(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
        ("rar", padded(b"Rar!\x1a\x07\x01\0")),
        ("7z", padded(b"7z\xbc\xaf\x27\x1c\0\x04")),
        ("gzip", padded(b"\x1f\x8b\x08\0\0\0\0\0")),
        ("bzip2", padded(b"BZh91AY&SY")),
        ("xz", padded(b"\xfd7zXZ\0")),
        ("tar", at(257, b"ustar\x0000")),
        ("a database", padded(b"SQLite format 3\0")),
        ("flash", padded(b"FWS\x09\0\0\0\0")),
        ("postscript", b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n".to_vec()),
        ("rtf", b"{\\rtf1\\ansi{\\object\\objocx}}".to_vec()),
        ("a photoshop file", padded(b"8BPS\0\x01")),
        ("tiff", padded(b"II*\0\x08\0\0\0")),
        ("an icon", padded(b"\0\0\x01\0\x01\0\x10\x10")),
        ("heic", padded(b"\0\0\0\x18ftypheic\0\0\0\0")),
        ("avif", padded(b"\0\0\0\x18ftypavif\0\0\0\0")),
        ("an unknown brand", padded(b"\0\0\0\x18ftypevil\0\0\0\0")),
        ("matroska", padded(b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska")),
        ("avi", padded(b"RIFF\0\x10\0\0AVI LIST")),
        ("flv", padded(b"FLV\x01\x05\0\0\0\x09")),
        ("a font", padded(b"wOF2\0\x01\0\0")),
        ("an iso disk", at(600, b"CD001")),
        ("nothing", Vec::new()),
        ("blanks", b" \n\t \r\n ".to_vec()),
        ("a zero", vec![0]),
        ("zeros", vec![0; 5000]),
        (
            "noise",
            (0..5000_u32).map(|place| u8::try_from(place.wrapping_mul(2_654_435_761) >> 24).unwrap_or(0)).collect(),
        ),
        ("text with a zero", b"hello\0world".to_vec()),
        ("text that turns binary", [&[b'a'; 9000][..], b"\0\x01\x02"].concat()),
        ("escape codes of a terminal", b"\x1b]0;owned\x07hello".to_vec()),
    ]
}

/// What begins as something that can be sent, and is broken, too much, or two things at once.
fn broken() -> Vec<(&'static str, Vec<u8>)> {
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let mut rows = vec![
        ("half a pdf", half(samples::pdf())),
        ("html that says it is pdf", [b"%PDF-1.4\n", HTML].concat()),
        ("pdf after html", [HTML, &samples::pdf()[..]].concat()),
        ("pdf of no version", b"%PDF-evil %%EOF".to_vec()),
        ("half a document", half(samples::docx())),
        ("an archive cut at its end", samples::docx()[..samples::docx().len() - 10].to_vec()),
        ("the beginning of an archive", b"PK\x03\x04".to_vec()),
        ("html behind an archive", [&samples::docx()[..], HTML].concat()),
        ("a picture before an archive", [&samples::moving_gif("x")[..8], &samples::docx()[..]].concat()),
        ("an archive of nothing", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec()),
        ("a plain archive", samples::archive(&["a.txt", "b.txt"])),
        ("an archive with a program", samples::archive(&["a.txt", "setup.exe"])),
        ("a java program", samples::archive(&["META-INF/MANIFEST.MF", "Main.class"])),
        ("an android app", samples::archive(&["AndroidManifest.xml", "classes.dex"])),
        (
            "macros in a document",
            samples::archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
        ),
        ("macros in a sheet", samples::archive(&["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"])),
        ("a page in a document", samples::archive(&["[Content_Types].xml", "word/document.xml", "word/afchunk.html"])),
        ("a way out of the folder", samples::archive(&["[Content_Types].xml", "word/document.xml", "../../evil"])),
        ("a way to the root", samples::archive(&["[Content_Types].xml", "word/document.xml", "/etc/cron.d/evil"])),
        ("a way by backslash", samples::archive(&["[Content_Types].xml", "word/document.xml", "..\\evil"])),
        (
            "an archive bomb",
            samples::archive_of(&[("[Content_Types].xml", "x", 1), ("word/document.xml", "x", u32::MAX)]),
        ),
        (
            "many small bombs",
            samples::archive_of(&[("[Content_Types].xml", "x", 60_000_000), ("word/document.xml", "x", 60_000_000)]),
        ),
        ("a png of 900 million pixels", samples::png_of(30_000, 30_000)),
        ("a png without end", samples::png_of(u32::MAX >> 1, u32::MAX >> 1)),
        ("a png of no pixels", samples::png_of(0, 0)),
        ("a png that is only a head", samples::png()[..33].to_vec()),
        ("a png of svg", [b"\x89PNG\r\n\x1a\n", SVG].concat()),
        ("a jpeg of html", [b"\xff\xd8\xff\xe0", HTML].concat()),
        ("a gif of script", [b"GIF89a=1;/*", HTML, b"*/"].concat()),
        ("a bitmap of script", [b"BM=1;/*", HTML, b"*/"].concat()),
        ("a webp of nothing", b"RIFF\x20\0\0\0WEBPVP8 \0\0\0\0".to_vec()),
        ("a gif without pictures", b"GIF89a\x01\0\x01\0\0\0\0\x3b".to_vec()),
        ("a gif that never ends", [b"GIF89a\x01\0\x01\0\0\0\0", &b"\x21\xfe\x01x\0".repeat(1000)[..]].concat()),
    ];
    for (name, format) in [
        ("half a png", ImageFormat::Png),
        ("half a gif", ImageFormat::Gif),
        ("half a webp", ImageFormat::WebP),
        ("half a bitmap", ImageFormat::Bmp),
    ] {
        rows.push((name, half(samples::picture(format, 300, 300))));
    }
    let frame = samples::jpeg().windows(2).position(|mark| mark == b"\xff\xc0").unwrap_or(0);
    // The sides of a whole picture, made huge: at these places each format has them.
    for (name, mut bytes, at) in [
        ("a jpeg of 32639 by 32639", samples::jpeg(), frame + 5..frame + 9),
        ("a gif of 32639 by 32639", samples::picture(ImageFormat::Gif, 20, 20), 6..10),
        ("a bitmap of 2 by 2 billion", samples::picture(ImageFormat::Bmp, 20, 20), 18..26),
    ] {
        bytes[at].fill(0x7f);
        rows.push((name, bytes));
    }
    rows
}

/// What is kept, since it does no harm as what it is kept as; each with a text that must not come out again.
fn tamed() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str, &'static str)> {
    let script = "<script>alert(1)</script>";
    let behind = |bytes: Vec<u8>| [&bytes[..], script.as_bytes()].concat();
    vec![
        (
            "script in a comment of a jpeg",
            "a.html",
            samples::with_segment(&samples::jpeg(), 0xfe, script.as_bytes()),
            "image/jpeg",
            script,
        ),
        ("script behind a jpeg", "a.svg", behind(samples::jpeg()), "image/jpeg", script),
        ("script in a photo's place", "a.jpg", samples::with_exif(&samples::jpeg(), 1, script), "image/jpeg", script),
        ("script in a text of a png", "a.php", samples::png_with_text(script), "image/png", script),
        ("script behind a png", "a.js", behind(samples::png()), "image/png", script),
        ("script in a comment of a gif", "a.htm", samples::moving_gif(script), "image/gif", script),
        ("script behind a gif", "a.gif", behind(samples::moving_gif("x")), "image/gif", script),
        ("script behind a bitmap", "a.bmp", behind(samples::picture(ImageFormat::Bmp, 20, 20)), "image/png", script),
        ("script behind a webp", "a.webp", behind(samples::picture(ImageFormat::WebP, 20, 20)), "image/jpeg", script),
        (
            "an archive behind a jpeg",
            "a.jpg",
            [samples::jpeg(), samples::docx()].concat(),
            "image/jpeg",
            "word/document.xml",
        ),
        ("a picture called a page", "a.html", samples::png(), "image/png", "html"),
        ("a picture called a program", "a.exe", samples::jpeg(), "image/jpeg", "MZ"),
        ("a picture called a pdf", "a.pdf", samples::png(), "image/png", "%PDF"),
        ("a script for windows", "run.bat", b"@echo off\r\ndel C:\\".to_vec(), "text/plain", NOTHING),
        ("a script for powershell", "run.ps1", b"Remove-Item -Recurse C:\\".to_vec(), "text/plain", NOTHING),
        ("a script for a browser", "run.js", b"alert(document.cookie)".to_vec(), "text/plain", NOTHING),
        ("a style sheet", "a.css", b"body{background:url(javascript:alert(1))}".to_vec(), "text/plain", NOTHING),
        ("json", "a.json", br#"{"__proto__":{"admin":true}}"#.to_vec(), "text/plain", NOTHING),
        ("a formula", "a.csv", b"=cmd|'/c calc'!A1;1".to_vec(), "text/csv", NOTHING),
        (
            "a document called a page",
            "a.html",
            samples::docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            NOTHING,
        ),
        (
            "script in a pdf",
            "a.html",
            [&samples::pdf()[..], b"<</S/JavaScript/JS(app.alert(1))>>%%EOF"].concat(),
            "application/pdf",
            NOTHING,
        ),
        ("script in a video", "a.html", [samples::mp4(100), script.as_bytes().to_vec()].concat(), "video/mp4", NOTHING),
    ]
}

#[tokio::test]
async fn nothing_hostile_is_taken_or_given_out_as_something_that_runs() -> Story {
    let (foreign, broken, tamed) = (foreign(), broken(), tamed());
    assert!(
        foreign.len() + broken.len() + tamed.len() >= 100,
        "{} are too few",
        foreign.len() + broken.len() + tamed.len()
    );
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    for (place, (what, bytes)) in foreign.iter().chain(&broken).enumerate() {
        let ending = ["png", "jpg", "pdf", "txt", "docx", "mp4", "html", "svg"][place % 8];
        is_refused(&noor, what, &format!("a.{ending}"), bytes).await?;
    }
    assert_eq!(cast.state.storage.keys().await?, Vec::<String>::new(), "nothing is left of them");
    for (what, name, bytes, mime, hidden) in tamed {
        is_harmless(&noor, (what, name, mime, hidden), &bytes).await?;
    }
    Ok(())
}

async fn is_refused(noor: &Actor<'_>, what: &str, name: &str, bytes: &[u8]) -> Outcome<()> {
    let began = Instant::now();
    let (status, problem) = noor.sends_form(form(&[part("file", name.as_bytes(), bytes)])).await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {problem}");
    assert_eq!((&problem["code"], &problem["field"]), (&"invalid".into(), &"file".into()), "{what}");
    assert!(began.elapsed() < Duration::from_secs(5), "{what} took {:?}", began.elapsed());
    Ok(())
}

async fn is_harmless(noor: &Actor<'_>, row: (&str, &str, &str, &str), bytes: &[u8]) -> Outcome<()> {
    let (what, name, mime, hidden) = row;
    let file = noor.keeps(name, bytes).await?;
    assert_eq!(file["mime"], mime, "{what}");
    let kept = file["name"].as_str().unwrap_or_default();
    for ending in ["html", "htm", "svg", "php", "js", "exe", "bat", "ps1", "css", "json"] {
        assert!(!kept.ends_with(&format!(".{ending}")), "{what} is called {kept}");
    }
    let answer = noor.opens(&file, "").await?;
    assert!(header(&answer, "content-type").starts_with(mime), "{what}");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    assert!(header(&answer, "content-security-policy").starts_with("default-src 'none'"));
    let bytes = answer.bytes().await?;
    assert!(!bytes.windows(hidden.len()).any(|window| window == hidden.as_bytes()), "{what}: {hidden} is still there");
    Ok(())
}
