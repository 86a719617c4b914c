import sharp from 'sharp';
import { MAX_IMAGE_PIXELS } from './image-header';
import { tooBusyToCheck } from './too-busy';

/** Its pixels are counted before: a picture that takes longer to be made anew is one on a busy machine. */
const TIME_LIMIT_SECONDS = 30;
const JPEG_QUALITY = 90;

/**
 * Makes a picture anew: decoded within limits, turned upright as its EXIF orientation says, and written without anything
 * that is not the picture (place, camera, thumbnails, comments, whatever was hidden in it).
 *
 * @returns null when it cannot be decoded
 * @throws RefusedError `unavailable` when the machine is too busy to do it
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
  } catch (error) {
    // sharp tells every fault by its message alone. Those of the picture are one to us.
    if (error instanceof Error && error.message.startsWith('timeout: ')) throw tooBusyToCheck(error);
    return null;
  }
}
