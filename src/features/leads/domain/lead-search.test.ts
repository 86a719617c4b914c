import { describe, expect, it } from 'vitest';
import { searchPatterns } from './lead-search';

describe('a text that leads are searched by', () => {
  it.each([
    ['082 123 4567', ['%0821234567%']],
    ['+27 82 123 4567', ['%0821234567%']],
    ['+27 (0)82-123-4567', ['%0821234567%']],
    ['0027821234567', ['%0821234567%']],
    ['27821234567', ['%0821234567%']],
    ['(082) 123', ['%082123%']],
    ['+27 82', ['%082%']],
    ['+44 20 7946 0958', ['%442079460958%']],
    ['2196', ['%2196%']],
  ])('%s is a phone number, however it is written', (text, patterns) => {
    expect(searchPatterns(text)).toEqual(patterns);
  });

  it.each([
    ['Thandi Sandton', ['%Thandi%', '%Sandton%']],
    ["  O'Brien  ", ["%O'Brien%"]],
    ['12 Main Road', ['% 12%', '%Main%', '%Road%']],
    ['a b c d e f', ['% a%', '% b%', '% c%', '%d e f%']],
    ['Li', ['% Li%']],
    ['安娜', ['% 安娜%']],
    ['50% off_now c:\\x', ['%50\\%%', '%off\\_now%', '%c:\\\\x%']],
  ])('%s is looked for word by word, signs of patterns as what they are', (text, patterns) => {
    expect(searchPatterns(text)).toEqual(patterns);
  });

  it.each(['%', '_ %', '   ', '---', '()', "'"])('%j says nothing, so nothing is found', (text) => {
    expect(searchPatterns(text)).toEqual([]);
  });
});
