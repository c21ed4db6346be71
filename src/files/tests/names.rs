//! Names as they come: whatever they hold, what is kept is a plain name with the ending of its content.

use super::{cast, form, header, part, samples};
use crate::server::testing::Story;
use reqwest::StatusCode;

#[tokio::test]
async fn no_odd_name_is_kept() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let long = "n".repeat(255);
    let names: [(&[u8], &str); 26] = [
        (b"../../../etc/passwd", "passwd.png"),
        (b"..\\\\..\\\\boot.ini", "boot.ini.png"),
        (b"/etc/shadow", "shadow.png"),
        (b"C:/Windows/win.ini", "win.ini.png"),
        ("next\u{85}line.png".as_bytes(), "nextline.png"),
        ("two\u{2028}lines.exe".as_bytes(), "twolines.exe.png"),
        ("cod\u{202e}gnp.exe".as_bytes(), "codgnp.exe.png"),
        ("\u{200f}right.png".as_bytes(), "right.png"),
        ("\u{2066}isolated\u{2069}.png".as_bytes(), "isolated.png"),
        ("zero\u{200b}width\u{feff}.png".as_bytes(), "zerowidth.png"),
        (b"tab\there.png", "tabhere.png"),
        (b"", "file.png"),
        (b".", "file.png"),
        (b"..", "file.png"),
        (b"...", "file.png"),
        (b".bashrc", "bashrc.png"),
        (b"   ", "file.png"),
        (b"CON", "_CON.png"),
        (b"nul.png", "_nul.png"),
        (b"shell;rm -rf.png", "shell_rm -rf.png"),
        (b"<img src=x onerror=alert(1)>.png", "_img src=x onerror=alert(1)_.png"),
        (b"a%2f..%2fb.png", "a%2f..%2fb.png"),
        (b"notes %22final%22 100%.png", "notes _final_ 100%.png"),
        (b"two%0D%0Alines.png", "twolines.png"),
        (long.as_bytes(), ""),
        ("\u{1f469}\u{200d}\u{2695}\u{fe0f}.png".as_bytes(), "\u{1f469}\u{200d}\u{2695}\u{fe0f}.png"),
    ];
    for (given, kept) in names {
        let (status, file) = noor.sends_form(form(&[part("file", given, &samples::png())])).await?;
        let shown = String::from_utf8_lossy(given).into_owned();
        assert_eq!(status, StatusCode::CREATED, "{shown:?}: {file}");
        let name = file["name"].as_str().unwrap_or_default();
        assert!(name.len() <= 255 && name.rsplit('.').next() == Some("png"), "{name}");
        assert!(kept.is_empty() || name == kept, "{shown:?} became {name}");
        let disposition = header(&noor.opens(&file, "").await?, "content-disposition");
        assert!(disposition.is_ascii() && disposition.matches('"').count() == 2, "{disposition}");
    }
    for given in [&b"a\0b.png"[..], b"bell\x07.png", b"delete\x7f.png"] {
        let (status, problem) = noor.sends_form(form(&[part("file", given, &samples::png())])).await?;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "no form has such a name in its head: {problem}");
    }
    for key in cast.state.storage.keys().await? {
        assert!(key.chars().all(|c| c.is_ascii_hexdigit() || "-/".contains(c) || c.is_ascii_lowercase()), "{key}");
    }
    Ok(())
}
