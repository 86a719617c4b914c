import { bad, type Checked, good } from '@/shared/checked';
import type { EntityType } from './entity-types';

/**
 * What the last two digits of a CIPC number say. The scheme is YYYY/NNNNNN/NN since 1 January 2000 (Companies Act 61 of
 * 1973, notice 1762); older numbers were rewritten into it. Which suffixes exist is known from numbers in use, not from
 * a published table, so a suffix that does not fit is a warning and never a fault.
 */
const SUFFIXES: Record<EntityType, readonly string[]> = {
  sole_proprietor: [],
  pty_ltd: ['07', '21'],
  close_corporation: ['23'],
  partnership: [],
  trust: [],
  non_profit_company: ['08'],
  co_operative: ['24', '25', '26'],
};

/** The oldest companies that are still registered. */
const FIRST_YEAR = 1840;

/**
 * A registration number of the CIPC. Spaces are forgiven.
 * @param entity what the applicant is; null when that is not known
 * @param thisYear nothing was registered later
 */
export function checkCipcNumber(text: string, entity: EntityType | null, thisYear: number): Checked {
  const number = text.replace(/\s/g, '');
  const parts = /^(\d{4})\/(\d{6})\/(\d{2})$/.exec(number);
  const [year, suffix] = [Number(parts?.[1]), parts?.[3] ?? ''];
  if (!parts) return bad('Registration number must look like 2019/123456/07.');
  if (year < FIRST_YEAR || year > thisYear) {
    return bad(`Registration number must begin with the year of registration, at most ${thisYear}.`);
  }
  return good(number, entity ? suffixWarning(suffix, entity) : undefined);
}

function suffixWarning(suffix: string, entity: EntityType): string | undefined {
  const usual = SUFFIXES[entity];
  if (usual.length === 0 || usual.includes(suffix)) return undefined;
  return `Numbers of this kind of business usually end in ${usual.join(' or ')}, this one in ${suffix}. Please look again; you can go on if it is right.`;
}
