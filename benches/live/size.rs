//! What a browser loads first, compressed as it is sent.

use super::support::Outcome;
use std::fs::{DirEntry, read_dir};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/site/pkg");

/// Bytes of WASM, JavaScript and CSS in brotli; `None` where the site is not built.
pub fn of_first_load() -> Outcome<Option<[u64; 3]>> {
    let Ok(folder) = read_dir(FOLDER) else { return Ok(None) };
    let files: Vec<DirEntry> = folder.flatten().collect();
    let mut sizes = [0; 3];
    for (size, ending) in sizes.iter_mut().zip([".wasm.br", ".js.br", ".css.br"]) {
        let Some(newest) = newest(&files, ending) else { return Ok(None) };
        *size = newest.metadata()?.len();
    }
    Ok(Some(sizes))
}

/// Earlier builds lie beside the latest, under names with another hash.
fn newest<'a>(files: &'a [DirEntry], ending: &str) -> Option<&'a DirEntry> {
    let alike = files.iter().filter(|file| file.file_name().to_string_lossy().ends_with(ending));
    alike.max_by_key(|file| file.metadata().and_then(|metadata| metadata.modified()).ok())
}
