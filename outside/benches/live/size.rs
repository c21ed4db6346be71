//! What a browser loads for a page before it works: the page, and each file that it names, as they are sent.

use outside::{Outcome, Person, Server, http};
use std::collections::BTreeSet;

/// In brotli, but for the page itself, which is sent as it is.
#[derive(Default)]
pub struct Load {
    pub bytes: usize,
    pub files: usize,
}

/// What a visitor loads who comes to sign in, and a practitioner when the home page opens for the first time.
pub async fn of_first_loads(server: &Server) -> Outcome<[(&'static str, Load); 2]> {
    let doctor = Person::signs_in(server, "doctor@clinic.demo").await?;
    Ok([
        ("first load", of_page(server, "/sign-in", None).await?),
        ("… and once signed in", of_page(server, "/doctor", Some(&doctor)).await?),
    ])
}

async fn of_page(server: &Server, path: &str, reader: Option<&Person>) -> Outcome<Load> {
    let client = http()?;
    let address = |path: &str| format!("http://{}{path}", server.address);
    let asked = client.get(address(path)).header("accept", "text/html");
    let asked = if let Some(reader) = reader { asked.bearer_auth(&reader.token) } else { asked };
    let page = asked.send().await?.error_for_status()?.text().await?;
    let mut load = Load { bytes: page.len(), files: 1 };
    for file in files_of(&page) {
        let answer = client.get(address(file)).header("accept-encoding", "br").send().await?.error_for_status()?;
        load.bytes += answer.bytes().await?.len();
        load.files += 1;
    }
    Ok(load)
}

/// Style sheets, scripts and programs that the page names; what a template holds is not loaded.
fn files_of(page: &str) -> BTreeSet<&str> {
    let outside = page.split("<template").enumerate().map(|(index, part)| match index {
        0 => part,
        _ => part.split_once("</template>").map_or("", |(_, rest)| rest),
    });
    let links = outside.flat_map(|part| part.split('"').filter(|text| text.starts_with('/')));
    links.filter(|link| [".css", ".js", ".wasm"].iter().any(|ending| link.ends_with(ending))).collect()
}
