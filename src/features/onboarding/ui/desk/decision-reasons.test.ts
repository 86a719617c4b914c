import { describe, expect, test } from 'vitest';
import { PARTNER_STATUSES, PARTNER_TRANSITIONS } from '../../domain/partner-status';
import { choiceFor } from './decision-reasons';

describe('a decision on an application', () => {
  test.each(PARTNER_STATUSES)('from “%s” follows the table of transitions, and says why not', (status) => {
    for (const decision of ['approved', 'rejected'] as const) {
      const choice = choiceFor(decision, status, true, 'Partner Manager');
      expect(choice.possible).toBe(PARTNER_TRANSITIONS[status].staff.includes(decision));
      expect(choice.reason === undefined).toBe(choice.possible);
    }
  });

  test('without the permission names the roles that have it', () => {
    expect(choiceFor('approved', 'under_review', false, 'Partner Manager')).toEqual({
      possible: false,
      reason: 'Approving is open to: Partner Manager.',
    });
  });
});
