//! Pictures come out upright, smaller where that is enough, and with nothing else in them.

use super::{Outcome, cast, header, samples};
use crate::server::testing::Story;
use image::codecs::jpeg::JpegEncoder;
use image::{GenericImageView, ImageFormat};
use reqwest::StatusCode;
use serde_json::json;

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn a_photo_is_turned_upright_and_says_nothing_of_where_it_was_taken() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let photo = samples::with_exif(&samples::jpeg(), 6, "52.5163N 13.3777E");
    assert!(holds(&photo, "52.5163N") && holds(&photo, "Exif"));
    let file = noor.keeps("photo.JPG", &photo).await?;
    assert_eq!((&file["width"], &file["height"]), (&json!(40), &json!(80)), "a quarter turn");
    for copy in ["", "/preview", "/thumbnail"] {
        let bytes = noor.opens(&file, copy).await?.bytes().await?;
        assert!(!holds(&bytes, "52.5163N") && !holds(&bytes, "Exif"), "{copy}");
        let image = image::load_from_memory(&bytes)?;
        assert_eq!(image.dimensions(), (40, 80), "{copy}");
        // What was at the start of the lower edge is at the upper start now.
        assert!(image.get_pixel(2, 2).0[1] > 200, "{copy}: {:?}", image.get_pixel(2, 2));
    }
    Ok(())
}

#[tokio::test]
async fn every_form_of_picture_gets_its_copies() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    for (format, name, mime, kept_as) in [
        (ImageFormat::Jpeg, "a.jpeg", "image/jpeg", "a.jpeg"),
        (ImageFormat::Png, "a.png", "image/png", "a.png"),
        (ImageFormat::Gif, "a.gif", "image/gif", "a.gif"),
        (ImageFormat::WebP, "a.webp", "image/jpeg", "a.jpg"),
        (ImageFormat::Bmp, "a.bmp", "image/png", "a.png"),
    ] {
        let file = noor.keeps(name, &samples::picture(format, 2000, 100)).await?;
        assert_eq!((&file["mime"], &file["name"]), (&json!(mime), &json!(kept_as)), "{name}");
        assert_eq!((&file["width"], &file["height"]), (&json!(2000), &json!(100)), "{name}");
        for (copy, width, height) in [("", 2000, 100), ("/preview", 1600, 80), ("/thumbnail", 1280, 64)] {
            let answer = noor.opens(&file, copy).await?;
            assert_eq!(answer.status(), StatusCode::OK);
            let size = header(&answer, "content-length");
            let bytes = answer.bytes().await?;
            assert_eq!(size, bytes.len().to_string());
            assert!(!copy.is_empty() || file["size"] == bytes.len(), "{name}: the size is that of what is given out");
            assert_eq!(image::load_from_memory(&bytes)?.dimensions(), (width, height), "{name}{copy}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_shines_through_goes_on_shining_through() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let mut image = samples::gradient(600, 600).into_rgba8();
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        pixel.0[3] = if x < 300 && y < 300 { 0 } else { 255 };
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::WebP)?;
    let file = noor.keeps("logo.webp", bytes.get_ref()).await?;
    assert_eq!(file["mime"], "image/png");
    let thumbnail = image::load_from_memory(&noor.opens(&file, "/thumbnail").await?.bytes().await?)?;
    assert_eq!((thumbnail.get_pixel(10, 10).0[3], thumbnail.get_pixel(400, 400).0[3]), (0, 255));
    Ok(())
}

#[tokio::test]
async fn a_gif_goes_on_moving_without_what_was_hidden_in_it() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let gif = [samples::moving_gif("secret <script>"), b"<script>alert(1)</script>".to_vec()].concat();
    let file = noor.keeps("wave.gif", &gif).await?;
    let bytes = noor.opens(&file, "").await?.bytes().await?;
    for hidden in ["script", "secret", "XMP"] {
        assert!(!holds(&bytes, hidden), "{hidden}");
    }
    assert!(holds(&bytes, "NETSCAPE2.0"), "it goes round");
    let frames =
        image::AnimationDecoder::into_frames(image::codecs::gif::GifDecoder::new(std::io::Cursor::new(bytes))?);
    assert_eq!(frames.collect_frames()?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_huge_photo_is_kept_at_4096_pixels() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let file = noor.keeps("wide.jpg", &samples::picture(ImageFormat::Jpeg, 6000, 60)).await?;
    assert_eq!((&file["width"], &file["height"]), (&json!(4096), &json!(41)));
    Ok(())
}

#[tokio::test]
async fn a_photo_that_would_grow_is_written_a_little_smaller() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let noise = |place: u32| u8::try_from(place.wrapping_mul(2_654_435_761) >> 24).unwrap_or(0);
    let picture = image::RgbImage::from_fn(320, 320, |x, y| image::Rgb([noise(x * 320 + y), noise(x + y * 7), 90]));
    let written = |picture: &image::RgbImage, quality: u8| -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))?;
        Ok(bytes)
    };
    let came = written(&picture, 70)?;
    let usual = written(&image::load_from_memory(&came)?.into_rgb8(), 86)?;
    assert!(usual.len() > came.len(), "it would grow");
    let file = noor.keeps("photo.jpg", &came).await?;
    let kept = usize::try_from(file["size"].as_u64().unwrap_or_default())?;
    assert!((1..usual.len()).contains(&kept), "{} came, {kept} are kept of {}", came.len(), usual.len());
    Ok(())
}

#[tokio::test]
async fn a_wide_picture_has_a_thumbnail_that_fills_a_square() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    for ((width, height), small) in [((1600, 400), (640, 160)), ((400, 1600), (160, 640)), ((1600, 1200), (480, 360))] {
        let file = noor.keeps("wide.jpg", &samples::picture(ImageFormat::Jpeg, width, height)).await?;
        let thumbnail = image::load_from_memory(&noor.opens(&file, "/thumbnail").await?.bytes().await?)?;
        assert_eq!(thumbnail.dimensions(), small, "{width} by {height}");
    }
    Ok(())
}

#[tokio::test]
async fn the_still_of_a_video_is_its_thumbnail() -> Story {
    let (cast, _folder) = cast().await?;
    let noor = cast.patient().await?;
    let still = super::part("poster", b"poster.jpg", &samples::picture(ImageFormat::Jpeg, 1280, 720));
    let video = super::part("file", b"clip.mp4", &samples::mp4(100_000));
    let broken = super::part("poster", b"poster.jpg", b"\xff\xd8\xff\xe0 nothing");
    for parts in [[still.clone(), video.clone()], [video.clone(), still]] {
        let (status, file) = noor.sends_form(super::form(&parts)).await?;
        assert_eq!((status, &file["width"]), (StatusCode::CREATED, &json!(1280)), "{file}");
        let thumbnail = image::load_from_memory(&noor.opens(&file, "/thumbnail").await?.bytes().await?)?;
        assert_eq!(thumbnail.dimensions(), (480, 270));
    }
    let (status, file) = noor.sends_form(super::form(&[broken, video])).await?;
    assert_eq!((status, file.get("thumbnail")), (StatusCode::CREATED, None), "the video is what matters: {file}");
    assert_eq!(noor.opens(&file, "/thumbnail").await?.status(), StatusCode::NOT_FOUND);
    assert_eq!(noor.opens(&file, "/preview").await?.status(), StatusCode::NOT_FOUND);
    Ok(())
}
