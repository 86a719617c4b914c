import { z } from 'zod';

/** A field as both sides compare it: text, number or yes and no; empty is null. */
export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;

export const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/**
 * What both sides last agreed on, in the CRM's words. `held` are the portal's own words for the few values that do not
 * translate back, such as a status that nobody has mapped: as long as the portal says the same, it has changed nothing.
 */
export const Agreement = z.object({ agreed: Values, held: Values.default({}) });
export type Agreement = z.infer<typeof Agreement>;

/** A text as the CRM keeps it: without blanks around it, no longer than its field, and null when nothing is left. */
export function fitted(text: string | null, length: number): string | null {
  // A cut in the middle of a surrogate pair would leave half a character.
  const cut = (text ?? '')
    .trim()
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return cut === '' ? null : cut;
}

/** A moment as the CRM takes it: whole seconds and an offset. */
export function crmMoment(moment: Date | null): string | null {
  return moment && `${moment.toISOString().slice(0, 19)}+00:00`;
}
