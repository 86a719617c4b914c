import { describe, expect, it } from 'vitest';
import { DIFFERENCE_KINDS, differenceSentence } from './difference-words';
import { faultCode, faultWords } from './fault-words';
import { sentAs, takenAs } from './mapping-choices';
import { whyNotRun } from './runs';

describe('a difference', () => {
  it('says which side’s value stands', () => {
    expect(differenceSentence({ kind: 'conflict', fields: ['Email', 'Phone'], winner: 'crm' })).toBe(
      'Email and Phone were changed on both sides; what the CRM said stands on both now.',
    );
    expect(differenceSentence({ kind: 'restored', fields: ['Email'], winner: 'portal' })).toContain(
      'belongs to the portal',
    );
  });

  it('is a sentence whatever is known of it', () => {
    for (const kind of DIFFERENCE_KINDS) {
      expect(differenceSentence({ kind, fields: [], winner: null })).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('a fault', () => {
  it('is explained by its code, else by its kind, else as unknown', () => {
    expect(faultWords({ kind: 'rejected', code: 'RECORD_LOCKED' }).explanation).toContain('locked');
    expect(faultWords({ kind: 'auth', code: 'SOMETHING_NEW' }).remedy).toContain('integration user');
    expect(faultWords({ kind: 'other' }).explanation).toContain('does not know');
  });

  it('goes by its code, or by its kind where there is none', () => {
    expect([faultCode({ kind: 'auth', code: null }), faultCode({ kind: 'auth', code: '' })]).toEqual(['auth', 'auth']);
    expect(faultCode({ kind: 'rejected', code: 'INVALID_DATA' })).toBe('INVALID_DATA');
  });
});

describe('a line of the mapping', () => {
  it('falls back to a default only if the CRM offers it', () => {
    expect(sentAs('lost', undefined, ['Lost Lead'])).toEqual({ standing: 'default', value: 'Lost Lead' });
    expect(sentAs('lost', undefined, ['Gone'])).toEqual({ standing: 'unmapped', value: null });
    expect(sentAs('lost', 'Gone', ['Gone'])).toEqual({ standing: 'set', value: 'Gone' });
    expect(sentAs('lost', 'Gone', ['Lost Lead'])).toEqual({ standing: 'default', value: 'Lost Lead' });
  });

  it('leaves a value of the CRM without effect until somebody maps it', () => {
    expect(takenAs('Junk Lead', undefined)).toEqual({ standing: 'default', status: 'not_interested' });
    expect(takenAs('Ours', undefined)).toEqual({ standing: 'unmapped', status: null });
    expect(takenAs('Ours', 'lost')).toEqual({ standing: 'set', status: 'lost' });
  });
});

describe('a run', () => {
  const dryRun = { kind: 'dry_run', state: 'done', requestedAtMs: 100 } as const;

  it('waits while another is under way', () => {
    expect(whyNotRun('dry_run', [{ ...dryRun, state: 'running' }], null)).toMatch(/under way/);
  });

  it('that writes follows a dry run made with the mapping as it is', () => {
    expect(whyNotRun('backfill', [], null)).toMatch(/dry run first/);
    expect(whyNotRun('backfill', [dryRun], null)).toBeNull();
    expect(whyNotRun('backfill', [dryRun], 101)).toMatch(/mapping was changed/);
    expect(whyNotRun('backfill', [dryRun], 99)).toBeNull();
  });
});
