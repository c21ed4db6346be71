//! Measures what pictures cost: thumbnails a second on one core, beside those of libvips, which is known as the
//! fastest there is. `make bench`.

#![allow(clippy::print_stdout, reason = "what a benchmark has to say, it prints")]

use attend::files::Format;
use attend::files::pictures::{prints_of, thumbnail_of};
use image::{ImageFormat, Rgb, RgbImage};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A photo of twelve million pixels, as phones take them.
const SIDES: (u32, u32) = (4000, 3000);
const PHOTOS: u32 = 12;

fn main() -> Outcome {
    let folder = TempDir::new()?;
    let photos = photos(folder.path())?;
    println!("{PHOTOS} photos of {} by {} pixels, one core.\n", SIDES.0, SIDES.1);
    println!("{:56} {:>10}", "", "a second");
    let own =
        rate(|| photos.iter().try_for_each(|photo| thumbnail_of(photo, Format::Jpeg).map(drop).map_err(Into::into)))?;
    row("thumbnails", &format!("{own:.1}"));
    let all =
        rate(|| photos.iter().try_for_each(|photo| prints_of(photo, Format::Jpeg).map(drop).map_err(Into::into)))?;
    row("thumbnails, with the clean copy and the preview", &format!("{all:.1}"));
    let Ok(vips) = rate(|| by_vips(&photos)) else {
        row("thumbnails by vipsthumbnail (of libvips-tools)", "not there");
        return Ok(());
    };
    row("thumbnails by vipsthumbnail", &format!("{vips:.1}"));
    row("… ours to theirs", &format!("{:.2}", own / vips));
    Ok(())
}

/// Photos a second; the first round warms up.
fn rate(mut round: impl FnMut() -> Outcome) -> Outcome<f64> {
    round()?;
    let began = Instant::now();
    round()?;
    Ok(f64::from(PHOTOS) / began.elapsed().as_secs_f64())
}

/// All in one process and on one thread, which is the most it can do on a core.
fn by_vips(photos: &[PathBuf]) -> Outcome {
    let mut program = Command::new("vipsthumbnail");
    program.env("VIPS_CONCURRENCY", "1").args(["--size", "480x480", "--output", "%s-small.jpg[Q=86,strip]"]);
    let status = program.args(photos).stdout(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err("vipsthumbnail failed".into()) }
}

/// Hills and grain, so that there is as much to decode as in a photo.
fn photos(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut grain = 7_u32;
    let photo = RgbImage::from_fn(SIDES.0, SIDES.1, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let hill = |period: u32, place: u32| (place % period).abs_diff(period / 2) * 200 / period;
        let byte = |light: u32| u8::try_from((light + (grain >> 28)).min(255)).unwrap_or(255);
        Rgb([byte(hill(900, x) + 60), byte(hill(700, x + y) + 40), byte(hill(500, y) + 20)])
    });
    let first = folder.join("0.jpg");
    photo.save_with_format(&first, ImageFormat::Jpeg)?;
    let paths: Vec<PathBuf> = (0..PHOTOS).map(|place| folder.join(format!("{place}.jpg"))).collect();
    for path in &paths[1..] {
        std::fs::copy(&first, path)?;
    }
    Ok(paths)
}

fn row(name: &str, measured: &str) {
    println!("{name:56} {measured:>10}");
}
