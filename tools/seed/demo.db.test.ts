import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '@/platform/env/env';
import { runJobs } from '../testing/run-jobs';
import { startTestPortal, type TestPortal } from '../testing/test-portal';
import { seedDemo } from './demo';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
  await seedDemo(portal.stage.owner, readEnvironment());
  await runJobs();
});
afterAll(() => portal.close());

it('shows the desk applications to decide on, and partners whose documents were accepted', async () => {
  const { rows } = await portal.stage.owner.query(
    `select split_part(p.email, '@', 1) as who, p.status, p.kyc_status,
       (select count(*)::int from partner_kyc_documents d where d.partner_id = p.id) as documents,
       (select count(*)::int from partner_kyc_documents d where d.partner_id = p.id and d.verification_status = 'approved') as accepted,
       (select count(*)::int from partner_audit_log a where a.partner_id = p.id and a.action = 'partner.approved') as approvals
     from partners p where p.email like '%@demo.test' order by split_part(p.email, '@', 1) collate "C"`,
  );
  expect(rows).toEqual([
    { who: 'partner', status: 'approved', kyc_status: 'verified', documents: 11, accepted: 11, approvals: 1 },
    { who: 'pending', status: 'pending', kyc_status: 'incomplete', documents: 0, accepted: 0, approvals: 0 },
    { who: 'review', status: 'under_review', kyc_status: 'submitted', documents: 11, accepted: 0, approvals: 0 },
    { who: 'review2', status: 'under_review', kyc_status: 'submitted', documents: 4, accepted: 0, approvals: 0 },
    { who: 'second', status: 'approved', kyc_status: 'verified', documents: 10, accepted: 10, approvals: 1 },
  ]);
});

it('has a file behind every document, and adds nothing when it comes twice', async () => {
  const { rows } = await portal.stage.owner.query<{ file: string }>(
    `select 'partner-kyc-documents/' || d.file_path as file from partner_kyc_documents d
     join partners p on p.id = d.partner_id where p.email like '%@demo.test'`,
  );
  expect(await portal.storedFiles()).toEqual(expect.arrayContaining(rows.map(({ file }) => file)));
  const before = await portal.fingerprint();
  await seedDemo(portal.stage.owner, readEnvironment());
  expect(await portal.fingerprint()).toBe(before);
});
