import { describe, expect, it } from 'vitest';
import { openableConsentLink } from './consent-link';

describe('the address of a consent', () => {
  it.each([
    'https://accounts.zoho.com/oauth/v2/auth?x=1',
    'http://localhost:4000/a',
    'http://127.0.0.1/a',
    'http://[::1]/a',
  ])('%s may be opened', (address) => {
    expect(openableConsentLink(address)).toBe(address);
  });

  it.each([
    null,
    '',
    'zoho',
    'http://zoho.com/',
    'http://localhost.example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('%s may not', (address) => {
    expect(openableConsentLink(address)).toBeNull();
  });
});
