import { describe, expect, it } from 'vitest';
import { callLink, readablePhone, toE164, whatsAppLink } from './phone-links';

describe('a phone number that somebody typed', () => {
  it.each(['0821234567', '082 123 4567', '+27 82 123 4567', '27821234567', '+27 (0)82 123-4567', '0027821234567'])(
    'is the same number however it is written: %s',
    (typed) => {
      expect(toE164(typed)).toBe('+27821234567');
      expect(readablePhone(typed)).toBe('082 123 4567');
      expect(callLink(typed)).toBe('tel:+27821234567');
      expect(whatsAppLink(typed)).toBe('https://wa.me/27821234567');
    },
  );

  it('of another country is kept as it is', () => {
    expect(toE164('+44 20 7946 0958')).toBe('+442079460958');
    expect(readablePhone('+44 20 7946 0958')).toBe('+44 20 7946 0958');
  });

  it.each(['12345', '082 123 456', 'call my wife', ''])('that is none gets no WhatsApp link: %s', (typed) => {
    expect(whatsAppLink(typed)).toBeNull();
    expect(readablePhone(typed)).toBe(typed);
  });
});
