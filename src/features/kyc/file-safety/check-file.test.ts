import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePng, withJpegSegment } from '../../../../tools/testing/image-maker';
import { cleanImage } from './clean-image';
import { findImageFault } from './image-header';
import { oneAfterAnother } from './turns';

/** A photograph taken with the phone held upright, in Cape Town. */
function photograph() {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'A camera' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '33/1 55/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '18/1 25/1 20/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

describe('a photograph', () => {
  it('loses its place and its camera, and stands upright', async () => {
    const taken = await photograph();
    const before = await sharp(taken).metadata();
    expect(before.exif?.toString('latin1')).toContain('A camera');
    expect([before.orientation, before.width, before.height]).toEqual([6, 60, 40]);

    const clean = await cleanImage(taken, 'image/jpeg');
    const after = await sharp(clean ?? Buffer.alloc(0)).metadata();
    expect(after.exif).toBeUndefined();
    expect([after.orientation, after.width, after.height]).toEqual([undefined, 40, 60]);
    expect(clean?.toString('latin1')).not.toContain('A camera');
  });

  it('may carry what cameras append, and none of it is kept', async () => {
    const taken = await photograph();
    const copy = await sharp(taken).resize(6).jpeg().toBuffer();
    const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42 a film')]);
    const samsung = Buffer.from('SEFH a record SEFT');
    for (const appended of [copy, film, samsung, Buffer.alloc(300), Buffer.alloc(0)]) {
      const whole = Buffer.concat([taken, appended]);
      expect(findImageFault(whole, 'image/jpeg')).toBeNull();
      expect((await cleanImage(whole, 'image/jpeg'))?.includes('film')).toBe(false);
    }
    expect(findImageFault(Buffer.concat([taken, Buffer.from('anything else')]), 'image/jpeg')).toBe('trailing_data');
  });

  it('may hold markers in its comments, and is measured by its frame', async () => {
    const taken = await photograph();
    const comment = Buffer.from([0xff, 0xd9, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff]);
    expect(findImageFault(withJpegSegment(taken, 0xfe, comment), 'image/jpeg')).toBeNull();
  });

  it('may have 50 megapixels and not one row more', () => {
    expect(findImageFault(makePng(10_000, 5000, { rows: 1 }), 'image/png')).toBeNull();
    expect(findImageFault(makePng(10_000, 5001, { rows: 1 }), 'image/png')).toBe('image_too_many_pixels');
  });
});

describe('checks', () => {
  it('run two at a time, in the order in which they came, and a failed one lets the next one in', async () => {
    const inTurn = oneAfterAnother(2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (n: number) => async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running -= 1;
      order.push(n);
      if (n === 1) throw new Error('broken');
      return n;
    };
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => inTurn(work(n))));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });
});
