//! Pictures are never given out as they came in: they are decoded, turned upright, and written anew, so that nothing
//! is left of where and with what they were taken, nor of anything else that was hidden in them.

mod gif;
mod print;

pub use print::Print;

use super::formats::{Format, refused};
use crate::error::{AppError, Result};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use print::Colours;
use std::borrow::Cow;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Pixels of a picture that is still decoded: the largest of common cameras. At four bytes each.
const PIXELS_AT_MOST: u64 = 50_000_000;
const DECODED_AT_MOST: u64 = 4 * PIXELS_AT_MOST;
/// Pixels of the longer side: of what is kept, of what a screen needs, of what a list or a bubble shows.
const WHOLE: u32 = 4096;
const PREVIEW: u32 = 1600;
const THUMBNAIL: u32 = 480;
/// A list shows the middle of a picture, as a square. So of a wide or a high one, the shorter side has as many pixels
/// as that needs, as long as the longer side does not become longer than this.
const SQUARE: u32 = 160;
const THUMBNAIL_AT_MOST: u32 = 1280;

/// Each takes a core for a moment, and up to twice `DECODED_AT_MOST` of memory.
static DARKROOM: LazyLock<Semaphore> = LazyLock::new(|| {
    Semaphore::new(std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2).min(4)))
});

/// What is made of a picture. `preview` only where it is smaller than the whole.
pub struct Prints {
    pub width: u32,
    pub height: u32,
    pub whole: Print,
    pub preview: Option<Print>,
    pub thumbnail: Print,
}

/// Makes all prints of a picture, off the async threads. A broken or too large one is `invalid`.
pub async fn develop(picture: PathBuf, format: Format) -> Result<Prints> {
    let _turn = DARKROOM.acquire().await.map_err(AppError::broken)?;
    tokio::task::spawn_blocking(move || prints_of(&picture, format)).await.map_err(AppError::broken)?
}

/// The sides of a JPEG that the page drew of a video, and its smallest print.
pub async fn thumbnail(picture: PathBuf) -> Result<(u32, u32, Print)> {
    let _turn = DARKROOM.acquire().await.map_err(AppError::broken)?;
    tokio::task::spawn_blocking(move || thumbnail_of(&picture, Format::Jpeg)).await.map_err(AppError::broken)?
}

/// Only the smallest print, on this thread.
pub fn thumbnail_of(picture: &Path, format: Format) -> Result<(u32, u32, Print)> {
    let (image, colours) = decode(picture, format)?;
    let thumbnail = print::write(&small(&image), &colours, true)?;
    Ok((image.width(), image.height(), thumbnail))
}

/// The whole way, on this thread.
pub fn prints_of(picture: &Path, format: Format) -> Result<Prints> {
    let (image, colours) = decode(picture, format)?;
    let whole_image = print::shrink(&image, WHOLE);
    let (width, height) = (whole_image.width(), whole_image.height());
    let whole = if format == Format::Gif {
        Print { bytes: gif::without_comments(&std::fs::read(picture).map_err(AppError::broken)?)?, mime: "image/gif" }
    } else if matches!(format, Format::Jpeg | Format::Webp) {
        let came = std::fs::metadata(picture).map_err(AppError::broken)?.len();
        print::write_within(&whole_image, &colours, came)?
    } else {
        print::write(&whole_image, &colours, false)?
    };
    let preview_image = print::shrink(&whole_image, PREVIEW);
    let is_smaller = preview_image.width() < width || preview_image.height() < height;
    let preview = is_smaller.then(|| print::write(&preview_image, &colours, true)).transpose()?;
    let thumbnail = print::write(&small(&preview_image), &colours, true)?;
    Ok(Prints { width, height, whole, preview, thumbnail })
}

/// As a list shows it.
fn small(image: &DynamicImage) -> Cow<'_, DynamicImage> {
    let (longer, shorter) = (image.width().max(image.height()), image.width().min(image.height()).max(1));
    let needed = longer.saturating_mul(SQUARE).div_ceil(shorter);
    print::shrink(image, needed.clamp(THUMBNAIL, THUMBNAIL_AT_MOST))
}

/// The picture, upright. Its size is looked at before anything is decoded.
fn decode(picture: &Path, format: Format) -> Result<(DynamicImage, Colours)> {
    let broken = |_| refused("This picture is broken.");
    let file = File::open(picture).map_err(AppError::broken)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(2 * DECODED_AT_MOST);
    let mut reader = ImageReader::with_format(BufReader::new(file), image_format(format)?);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_AT_MOST || decoder.total_bytes() > DECODED_AT_MOST {
        return Err(refused("This picture has too many pixels; at most 50 million can be sent."));
    }
    let orientation = decoder.orientation().map_err(broken)?;
    let colours = Colours::of(decoder.icc_profile().ok().flatten());
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    Ok((print::plain(image), colours))
}

fn image_format(format: Format) -> Result<ImageFormat> {
    Ok(match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Gif => ImageFormat::Gif,
        Format::Webp => ImageFormat::WebP,
        Format::Bmp => ImageFormat::Bmp,
        _ => return Err(refused("This is no picture.")),
    })
}
