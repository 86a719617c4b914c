import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountCases } from './supabase/account';
import { administrationCases } from './supabase/administration';
import { DIFFERENCES, REASONS } from './supabase/known-differences';
import { secondFactorCases } from './supabase/second-factor';
import { serverSideCases } from './supabase/server-side';
import { signInCases } from './supabase/sign-in';
import { signUpCases } from './supabase/sign-up';
import { storageAccessCases } from './supabase/storage-access';
import { storageFileCases } from './supabase/storage-files';
import { storageLinkCases } from './supabase/storage-links';
import { openTarget, realProject, type Target } from './supabase/target';

const areas = {
  'sign-up': signUpCases,
  'sign-in and tokens': signInCases,
  'own account': accountCases,
  'second factor': secondFactorCases,
  administration: administrationCases,
  'cookies (@supabase/ssr)': serverSideCases,
  'storage access': storageAccessCases,
  'storage files': storageFileCases,
  'storage links and buckets': storageLinkCases,
};

const isReal = realProject() !== undefined;

describe(`Supabase Auth and Storage (${isReal ? 'a real project' : 'the stand-in'})`, () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget();
  });
  afterAll(async () => {
    await target?.close();
  });

  for (const [area, cases] of Object.entries(areas)) {
    describe(area, () => {
      const possible = cases.filter((one) => !isReal || one.needs === undefined);
      for (const one of possible) test(one.name, () => one.run(target));
    });
  }

  test('every case that a real project is spared has a reason, and every reason a case', () => {
    const needs = Object.values(areas).flatMap((cases) => cases.flatMap((one) => one.needs ?? []));
    expect([...new Set(needs)].toSorted()).toEqual(Object.keys(REASONS).toSorted());
    expect(DIFFERENCES.length).toBeGreaterThan(0);
  });
});
