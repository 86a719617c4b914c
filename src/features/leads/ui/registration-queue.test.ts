import { beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_KEPT, readKept, withDraft, withoutWaiting, withWaiting, writeKept } from './registration-queue';

const store = new Map<string, string>();
const storage = {
  getItem: (key: string) => store.get(key) ?? null,
  setItem: (key: string, value: string) => void store.set(key, value),
  removeItem: (key: string) => void store.delete(key),
};
const one = {
  id: '00000000-0000-4000-8000-000000000001',
  captured_at: '2026-11-28T08:00:00.000Z',
  values: { first_name: 'Nomsa' },
};

beforeEach(() => store.clear());

describe('what a browser keeps', () => {
  it('is there again after the page was closed, for its own person only', () => {
    writeKept(storage, 'a', withWaiting(NOTHING_KEPT, one));
    expect(readKept(storage, 'a').waiting).toEqual([one]);
    expect(readKept(storage, 'b')).toEqual(NOTHING_KEPT);
  });

  it('leaves nothing behind once it was sent', () => {
    writeKept(storage, 'a', withWaiting(NOTHING_KEPT, one));
    writeKept(storage, 'a', withoutWaiting(readKept(storage, 'a'), one.id));
    expect(store.size).toBe(0);
  });

  it('holds one registration once, with what became of it', () => {
    const refused = { ...one, refusal: 'This customer is already with CircleTel.' };
    expect(withWaiting(withWaiting(NOTHING_KEPT, one), refused).waiting).toEqual([refused]);
  });

  it('is nothing when it cannot be read', () => {
    for (const broken of ['{', 'null', '[]', '{"waiting": 1}', '{"waiting": [{"id": "x"}], "draft": null}']) {
      store.set('portal.leads-to-register.a', broken);
      expect(readKept(storage, 'a')).toEqual(NOTHING_KEPT);
    }
  });

  it('holds what is being typed, and nothing when nothing was', () => {
    const typed = withDraft(NOTHING_KEPT, { customer_type: 'consumer', first_name: 'N', last_name: '' });
    expect(typed.draft).toEqual({ customer_type: 'consumer', first_name: 'N' });
    expect(withDraft(typed, { customer_type: 'consumer', first_name: '' }).draft).toBeNull();
  });
});
