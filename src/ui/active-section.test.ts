import { expect, test } from 'vitest';
import { findActiveHref } from './active-section';

const hrefs = ['/partners', '/partners/leads', '/partners/lead'];

test.each([
  ['/partners', '/partners'],
  ['/partners/leads', '/partners/leads'],
  ['/partners/leads/42', '/partners/leads'],
  ['/partners/leadership', '/partners'],
  ['/admin', undefined],
])('%s belongs to %s', (pathname, href) => {
  expect(findActiveHref(hrefs, pathname)).toBe(href);
});
