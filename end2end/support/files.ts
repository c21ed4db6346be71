import type { JSHandle, Locator, Page } from '@playwright/test';

export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Where uploads go. */
export const UPLOADS = '**/api/v1/files';

/** Red, 80 by 60. */
const PICTURE = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAFAAAAA8CAYAAADxJz2MAAAA2ElEQVR4AezS0Q1AMABF0cZK9t/ATszArYT0SHw+0dO7Hft+ep8bbMOTBAAm' +
    'vjEAAowCca5AgFEgzhUIMArEuQIBRoE4VyDA2wJTBwqMnAABRoE4VyDAKBDnCgQYBeJcgQCjQJwrEGAUiHMFrgEYT/niXIERFyDAKBDnCgQY' +
    'BeJcgQCjQJwrEGAUiHMFAowCca7AzwLGH/vLXIHxpgACjAJxrkCAUSDOFQgwCsS5AgFGgThXIMAoEOcKnAkYv7XkXIHx2gECjAJxrkCAUSDO' +
    'FQgwCsS5AiPgBQAA//8CpLKmAAAABklEQVQDAL1Mr8nr3VO/AAAAAElFTkSuQmCC',
  'base64',
);

/** Most of a second of a colour that brightens, 64 by 36, in VP8. */
const FILM = Buffer.from(
    'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAANeEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGT' +
    'TbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCA0zsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalm' +
    'oCrXsYMPQkBEiYREL6FITYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFh722kzWmhlKDgQFV7oEBhoVWX1ZQOOCdsIFAuoEkU8CBAVWw' +
    'kFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAmzngQCg4qGzgQAAABADAJ0BKkAAJAAHBwiFhYiZhIglggJ1qgIG5kD99CbPLgD+6WkcikWM' +
    'reG1VktAdaGqpqjugQGlo7ACAJ0BKkAAJAAKhwiFhYiZhIg4AgAGjk/Mx5vxWAD+664AoMahpYEAZQARAgAcETwAGAAaT/QMABT6qqiA/ubO' +
    '264x2qsUhyLHHoB1oZmml+6BAaWS0QEAKhHAABgAGFgv9AAIjAAA+4EAoMahpYEAyQARAgAcEPgAGAAaT/QMABT6qqiA/ujXHi2KQ3Lfol8J' +
    'CAB1oZmml+6BAaWS0QEAKhHAABgAGFgv9AAIjAAA+4FloMKhoYEBLQAxAgAcEOAAGAzQyaM7lHAHqKqp4P7oOL+pGGLmQHWhmaaX7oEBpZLR' +
    'AQAqEcAAGAAYWC/0AAiMAAD7gcmgyKGmgQGRABECABwQvAAYABpP9AwAFPqqqID+6Di/qRhi7H5ShmrGY8B1oZmml+6BAaWS0QEAKhHAABgA' +
    'GFgv9AAIjAAA+4IBLaDJoaeBAfYAEQIAHBCcABgAGk/0DAAU+qqogP7ni//FAKRw53/FAKRwzAB1oZmml+6BAaWS0QEAKhGQABgAGFgv9AAI' +
    'jAAA+4IBkaDLoamBAloAEQIAHBCAABgAGk/0DAAU+qqogP7mzt/FAKRw53/+Ic6HOhzJIHWhmaaX7oEBpZLRAQAqEXgAGAAYWC/0AAiMAAD7' +
    'ggH2oM2hrIECvgARAgAcEGwAGAAaT/QMABT6qqiA/uLgv8kj1cx0H/9CT/4JP/gk/cAAdaGYppbugQGlkbEBACoRIBRgAGFgv9AAIjAA+4IC' +
    'WhxTu2uNu4uzgQC3hveBAfGB1A==',
  'base64',
);

export function picture(name: string): GivenFile {
  return { name, mimeType: 'image/png', buffer: PICTURE };
}

export function film(name: string): GivenFile {
  return { name, mimeType: 'video/webm', buffer: FILM };
}

export function words(name: string, text: string): GivenFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

/** One empty page. */
export function pdf(name: string): GivenFile {
  const parts = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/MediaBox[0 0 200 200]/Parent 2 0 R>>endobj',
  ];
  const buffer = Buffer.from(`%PDF-1.4\n${parts.join('\n')}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
  return { name, mimeType: 'application/pdf', buffer };
}

/** Half a second of silence: one channel of 8,000 bytes a second. */
export function sound(name: string): GivenFile {
  const samples = Buffer.alloc(4_000, 128);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([head, samples]) };
}

/** Lets go of files over a part of the page, as if dragged there. */
export async function drop(target: Locator, ...files: GivenFile[]): Promise<void> {
  await target.dispatchEvent('drop', { dataTransfer: await carry(target.page(), files) });
}

/** Drops a file of so many bytes, which the browser makes itself. */
export async function dropLarge(target: Locator, name: string, size: number): Promise<void> {
  const dataTransfer = await target.page().evaluateHandle(([name, size]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(size)], name, { type: 'application/pdf' }));
    return data;
  }, [name, size] as const);
  await target.dispatchEvent('drop', { dataTransfer });
}

/** Files are over a part of the page (`dragover`), or are let go of there. Answers whether the page takes them: else the
 *  browser would open them in its place. */
export async function drag(target: Locator, event: 'dragover' | 'drop', ...files: GivenFile[]): Promise<boolean> {
  const dataTransfer = await carry(target.page(), files);
  return target.evaluate(
    (element, [event, dataTransfer]) =>
      !element.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true })),
    [event, dataTransfer] as const,
  );
}

/** A picture of so many pixels, which the browser draws itself. */
export async function drawn(page: Page, name: string, width: number, height: number): Promise<GivenFile> {
  const url = await page.evaluate(([width, height]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d')!.fillRect(0, 0, width / 2, height / 2);
    return canvas.toDataURL('image/png');
  }, [width, height] as const);
  return { name, mimeType: 'image/png', buffer: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') };
}

/** Pastes files, as a picture of the screen is pasted. */
export async function paste(target: Locator, ...files: GivenFile[]): Promise<void> {
  const data = await carry(target.page(), files);
  await target.evaluate((element, clipboardData) => {
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
}

/** Uploads of this page wait until the answer is called. */
export async function holdUploads(page: Page): Promise<() => void> {
  let go = () => {};
  const gone = new Promise<void>((resolve) => (go = resolve));
  await page.route(UPLOADS, async (route) => {
    await gone;
    // One that was cancelled meanwhile cannot go on.
    await route.continue().catch(() => {});
  });
  return () => go();
}

async function carry(page: Page, files: GivenFile[]): Promise<JSHandle<DataTransfer>> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, content: buffer.toString('base64') }));
  return page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, mimeType, content } of given) {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    return data;
  }, given);
}
