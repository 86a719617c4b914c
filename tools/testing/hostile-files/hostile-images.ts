import { makePng, pngChunk, withJpegSegment, withJpegSize } from '../image-maker';
import { makePdf } from '../pdf-maker';
import { makeZip } from '../zip-maker';
import { type HostileFile, row } from './row';

/** Pictures that lie about their size, hide something, or are damaged. @param jpeg a good one to begin with */
export function hostileImages(jpeg: Buffer): HostileFile[] {
  const asPng = { name: 'id.png', claimed: 'image/png' };
  const asJpeg = { name: 'id.jpg', claimed: 'image/jpeg' };
  const png = makePng(40, 30);
  const behind = (file: Buffer, bytes: Buffer | string) => Buffer.concat([file, Buffer.from(bytes)]);
  const badSum = Buffer.from(png);
  badSum.writeUInt32BE(0, 29);
  const noEnd = png.subarray(0, -12);
  return [
    row('a PNG of 50 megapixels and a little', 'image_too_many_pixels', makePng(7072, 7072, { rows: 1 }), asPng),
    row(
      'a PNG as large as the format allows',
      'image_too_many_pixels',
      makePng(0x7fffffff, 0x7fffffff, { rows: 0 }),
      asPng,
    ),
    row('a PNG of one line, two billion wide', 'image_too_many_pixels', makePng(0x7fffffff, 1, { rows: 0 }), asPng),
    row(
      'a large PNG that is cut off',
      'image_too_many_pixels',
      makePng(20_000, 20_000, { rows: 1 }).subarray(0, 60),
      asPng,
    ),
    row('a JPEG of 65 535 by 65 535', 'image_too_many_pixels', withJpegSize(jpeg, 65_535, 65_535), asJpeg),
    row('a JPEG of 50 megapixels and a little', 'image_too_many_pixels', withJpegSize(jpeg, 10_000, 5001), asJpeg),
    row(
      'a large JPEG that is cut off',
      'image_too_many_pixels',
      withJpegSize(jpeg, 60_000, 60_000).subarray(0, -40),
      asJpeg,
    ),
    row('a PNG without height', 'image_broken', makePng(40, 0), asPng),
    row('a JPEG without width', 'image_broken', withJpegSize(jpeg, 0, 30), asJpeg),
    row('half a PNG', 'image_broken', png.subarray(0, png.length / 2), asPng),
    row('a PNG without an end', 'image_broken', noEnd, asPng),
    row('a PNG whose header was changed', 'image_broken', badSum, asPng),
    row('a PNG with less picture than it says', 'image_broken', makePng(4000, 4000, { rows: 2 }), asPng),
    row('the signature of a PNG', 'image_broken', png.subarray(0, 8), asPng),
    row(
      'a PNG that begins in the middle',
      'image_broken',
      Buffer.concat([png.subarray(0, 8), png.subarray(33)]),
      asPng,
    ),
    row('half a JPEG', 'image_broken', jpeg.subarray(0, jpeg.length / 2), asJpeg),
    row('the first bytes of a JPEG', 'image_broken', jpeg.subarray(0, 4), asJpeg),
    row(
      'a JPEG without a frame',
      'image_broken',
      Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
      asJpeg,
    ),
    row('a JPEG of 4 000 by 4 000 with the data of a stamp', 'image_broken', withJpegSize(jpeg, 4000, 4000), asJpeg),
    row('a PNG with an archive behind it', 'two_headers', behind(png, makeZip({ a: 'b' })), asPng),
    row('a JPEG with an archive behind it', 'two_headers', behind(jpeg, makeZip({ a: 'b' })), asJpeg),
    row('a JPEG that is a PDF too', 'two_headers', withJpegSegment(jpeg, 0xfe, makePdf()), asJpeg),
    row('a PNG that is a PDF too', 'two_headers', makePng(40, 30, { extra: [pngChunk('tEXt', makePdf())] }), asPng),
    row(
      'a JPEG that is a web page too',
      'two_headers',
      withJpegSegment(jpeg, 0xfe, Buffer.from('<script>alert(1)</script>')),
      asJpeg,
    ),
    row(
      'a PNG that is a PHP script too',
      'two_headers',
      makePng(40, 30, { extra: [pngChunk('tEXt', Buffer.from('a\0<?php eval($_GET[1]); ?>'))] }),
      asPng,
    ),
    row('a PNG with a program behind it', 'trailing_data', behind(png, 'MZ\x90\x00 a program'), asPng),
    row('a JPEG with a program behind it', 'trailing_data', behind(jpeg, 'MZ\x90\x00 a program'), asJpeg),
    row('a JPEG with words behind it', 'trailing_data', behind(jpeg, 'a secret that travels along'), asJpeg),
    row('a PNG with another PNG behind it', 'trailing_data', behind(png, png), asPng),
    row('a photograph where the file itself is asked for', 'wrong_format', jpeg, { ...asJpeg, as: 'company_profile' }),
    row('a screenshot where the file itself is asked for', 'wrong_format', png, { ...asPng, as: 'tax_certificate' }),
  ];
}
