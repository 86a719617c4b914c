import type { FileFault } from './file-refusals';

/** Decoding costs memory by the pixel, so a picture's size is read from its header before anything is decoded. */
export const MAX_IMAGE_PIXELS = 50_000_000;

/** Where the picture ends, and how large it says it is. */
type ImageExtent = { pixels: number; endsAt: number };

/** Checks a picture without decoding it: its size, that it is whole, and that nothing hides behind it. */
export function findImageFault(bytes: Buffer, mimeType: 'image/jpeg' | 'image/png'): FileFault | null {
  const extent = mimeType === 'image/png' ? pngExtent(bytes) : jpegExtent(bytes);
  if (!extent || extent.pixels === 0) return 'image_broken';
  if (extent.pixels > MAX_IMAGE_PIXELS) return 'image_too_many_pixels';
  return isHarmlessRest(bytes.subarray(extent.endsAt), mimeType) ? null : 'trailing_data';
}

/** Walks the chunks (PNG specification, 5.3) from IHDR to IEND. */
function pngExtent(bytes: Buffer): ImageExtent | null {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const pixels = bytes.readUInt32BE(16) * bytes.readUInt32BE(20);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const next = at + 12 + length;
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return { pixels, endsAt: next };
    at = next;
  }
  // The size counts even when the rest is missing: a bomb need not be whole.
  return pixels > MAX_IMAGE_PIXELS ? { pixels, endsAt: bytes.length } : null;
}

/** Markers that stand alone, without a length behind them (ITU-T T.81, B.1.1.3). */
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Start of frame, of any coding; the others of C0 to CF are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Walks the segments to the end of the picture, over the entropy-coded data of every scan. */
function jpegExtent(bytes: Buffer): ImageExtent | null {
  let pixels = 0;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at = bytes.indexOf(0xff, at);
      if (at === -1) break;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return { pixels, endsAt: at + 2 };
    // A stuffed zero belongs to the data, a second FF is filling.
    if (marker === 0x00 || isAlone(marker)) at += 2;
    else if (marker === 0xff) at += 1;
    else {
      if (at + 9 > bytes.length) break;
      if (isFrame(marker)) pixels = Math.max(pixels, bytes.readUInt16BE(at + 5) * bytes.readUInt16BE(at + 7));
      at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
    }
  }
  return pixels > MAX_IMAGE_PIXELS ? { pixels, endsAt: bytes.length } : null;
}

/**
 * Cameras append to a JPEG: a smaller copy (CIPA DC-007), Samsung's record, or the film of a moving photograph. All of it
 * is gone once the picture is made anew; anything else behind the end is refused.
 */
function isHarmlessRest(rest: Buffer, mimeType: 'image/jpeg' | 'image/png'): boolean {
  if (rest.every((byte) => byte === 0 || byte === 0xff || (byte >= 0x09 && byte <= 0x20))) return true;
  if (mimeType === 'image/png') return false;
  const isPicture = rest.readUInt16BE(0) === 0xffd8;
  const isFilm = rest.toString('latin1', 4, 8) === 'ftyp';
  const isSamsung = rest.toString('latin1', rest.length - 4) === 'SEFT';
  return isPicture || isFilm || isSamsung;
}
