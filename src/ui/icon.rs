//! Line icons, drawn on a 24-pixel square. They say nothing to assistive technology; the text beside them does.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    Mark,
    Home,
    Chat,
    Calendar,
    Person,
    Search,
    Send,
    Back,
    Info,
    Close,
    Down,
    Clock,
    Check,
    Checks,
    Alert,
    Video,
    Lock,
    Smile,
    Reply,
    Pencil,
    Bin,
    Link,
    Print,
    Plus,
    Form,
    People,
    Muted,
    Paperclip,
    Camera,
    File,
    Download,
    Next,
    Paw,
    Signed,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Mark => "M7.2 17.2a7.4 7.4 0 1 1 3.9 2.1L6 20.6Zm1.9-5.6 2.3 2.3 4.1-4.3",
            Self::Home => "m3.5 11 8.5-7.5L20.500 11M5.500 9.600V20h4.500v-5.500h4V20h4.500V9.600",
            Self::Chat => "M20.500 12a8 8 0 0 1-11.700 7.100L4 20.500l1.400-4.800A8 8 0 1 1 20.500 12Z",
            Self::Calendar => {
                "M6.500 5h11a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3h-11a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3ZM8 3v4m8-4v4M3.500 10.500h17"
            }
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.500 8.500a7.500 7.500 0 0 1 15 0",
            Self::Search => "M11 17.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13Zm5-1.500 4 4",
            Self::Send => "M4 12 20.500 4.500 15 20.500l-3.500-7Zm7.500 1.500 4-4",
            Self::Back => "m14.500 5-7 7 7 7",
            Self::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.500m0-8.900v.1",
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Down => "M12 5v14m-6-6 6 6 6-6",
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5.200l3.300 2",
            Self::Check => "m5 12.500 4.500 4.500 9-10",
            Self::Checks => "m2.500 12.500 4 4 8-9m-3.500 8.300.8.700 8.700-9.500",
            Self::Alert => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-13.500V13m0 3.300v.1",
            Self::Video => {
                "M5.500 6h7a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3Zm10 4.500 6-3.500v10l-6-3.500"
            }
            Self::Smile => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-4-7.500a4.500 4.500 0 0 0 8 0M9 9v.6m6-.6v.6",
            Self::Reply => "m9.500 6-5.500 5.500L9.500 17M4 11.500h9a7 7 0 0 1 7 7",
            Self::Pencil => "m4 20 1-4L16.500 4.500l3 3L8 19Zm10.500-13.500 3 3",
            Self::Bin => "M4.500 7h15M9.500 7V4.500h5V7m-8 0 .8 12.500h9.400L17.500 7M10.500 11v5m3-5v5",
            Self::Link => {
                "M10 14a4 4 0 0 0 5.700 0l3.100-3.100a4 4 0 0 0-5.700-5.700L12 6.300M14 10a4 4 0 0 0-5.700 0l-3.100 3.100a4 4 0 0 0 5.700 5.700l1.100-1.100"
            }
            Self::Print => "M7 9V4h10v5M7 17H4.500V9h15v8H17M7 14h10v6H7Z",
            Self::Plus => "M12 5v14m-7-7h14",
            Self::Form => "M9 4.500H6.500V20.500h11V4.500H15M9 3.500h6v3H9ZM9.500 11h5m-5 4h5",
            Self::Paperclip => {
                "m19.500 11-7.800 7.800a4.500 4.500 0 0 1-6.400-6.400l8-8a3 3 0 0 1 4.300 4.300l-8 8a1.500 1.500 0 0 1-2.200-2.200l7.300-7.200"
            }
            Self::Camera => {
                "M4.500 8h3l1.700-2.500h5.600L16.500 8h3a1.500 1.500 0 0 1 1.500 1.500v8a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 17.500v-8A1.500 1.500 0 0 1 4.500 8ZM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z"
            }
            Self::File => "M13.500 3.500h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10Zm0 0v5h5",
            Self::Download => "M12 4v11m-4.500-4.500L12 15l4.500-4.500M5 19.500h14",
            Self::Next => "m9.500 5 7 7-7 7",
            Self::Paw => {
                "M12 12c-2.700 0-5 2.700-5 5.300a2.400 2.400 0 0 0 3.300 2.300 4.600 4.600 0 0 1 3.400 0 2.400 2.400 0 0 0 3.300-2.300c0-2.600-2.300-5.300-5-5.300ZM5 12.700a1.600 1.900 0 1 0 0-3.800 1.600 1.900 0 0 0 0 3.800Zm14 0a1.600 1.900 0 1 0 0-3.800 1.600 1.900 0 0 0 0 3.800ZM9.200 8.300a1.600 2.100 0 1 0 0-4.200 1.600 2.100 0 0 0 0 4.200Zm5.600 0a1.600 2.100 0 1 0 0-4.200 1.600 2.100 0 0 0 0 4.200Z"
            }
            Self::Signed => "M9 4.500H6.500V20.500h11V4.500H15M9 3.500h6v3H9Zm.300 9.800 2.200 2.200 3.700-4.200",
            Self::Lock => {
                "M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2Zm1-.500V8a4 4 0 0 1 8 0v2.500"
            }
            Self::People => {
                "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Zm-6.500 8a6.500 6.500 0 0 1 13 0m.5-8.200a3.500 3.500 0 0 0 0-6.600m2.500 14.800a6.500 6.500 0 0 0-2.700-5.300"
            }
            Self::Muted => {
                "M4 4.500 19.500 20M9.300 6a5.500 5.500 0 0 1 8.200 4.800c0 1.900.4 3.200.9 4.200M6.500 9.700v1.100c0 3.700-1.500 5.200-2 6.200h11.700M10 20a2.200 2.200 0 0 0 4 0"
            }
        }
    }
}

#[component]
pub fn Icon(name: IconName, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <path d=name.path()></path>
        </svg>
    }
}
