// The whole namespace, not `{ z }`: forms bring this file to the browser, and so only what it uses goes with it.
import * as z from 'zod';
import type { Checked } from './checked';
import { isStorable, NOT_STORABLE } from './storable-text';

/** A required text. @param label what the field is called in its messages */
export const text = (label: string, min: number, max: number) =>
  z
    .string(`${label} is required.`)
    .trim()
    .min(1, `${label} is required.`)
    .min(min, `${label} needs at least ${min} characters.`)
    .max(max, `${label} may have at most ${max} characters.`)
    .refine(isStorable, `${label} ${NOT_STORABLE}`);

/** An empty optional field of a form is the same as an absent one. */
export const optional = (schema: z.ZodType<string, string>) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional();

/** A required text that a check judges and brings into the form in which it is stored. */
export const checkedBy = (label: string, check: (value: string) => Checked) =>
  z
    .string(`${label} is required.`)
    .trim()
    .min(1, `${label} is required.`)
    .transform((value, context) => {
      const checked = check(value);
      if (checked.ok) return checked.value;
      // Not the end of the check: in an optional field the sentence would be lost, and faults of other fields with it.
      context.issues.push({ code: 'custom', message: checked.message, input: value, continue: true });
      return z.NEVER;
    });
