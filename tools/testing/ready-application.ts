import type pg from 'pg';
import { CURRENT_TEXTS } from '@/features/onboarding/domain/consent-texts';

/** Gives a partner what an approval rests on: verified documents, bank details and the required consents. */
export async function makeReady(owner: pg.Client, partnerId: string): Promise<void> {
  await owner.query(
    `update partners set kyc_status = 'verified', bank_name = 'Bank', account_number = 'v1.test.x',
       account_number_last4 = '4567' where id = $1`,
    [partnerId],
  );
  for (const { purpose, version, required } of CURRENT_TEXTS) {
    if (!required) continue;
    await owner.query(
      `insert into partner_consents (user_id, partner_id, purpose, text_version, granted)
       select user_id, id, $2, $3, true from partners where id = $1`,
      [partnerId, purpose, version],
    );
  }
}
