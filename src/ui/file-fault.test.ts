import { expect, test } from 'vitest';
import { findFileFault } from './file-fault';

const rules = { accept: 'application/pdf,image/jpeg,.png', acceptWords: 'PDF, JPEG or PNG', maximumBytes: 1000 };

test('a file of an accepted type and size has no fault', () => {
  expect(findFileFault({ name: 'id.pdf', type: 'application/pdf', size: 1000 }, rules)).toBeUndefined();
  expect(findFileFault({ name: 'ID.PNG', type: '', size: 1 }, rules)).toBeUndefined();
});

test('one byte too many is refused with both sizes', () => {
  expect(findFileFault({ name: 'id.pdf', type: 'application/pdf', size: 1001 }, rules)).toMatch(/1001.B.*1000.B/);
});

test('an empty file and a file of another type are refused', () => {
  expect(findFileFault({ name: 'id.pdf', type: 'application/pdf', size: 0 }, rules)).toMatch(/empty/);
  expect(findFileFault({ name: 'id.pdf.exe', type: 'application/x-msdownload', size: 10 }, rules)).toMatch(
    /PDF, JPEG or PNG/,
  );
});
