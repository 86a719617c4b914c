import * as z from 'zod';

/** Words that were typed, by field name. */
const Values = z.record(z.string(), z.string());
export type TypedValues = z.infer<typeof Values>;

const Waiting = z.object({
  id: z.uuid(),
  captured_at: z.iso.datetime(),
  values: Values,
  /** Why the API did not take it; what is refused waits for its person, not for the connection. */
  refusal: z.string().optional(),
});
export type WaitingRegistration = z.infer<typeof Waiting>;

const Kept = z.object({ waiting: z.array(Waiting), draft: Values.nullable() });
export type KeptRegistrations = z.infer<typeof Kept>;

export const NOTHING_KEPT: KeptRegistrations = { waiting: [], draft: null };

/** Where a browser keeps what could not be sent; each person has their own place. */
const keyOf = (userId: string) => `portal.leads-to-register.${userId}`;

/** What this browser keeps for the person. What cannot be read, since another version wrote it, is nothing. */
export function readKept(storage: Pick<Storage, 'getItem'>, userId: string): KeptRegistrations {
  try {
    return Kept.parse(JSON.parse(storage.getItem(keyOf(userId)) ?? 'null'));
  } catch {
    return NOTHING_KEPT;
  }
}

/** Keeps it; nothing to keep leaves nothing behind. A browser that keeps nothing for anybody says so by throwing. */
export function writeKept(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  userId: string,
  kept: KeptRegistrations,
): void {
  if (kept.waiting.length === 0 && kept.draft === null) storage.removeItem(keyOf(userId));
  else storage.setItem(keyOf(userId), JSON.stringify(kept));
}

/** With one registration more, or another version of it, in its place. */
export function withWaiting(kept: KeptRegistrations, one: WaitingRegistration): KeptRegistrations {
  const isKnown = kept.waiting.some(({ id }) => id === one.id);
  return {
    ...kept,
    waiting: isKnown ? kept.waiting.map((known) => (known.id === one.id ? one : known)) : [...kept.waiting, one],
  };
}

export function withoutWaiting(kept: KeptRegistrations, id: string): KeptRegistrations {
  return { ...kept, waiting: kept.waiting.filter((known) => known.id !== id) };
}

/** With what is being typed; nothing typed is no draft. */
export function withDraft(kept: KeptRegistrations, values: TypedValues): KeptRegistrations {
  const typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const isEmpty = Object.keys(typed).every((name) => name === 'customer_type');
  return { ...kept, draft: isEmpty ? null : typed };
}
