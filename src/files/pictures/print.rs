//! A picture made smaller and written anew: as JPEG, or as PNG where something shines through it.

use super::refused;
use crate::error::{AppError, Result};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder, RgbImage, RgbaImage};
use std::borrow::Cow;

/// JPEG quality: at this one, nobody sees a difference.
const QUALITY: u8 = 86;
/// For what came with less, and would only grow.
const LESS: u8 = 80;
/// Bytes of a colour profile that is kept. Those of cameras and screens have a few hundred to a few thousand.
const PROFILE_AT_MOST: usize = 16 * 1024;

pub struct Print {
    pub bytes: Vec<u8>,
    pub mime: &'static str,
}

/// What the colours of the picture mean, where that is not sRGB; without it, photos of phones would look pale.
pub struct Colours(Option<Vec<u8>>);

impl Colours {
    /// A profile of red, green and blue, since that is what is written.
    pub fn of(profile: Option<Vec<u8>>) -> Self {
        Self(profile.filter(|bytes| bytes.len() <= PROFILE_AT_MOST && bytes.get(16..20) == Some(b"RGB ")))
    }
}

/// Eight bits a colour, and transparency only where there is some.
pub fn plain(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return image.into_rgb8().into();
    }
    let image = image.into_rgba8();
    if image.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        DynamicImage::from(image).into_rgb8().into()
    } else {
        image.into()
    }
}

/// The picture with a longer side of at most `side` pixels.
pub fn shrink(image: &DynamicImage, side: u32) -> Cow<'_, DynamicImage> {
    let longer = image.width().max(image.height());
    if longer <= side {
        return Cow::Borrowed(image);
    }
    let scaled = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side)).div_ceil(u64::from(longer));
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    let (width, height) = (scaled(image.width()), scaled(image.height()));
    let mut smaller: DynamicImage = if image.color().has_alpha() {
        RgbaImage::new(width, height).into()
    } else {
        RgbImage::new(width, height).into()
    };
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    match Resizer::new().resize(image, &mut smaller, &options) {
        Ok(()) => Cow::Owned(smaller),
        Err(_) => Cow::Owned(image.thumbnail(side, side)),
    }
}

/// `lossy`: as JPEG, unless something shines through.
pub fn write(image: &DynamicImage, colours: &Colours, lossy: bool) -> Result<Print> {
    if lossy && !image.color().has_alpha() {
        return jpeg(image, colours, QUALITY);
    }
    let mut bytes = Vec::new();
    encode(image, colours, PngEncoder::new(&mut bytes))?;
    Ok(Print { bytes, mime: "image/png" })
}

/// Lossy, and a little more so where it would have more than these bytes. It may have more all the same.
pub fn write_within(image: &DynamicImage, colours: &Colours, bytes: u64) -> Result<Print> {
    let print = write(image, colours, true)?;
    if print.mime != "image/jpeg" || print.bytes.len() as u64 <= bytes {
        return Ok(print);
    }
    jpeg(image, colours, LESS)
}

fn jpeg(image: &DynamicImage, colours: &Colours, quality: u8) -> Result<Print> {
    let mut bytes = Vec::new();
    encode(image, colours, JpegEncoder::new_with_quality(&mut bytes, quality))?;
    Ok(Print { bytes, mime: "image/jpeg" })
}

fn encode(image: &DynamicImage, colours: &Colours, mut encoder: impl ImageEncoder) -> Result<()> {
    if image.width() == 0 || image.height() == 0 {
        return Err(refused("This picture is empty."));
    }
    if let Some(profile) = &colours.0 {
        encoder.set_icc_profile(profile.clone()).ok();
    }
    encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into()).map_err(AppError::broken)
}
