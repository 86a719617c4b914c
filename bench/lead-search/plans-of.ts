import type pg from 'pg';
import type { Claims } from '@/platform/auth/claims';
import { kyselyOn } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';

export type Actor = { claims: Claims; role: 'authenticated' | 'portal_staff' };

/**
 * The plans, with what was really read, of every statement that `work` sends as a user, those inside functions included.
 * @param superuser may load modules, and acts as the user for this one transaction
 */
export async function plansOf(
  superuser: pg.Client,
  { claims, role }: Actor,
  work: (tx: Tx) => Promise<unknown>,
): Promise<string[]> {
  const plans: string[] = [];
  const note = ({ message = '' }: { message?: string | undefined }) => {
    if (/^duration: .* plan:/.test(message)) plans.push(message);
  };
  superuser.on('notice', note);
  try {
    await superuser.query(`load 'auto_explain'`);
    await superuser.query(
      `begin; set local auto_explain.log_min_duration = 0; set local auto_explain.log_analyze = on;
       set local auto_explain.log_buffers = on; set local auto_explain.log_timing = off;
       set local auto_explain.log_nested_statements = on; set local auto_explain.log_level = notice;
       set local client_min_messages = notice; set local role = ${role};
       set local request.jwt.claims = ${superuser.escapeLiteral(JSON.stringify(claims))};
       set local request.jwt.claim.sub = ${superuser.escapeLiteral(claims.sub)}`,
    );
    await work({ db: kyselyOn(superuser), role, actorId: claims.sub });
  } finally {
    await superuser.query('rollback');
    superuser.removeListener('notice', note);
  }
  return plans;
}
