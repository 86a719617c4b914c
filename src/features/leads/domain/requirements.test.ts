import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readableRequirements } from './requirements';

it('what can be read is told in words, in the order in which it stands', () => {
  const stored = {
    number_of_users: 12,
    needsVoip: true,
    sites: ['Head office', 'Depot'],
    notes: ' quiet ',
    nested: { a: 1 },
    none: null,
  };
  expect(readableRequirements(stored)).toEqual([
    { label: 'Number of users', value: '12' },
    { label: 'Needs voip', value: 'Yes' },
    { label: 'Sites', value: 'Head office, Depot' },
    { label: 'Notes', value: 'quiet' },
  ]);
});

it('whatever is stored, it is a short list of words', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      const list = readableRequirements(stored);
      expect(list.length).toBeLessThanOrEqual(20);
      for (const { value } of list) expect(value.length).toBeLessThanOrEqual(300);
    }),
  );
});
