//! A hundred hostile texts: each is kept as it is or refused for its body, never anything else.

use crate::ids::ClientId;
use crate::server::testing::{Cast, Story, text};

/// What has broken other programs: markup, templates, SQL, paths, formats, directions, joiners, numbers.
const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "\"><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>*{display:none}</style>",
    "<!--",
    "-->",
    "</article>",
    "</script>",
    "<![CDATA[x]]>",
    "&lt;script&gt;",
    "&#x3c;script&#x3e;",
    "<math><mtext></form><form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<plaintext>",
    "<xmp>",
    "<noscript>",
    "<template>",
    "<object data=x>",
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{% raw %}",
    "__proto__",
    "constructor",
    "[object Object]",
    "' or '1'='1",
    "'; drop table messages; --",
    "\" or \"\"=\"",
    "1; select pg_sleep(9)",
    "$$",
    "\\x00",
    "%00",
    "%n%s%x",
    "../../etc/passwd",
    "C:\\Windows\\system32",
    "\\\\server\\share",
    "file:///etc/passwd",
    "NaN",
    "null",
    "undefined",
    "true",
    "-1",
    "1e999",
    "0x7fffffff",
    "9223372036854775808",
    "۱۲۳",
    "١٢٣",
    "½",
    "ﷺ",
    "Ω≈ç√∫˜µ≤≥÷",
    "田中さんにあげて下さい",
    "בראשית ברא אלהים",
    "مُنَاقَشَةُ سُبُلِ",
    "สวัสดี",
    "नमस्ते",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "👍🏿",
    "1️⃣",
    "\u{202e}gnp.exe",
    "\u{2066}isolated\u{2069}",
    "\u{200b}zero\u{200b}width",
    "\u{feff}bom",
    "\u{ad}soft",
    "e\u{301}\u{301}\u{301}\u{301}",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "ｆｕｌｌ",
    "ﬁ ligature",
    "İstanbul ıI",
    "ẞß",
    "ǅ",
    "\u{1d11e} astral",
    "𝓗𝓮𝓵𝓵𝓸",
    "ᚠᛇᚻ",
    "⠓⠑⠇⠇⠕",
    "http://[::1]:80/",
    "http://a.example/\u{202e}",
    "https://user:pass@a.example",
    "http://a.example?<script>",
    "https://xn--e1afmkfd.example",
    "//evil.example",
    "mailto:a@b.example",
    "tel:+1",
    "@",
    "@@@",
    "@You",
    "#",
    "`ls`",
    "$(ls)",
    "| ls",
    "> x",
    "~/.ssh",
    "😀",
];

fn hostile_texts() -> Vec<String> {
    let mut texts: Vec<String> = TEXTS.iter().map(|text| (*text).to_owned()).collect();
    texts.extend([
        "é".repeat(8_000),
        "👍".repeat(8_000),
        "\n\t".repeat(99) + "x",
        "a ".repeat(3_999),
        "(".repeat(8_000),
    ]);
    texts
}

#[tokio::test]
async fn hostile_texts_are_kept_as_they_are() -> Story {
    let mut settings = crate::server::testing::settings();
    settings.limits = false;
    let cast = Cast::assemble_with(settings).await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    let texts = hostile_texts();
    assert!(texts.len() >= 100, "{}", texts.len());
    for body in &texts {
        let ack = phone.asks(&text("1", room.id, ClientId::new(), body), "ack").await?;
        assert_eq!(ack["message"]["body"].as_str(), Some(body.trim()), "{body}");
    }
    let last = &noor.history(room.id, room.last_number).await?[..100];
    for (message, body) in last.iter().zip(&texts) {
        assert_eq!(message.body, body.trim());
    }
    Ok(())
}

#[tokio::test]
async fn control_characters_and_too_much_are_refused() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let room = noor.active_room().await?;
    let mut phone = noor.connects().await?;
    let controls = (0..32_u8).chain(127..=159).filter(|code| ![9, 10].contains(code));
    let bodies = controls.map(|code| format!("a{}b", char::from(code))).chain(["x".repeat(8_001), " ".into()]);
    for body in bodies.take(55) {
        let refused = phone.asks(&text("1", room.id, ClientId::new(), &body), "error").await?;
        assert_eq!(refused["code"], "invalid", "{body:?}");
    }
    assert_eq!(noor.sees_room(room.id).await?.last_number, room.last_number);
    Ok(())
}
