import sharp from 'sharp';
import { MAX_IMAGE_PIXELS } from './image-header';

/** One picture may take this long to be made anew. */
const TIME_LIMIT_SECONDS = 20;
const JPEG_QUALITY = 90;

/**
 * Makes a picture anew: decoded within limits, turned upright as its EXIF orientation says, and written without anything
 * that is not the picture (place, camera, thumbnails, comments, whatever was hidden in it).
 *
 * @returns null when it cannot be decoded
 */
export async function cleanImage(bytes: Buffer, mimeType: 'image/jpeg' | 'image/png'): Promise<Buffer | null> {
  const picture = sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'warning', sequentialRead: true })
    .autoOrient()
    .toColourspace('srgb')
    .timeout({ seconds: TIME_LIMIT_SECONDS });
  try {
    return mimeType === 'image/png'
      ? await picture.png({ compressionLevel: 6 }).toBuffer()
      : await picture.jpeg({ quality: JPEG_QUALITY }).toBuffer();
  } catch {
    // sharp tells every fault of a picture by its message alone; to us they are one.
    return null;
  }
}
