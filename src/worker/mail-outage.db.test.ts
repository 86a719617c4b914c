import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keptMails, type MailStage, startMailStage } from '../../tools/testing/mail-stage';
import { runJobs } from '../../tools/testing/run-jobs';
import { SEND_MAIL } from './task-names';

const HOUR_MS = 60 * 60 * 1000;
const TO = 'person@example.com';

let mails: MailStage;

beforeAll(async () => {
  mails = await startMailStage();
});
afterEach(async () => {
  mails.setReachable(true);
  mails.ahead(0);
  await mails.stage.owner.query('delete from partner_mails');
  await mails.stage.owner.query('delete from graphile_worker._private_jobs');
});
afterAll(() => mails.close());

const lift = () => mails.emit('partner.suspension_lifted', { partnerId: mails.stage.partnerIds.partner });

type Job = { run_at: Date; attempts: number; max_attempts: number };
/** Jobs of mails that wait; what follows for the CRM waits for one, and here is none. */
const jobs = async () =>
  (
    await mails.stage.owner.query<Job>(
      `select j.run_at, j.attempts, j.max_attempts from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1 order by j.run_at desc`,
      [SEND_MAIL],
    )
  ).rows;

/** Turns the clock of the queue to the moment at which the last of its jobs is due. @returns by how much, in ms */
async function wait(): Promise<number> {
  const last = (await jobs())[0];
  if (!last) return 0;
  await mails.stage.owner.query('update graphile_worker._private_jobs set run_at = now()');
  return Math.max(0, last.run_at.getTime() - Date.now());
}

describe('while the mail service is down for an hour', () => {
  it('no mail is lost, and each is sent once under the key it had from the beginning', async () => {
    const before = (await mails.messages(TO)).length;
    mails.setReachable(false);
    const events = 5;
    for (let i = 0; i < events; i += 1) await lift();
    await runJobs();
    const keys = (await keptMails(mails.stage, 'suspension_lifted')).map((mail) => mail.idempotency_key).toSorted();
    expect(keys).toHaveLength(events);

    let waitedMs = 0;
    let rounds = 0;
    while (waitedMs < HOUR_MS) {
      waitedMs += await wait();
      rounds += 1;
      await runJobs();
      expect(await mails.messages(TO)).toHaveLength(before);
      expect(await jobs()).toHaveLength(events);
    }
    expect(rounds).toBeLessThan(25);
    expect((await jobs()).every(({ attempts, max_attempts: most }) => attempts < most)).toBe(true);

    mails.setReachable(true);
    await wait();
    await runJobs();
    expect(await jobs()).toEqual([]);
    const kept = await keptMails(mails.stage, 'suspension_lifted');
    expect(kept.map((mail) => mail.idempotency_key).toSorted()).toEqual(keys);
    expect(kept.every((mail) => mail.sent_at !== null && mail.content === null)).toBe(true);
    expect(await mails.messages(TO)).toHaveLength(before + events);
  });
});

describe('an attempt whose answer was lost', () => {
  const loseAnswer = async () => {
    const { held, release } = mails.hold('after');
    await lift();
    await Promise.all([runJobs(), held]);
    release();
    expect(await keptMails(mails.stage, 'suspension_lifted')).toMatchObject([{ sent_at: null, provider_id: null }]);
  };
  /** A day passes for the queue, for the portal's memory of the first attempt, and for the mail service's of its keys. */
  const dayPasses = async () => {
    await mails.stage.owner.query(`update partner_mails set first_attempt_at = first_attempt_at - interval '25 hours'`);
    mails.ahead(25 * HOUR_MS);
    await wait();
  };

  it('is repeated under the same key within a day, and the service keeps it single', async () => {
    const before = (await mails.messages(TO)).length;
    await loseAnswer();
    await wait();
    await runJobs();
    const messages = await mails.messages(TO);
    expect(messages).toHaveLength(before + 1);
    expect(await keptMails(mails.stage, 'suspension_lifted')).toMatchObject([{ provider_id: messages[0]?.id }]);
  });

  it('is looked up after a day, when the service has forgotten the key, and not repeated', async () => {
    const before = (await mails.messages(TO)).length;
    await loseAnswer();
    await dayPasses();
    const calls = mails.calls();
    await runJobs();
    const messages = await mails.messages(TO);
    expect(messages).toHaveLength(before + 1);
    expect(mails.calls()).toBe(calls);
    expect(await keptMails(mails.stage, 'suspension_lifted')).toMatchObject([
      { provider_id: messages[0]?.id, sent_at: expect.any(Date), content: null },
    ]);
  });

  it('is repeated after a day when the service has no such mail', async () => {
    const before = (await mails.messages(TO)).length;
    mails.setReachable(false);
    await lift();
    await runJobs();
    mails.setReachable(true);
    await dayPasses();
    await runJobs();
    expect(await mails.messages(TO)).toHaveLength(before + 1);
  });

  it('is not taken for another mail of the same recipient and subject', async () => {
    await lift();
    await runJobs();
    const before = (await mails.messages(TO)).length;
    mails.setReachable(false);
    await lift();
    await runJobs();
    mails.setReachable(true);
    await dayPasses();
    await runJobs();
    expect(await mails.messages(TO)).toHaveLength(before + 1);
  });
});

describe('a mail that the service refuses', () => {
  it('for its own fault is given up where the desk sees it, not tried for days', async () => {
    await mails.stage.owner.query(`update partners set email = 'nobody at all' where id = $1`, [
      mails.stage.partnerIds.partner,
    ]);
    await lift();
    await runJobs();
    await mails.stage.owner.query('update partners set email = $1', [TO]);
    expect(await jobs()).toEqual([]);
    expect(await keptMails(mails.stage, 'suspension_lifted')).toMatchObject([
      {
        sent_at: null,
        content: null,
        delivery_state: 'failed',
        delivery_detail: expect.stringContaining('validation'),
      },
    ]);
  });

  it('for a wrong key waits until an operator has put that right', async () => {
    const before = (await mails.messages(TO)).length;
    await lift();
    await runJobs({ RESEND_API_KEY: 're_wrong' });
    expect(await jobs()).toHaveLength(1);
    await wait();
    await runJobs();
    expect(await mails.messages(TO)).toHaveLength(before + 1);
  });
});

describe('the words of a mail', () => {
  it('are those of its first attempt, whatever changes until it can be sent', async () => {
    const { owner, partnerIds } = mails.stage;
    mails.setReachable(false);
    await lift();
    await runJobs();
    await owner.query(`update partners set business_name = 'Renamed', email = 'other@example.com' where id = $1`, [
      partnerIds.partner,
    ]);
    mails.setReachable(true);
    await wait();
    await runJobs();
    await owner.query(`update partners set business_name = 'Business', email = $2 where id = $1`, [
      partnerIds.partner,
      TO,
    ]);
    expect(await mails.messages('other@example.com')).toEqual([]);
    expect((await mails.messages(TO))[0]?.text).toContain('Business is an active');
  });
});
