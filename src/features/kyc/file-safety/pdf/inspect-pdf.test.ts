import { describe, expect, it } from 'vitest';
import { makePdf } from '../../../../../tools/testing/pdf-maker';
import { inspectPdf } from './inspect-pdf';

/** Long before a thread can have begun. */
const AT_ONCE = { lookEveryMs: 1 };
const ENOUGH = Number.POSITIVE_INFINITY;

describe('looking through a PDF', () => {
  it('counts the pages of an ordinary one', async () => {
    expect(await inspectPdf(makePdf({ words: 'An ordinary letter' }))).toEqual({ pageCount: 1 });
  });

  it('says that a file which takes too much of the processor is an attack', async () => {
    const look = inspectPdf(makePdf({ words: 'Hard work' }), { ...AT_ONCE, processorMs: 0, patienceMs: ENOUGH });
    expect(await look).toEqual({ fault: 'pdf_bomb' });
  });

  it('never blames the file for a machine that is too busy', async () => {
    const look = inspectPdf(makePdf({ words: 'Waiting' }), { ...AT_ONCE, processorMs: ENOUGH, patienceMs: 0 });
    await expect(look).rejects.toMatchObject({ refusal: { code: 'unavailable', retryAfterSeconds: 30 } });
  });
});
