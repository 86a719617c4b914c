import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEntry, calendarFile } from './calendar-file';

const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const entry: fc.Arbitrary<CalendarEntry> = fc.record({
  activity_id: fc.uuid(),
  lead_id: fc.uuid(),
  due_at: moment,
  next_action: fc.option(text),
  first_name: text,
  last_name: text,
  company_name: fc.option(text),
  phone: fc.oneof(text, fc.constant('082 123 4567')),
  address: text,
  changed_at: moment,
});
const entries = fc.uniqueArray(entry, { selector: ({ activity_id: id }) => id, maxLength: 5 });
const fileOf = (list: readonly CalendarEntry[]) => calendarFile(list, 'https://partners.example.com');
const unfolded = (body: string) => body.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar file', () => {
  it('has one event for each entry, whatever was typed into it', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const lines = unfolded(fileOf(list).body);
        const count = (line: string) => lines.filter((each) => each === line).length;
        expect(count('BEGIN:VEVENT')).toBe(list.length);
        expect(count('END:VEVENT')).toBe(list.length);
        expect(count('TRIGGER:-PT15M')).toBe(list.length);
        expect(lines.filter((line) => line.startsWith('UID:'))).toEqual(list.map(({ activity_id: id }) => `UID:${id}`));
        const starts = list.map(({ due_at: at }) => `DTSTART:${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`);
        expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual(starts);
      }),
    );
  });

  it('has no line that a program could not read: short, ended properly, begun by a name', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const { body } = fileOf(list);
        expect(body).not.toMatch(/[^\r]\n|\r[^\n]/);
        for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        for (const line of unfolded(body)) expect(line).toMatch(/^[A-Z-]+[;:]|^$/);
      }),
    );
  });

  it('is the same, byte by byte, for the same entries, and another one for others', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(fileOf(list)).toEqual(fileOf(list));
      }),
    );
    const one = fc.sample(entry, 1);
    expect(fileOf(one).etag).not.toBe(fileOf(one.map((same) => ({ ...same, due_at: new Date(0) }))).etag);
  });

  it('says whom to call when nothing else was planned', () => {
    const [one] = fc.sample(entry, 1);
    const call = { ...one, next_action: null, first_name: 'Nomsa', last_name: 'Radebe' } as CalendarEntry; // of a sample of one
    expect(unfolded(fileOf([call]).body)).toContain('SUMMARY:Call Nomsa Radebe');
  });
});
