//! The formatted part of a letter, drawn like a page of the site. Mail programs read no style sheets, so each element
//! carries its style; colours hold on a light and on a dark ground.

use super::{Letter, Link};
use leptos::prelude::*;

const GROUND: &str = "margin:0;padding:24px 12px;background:#f4f4f8;color:#20202b;\
    font:16px/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const CARD: &str = "max-width:560px;margin:0 auto;background:#ffffff;border-radius:14px;border:1px solid #e3e3ec";
const HEAD: &str = "padding:18px 24px;border-bottom:1px solid #e3e3ec;font-weight:600;color:#3a34a8";
const BODY: &str = "padding:8px 24px 24px";
const TITLE: &str = "font-size:20px;line-height:1.3;margin:16px 0 8px";
const TEXT: &str = "margin:12px 0;white-space:pre-line";
const TABLE: &str = "border-collapse:collapse;margin:12px 0";
const FACT: &str = "padding:4px 16px 4px 0;color:#5b5b6b;vertical-align:top;white-space:nowrap";
const FACT_VALUE: &str = "padding:4px 0;font-weight:600";
const BUTTON: &str = "display:inline-block;margin:12px 0 4px;padding:12px 20px;border-radius:10px;\
    background:#4a43c8;color:#ffffff;font-weight:600;text-decoration:none";
const FOOT: &str = "max-width:560px;margin:0 auto;padding:16px 24px;color:#5b5b6b;font-size:13px";
const FOOT_LINK: &str = "color:#5b5b6b";

pub fn html(letter: &Letter) -> String {
    let page = Owner::new().with(|| document(letter.clone()).to_html());
    // Marks for a browser that would wake the page.
    format!("<!DOCTYPE html>\n{}\n", page.replace("<!>", ""))
}

fn document(letter: Letter) -> impl IntoView {
    view! {
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{letter.subject.clone()}</title>
            </head>
            <body style=GROUND>
                <div style=CARD>
                    <div style=HEAD>{letter.practice}</div>
                    <div style=BODY dir="auto">
                        <h1 style=TITLE>{letter.subject}</h1>
                        {letter.paragraphs.into_iter().map(|text| view! { <p style=TEXT>{text}</p> }).collect_view()}
                        {facts(letter.facts)}
                        {letter.button.map(button)}
                    </div>
                </div>
                <div style=FOOT>
                    <p>{letter.footer}</p>
                    {letter.unsubscribe.map(way_out)}
                </div>
            </body>
        </html>
    }
}

fn facts(facts: Vec<(&'static str, String)>) -> Option<impl IntoView> {
    let row = |(name, fact)| {
        view! {
            <tr>
                <td style=FACT>{name}</td>
                <td style=FACT_VALUE>{fact}</td>
            </tr>
        }
    };
    (!facts.is_empty()).then(|| {
        view! {
            <table role="presentation" style=TABLE>
                <tbody>{facts.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    })
}

fn button(link: Link) -> impl IntoView {
    view! {
        <p>
            <a href=link.url style=BUTTON>
                {link.label}
            </a>
        </p>
    }
}

fn way_out(link: Link) -> impl IntoView {
    view! {
        <p>
            <a href=link.url style=FOOT_LINK>
                {link.label}
            </a>
        </p>
    }
}
