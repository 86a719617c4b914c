import { describe, expect, test } from 'vitest';
import { DESK_DECISIONS, PARTNER_STATUSES, PARTNER_TRANSITIONS } from '../../domain/partner-status';
import { choiceFor, isPossible } from './decision-reasons';

describe('a decision on a partner', () => {
  test.each(PARTNER_STATUSES)('from “%s” follows the table of transitions', (status) => {
    for (const decision of DESK_DECISIONS) {
      const choice = choiceFor(decision, status, true, 'Partner Manager');
      expect(isPossible(choice)).toBe(PARTNER_TRANSITIONS[status].staff[decision] !== undefined);
    }
  });

  test('that the status rules out needs no reason: the page shows what was decided', () => {
    expect(choiceFor('reject', 'suspended', true, 'Partner Manager')).toEqual({ offered: false, reasons: [] });
  });

  test('without the permission names the roles that have it', () => {
    expect(choiceFor('approve', 'under_review', false, 'Partner Manager', ['Bank details are missing.'])).toEqual({
      offered: false,
      reasons: ['This is decided by: Partner Manager.'],
    });
  });

  test('with something missing is offered but not possible, and says what', () => {
    const choice = choiceFor('approve', 'under_review', true, 'Partner Manager', ['Bank details are missing.']);
    expect(choice).toEqual({ offered: true, reasons: ['Bank details are missing.'] });
    expect(isPossible(choice)).toBe(false);
  });
});
