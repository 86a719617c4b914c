import { describe, expect, it } from 'vitest';
import { DRAFT_FIELDS } from '../draft';
import { Registration, SECRET_FIELDS } from '../registration';
import {
  minutesLeft,
  REGISTRATION_STEPS,
  SECONDS,
  SECONDS_PER_STEP,
  STEP_FIELDS,
  secondsFor,
} from './registration-steps';

const fields = REGISTRATION_STEPS.flatMap((step) =>
  Object.entries(STEP_FIELDS[step]).map(([name, field]) => ({ step, name, ...field })),
);

describe('the registration of a typical company', () => {
  const usual = fields.filter((field) => field.usual);

  it('takes a person less than ten minutes, counted field by field', async ({ annotate }) => {
    const counted = usual.reduce((sum, { answering }) => sum + SECONDS[answering], 0);
    const totalS = counted + REGISTRATION_STEPS.length * SECONDS_PER_STEP;
    expect(REGISTRATION_STEPS.reduce((sum, step) => sum + secondsFor(step), 0)).toBe(totalS);
    expect(totalS).toBeLessThan(10 * 60);
    await annotate(
      `${REGISTRATION_STEPS.length} steps, ${usual.length} of ${fields.length} fields, ${totalS} s = ${(totalS / 60).toFixed(1)} min`,
    );
  });

  it('asks at most six things on a screen, and most of them need nothing to be looked up', () => {
    for (const step of REGISTRATION_STEPS) expect(Object.keys(STEP_FIELDS[step]).length).toBeLessThanOrEqual(6);
    expect(usual.filter(({ answering }) => answering === 'looked-up').length).toBeLessThanOrEqual(4);
  });

  it('says how many minutes are left, fewer with every step', () => {
    const left = REGISTRATION_STEPS.map(minutesLeft);
    expect(left).toEqual(left.toSorted((a, b) => b - a));
    expect(left[0]).toBeLessThan(10);
    expect(left.at(-1)).toBeGreaterThan(0);
  });
});

describe('the count', () => {
  const names = fields.map(({ name }) => name);

  it('has every field once, and leaves none out that a draft or the application holds', () => {
    expect(new Set(names).size).toBe(names.length);
    const counted = new Set(names);
    // Asked only of whoever banks where the list does not know.
    const asked = [...DRAFT_FIELDS, ...SECRET_FIELDS].filter((name) => name !== 'other_bank');
    expect(asked.filter((name) => !counted.has(name))).toEqual([]);
    const sent = Object.keys(Registration.shape).filter((name) => name !== 'consents' && name !== 'from_draft');
    expect(sent.filter((name) => !counted.has(name))).toEqual([]);
  });
});
