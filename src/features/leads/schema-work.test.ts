import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECLINE_REASON_KEYS, needsWords } from './domain/decline-reasons';
import { LEAD_HISTORY_ACTIONS } from './domain/lead-history';
import { OfferAnswer } from './schema-work';

const migration = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, `../../../supabase/migrations/${name}.sql`), 'utf8');
const quoted = (text: string | undefined) => [...(text ?? '').matchAll(/'([\w.]+)'/g)].map(([, word]) => word);

describe('the database', () => {
  it('takes the same reasons for declining', () => {
    const list = /decline_reason in \(([^)]*)\)/.exec(migration('20251128000001_offer_and_register_leads'))?.[1];
    expect(quoted(list)).toEqual([...DECLINE_REASON_KEYS]);
  });

  it('tells a lead’s history of the same kinds', () => {
    const list = /h\.action in \(([^)]*)\)/.exec(migration('20251128000012_work_one_lead'))?.[1];
    expect(quoted(list)?.toSorted()).toEqual(LEAD_HISTORY_ACTIONS.toSorted());
  });
});

describe('an answer to an offer', () => {
  const answers = fc.record({
    answer: fc.constantFrom('accepted', 'declined'),
    reason: fc.option(fc.constantFrom(...DECLINE_REASON_KEYS), { nil: undefined }),
    note: fc.option(fc.constantFrom('', '  ', 'Too far away.'), { nil: undefined }),
  });

  it('is taken when it accepts, or says why it declines: by the list, and in words where the list does not', () => {
    fc.assert(
      fc.property(answers, (said) => {
        const isExplained = said.reason !== undefined && (!needsWords(said.reason) || Boolean(said.note?.trim()));
        expect(OfferAnswer.safeParse(said).success).toBe(said.answer === 'accepted' || isExplained);
      }),
    );
  });
});
