import { describe, expect, test } from 'vitest';
import { PARTNER_STATUSES, PARTNER_TRANSITIONS } from '../../domain/partner-status';
import { choiceFor } from './decision-reasons';

describe('a decision on an application', () => {
  test.each(PARTNER_STATUSES)('from “%s” follows the table of transitions', (status) => {
    for (const decision of ['approved', 'rejected'] as const) {
      const choice = choiceFor(decision, status, true, 'Partner Manager');
      expect(choice.possible).toBe(Object.values(PARTNER_TRANSITIONS[status].staff).includes(decision));
    }
  });

  test('that a suspended partner cannot be rejected is said in words', () => {
    expect(choiceFor('rejected', 'suspended', true, 'Partner Manager').reason).toBe(
      'A partner that is “Suspended” can no longer become “Not approved”.',
    );
  });

  test('without the permission names the roles that have it', () => {
    expect(choiceFor('approved', 'under_review', false, 'Partner Manager')).toEqual({
      possible: false,
      reason: 'This is decided by: Partner Manager.',
    });
  });
});
