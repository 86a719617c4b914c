import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../tools/testing/crm-stage';
import { endSessionsWaitingForLocks, keptMails, type MailStage, startMailStage } from '../../tools/testing/mail-stage';
import { buildWorker, type WorkerProcess, type WorkerProgram } from '../../tools/testing/worker-process';

let mails: MailStage;
let program: WorkerProgram;
let worker: WorkerProcess | undefined;
const TO = 'person@example.com';

beforeAll(async () => {
  mails = await startMailStage();
  program = await buildWorker({ ...mails.environment, RESEND_TIMEOUT_MS: '60000' });
});
afterEach(async () => {
  await worker?.kill();
  await mails.stage.owner.query('delete from partner_mails');
  await mails.stage.owner.query('delete from graphile_worker._private_jobs');
});
afterAll(async () => {
  await program.close();
  await mails.close();
});

const happen = () => mails.emit('partner.suspension_lifted', { partnerId: mails.stage.partnerIds.partner });

/** How many mails with this subject the partner has got so far. */
const received = async () =>
  (await mails.messages(TO)).filter(({ subject }) => subject === 'Your suspension is lifted').length;

/** What is left to do; here is no CRM, so what is for it waits for one. */
const jobs = async () =>
  (await mails.stage.owner.query(`select id from graphile_worker.jobs where task_identifier not like 'crm.%'`)).rows
    .length;

/** Waits until nothing is left to do, and says what became of the mail. */
async function outcome() {
  await until('no job is left', async () => (await jobs()) === 0);
  const kept = await keptMails(mails.stage, 'suspension_lifted');
  expect(kept).toHaveLength(1);
  const ids = (await mails.messages(TO)).map(({ id }) => id);
  expect(ids).toContain(kept[0]?.provider_id);
  expect(kept[0]).toMatchObject({ sent_at: expect.any(Date), content: null, delivery_state: 'sent' });
  return received();
}

/** Waits until some session of the worker waits for the lock that the test holds. */
const someoneWaits = () =>
  until('the worker waits for the lock', async () => {
    // Within a transaction Postgres shows the same moment over and over, unless it is asked to look again.
    await mails.stage.owner.query('select pg_stat_clear_snapshot()');
    const { rows } = await mails.stage.owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  });

/** Kills the worker where it waits for `lock`, as if it had died at that statement, and starts another one. */
async function killAt(lock: string, whileLocked: () => Promise<void>): Promise<void> {
  const { owner } = mails.stage;
  await owner.query('begin');
  try {
    await owner.query(lock);
    await whileLocked();
    await someoneWaits();
    await worker?.kill();
    await endSessionsWaitingForLocks(mails.stage);
  } finally {
    await owner.query('rollback');
  }
  worker = await program.start();
}

// Each waits for a second worker to find out that the first one is dead.
describe('a mail is sent exactly once, although the worker is killed', { timeout: 90_000 }, () => {
  it('before it takes the event up', async () => {
    const before = await received();
    worker = await program.start();
    await worker.kill();
    await happen();
    worker = await program.start();
    expect((await outcome()) - before).toBe(1);
  });

  it('before the mail is kept', async () => {
    const before = await received();
    worker = await program.start();
    await killAt('lock table partner_mails in share mode', happen);
    expect((await outcome()) - before).toBe(1);
  });

  it('when the mail is kept, before the attempt', async () => {
    const before = await received();
    const eventId = randomUUID();
    // What a worker that dies at this point leaves behind: the words, no attempt, and the job.
    await mails.stage.owner.query(
      `insert into partner_mails (idempotency_key, partner_id, template, recipient, content)
       values ($1 || '/suspension_lifted', $2, 'suspension_lifted', $3, $4)`,
      [eventId, mails.stage.partnerIds.partner, TO, { ...CONTENT, subject: 'Your suspension is lifted' }],
    );
    await mails.stage.owner.query(`select graphile_worker.add_job('events.dispatch', $1::json)`, [
      { id: eventId, event: 'partner.suspension_lifted', payload: { partnerId: mails.stage.partnerIds.partner } },
    ]);
    worker = await program.start();
    expect((await outcome()) - before).toBe(1);
    expect((await mails.messages(TO))[0]?.text).toBe(CONTENT.text);
  });

  it('during the attempt, before the service has seen it', async () => {
    const before = await received();
    worker = await program.start();
    const { held } = mails.hold('before');
    await happen();
    await held;
    expect(await received()).toBe(before);
    await worker.kill();
    worker = await program.start();
    expect((await outcome()) - before).toBe(1);
  });

  it('when the service has sent it and the answer is on its way', async () => {
    const [before, calls] = [await received(), mails.calls()];
    worker = await program.start();
    const { held } = mails.hold('after');
    await happen();
    await held;
    expect((await received()) - before).toBe(1);
    await worker.kill();
    worker = await program.start();
    expect((await outcome()) - before).toBe(1);
    expect(mails.calls() - calls).toBe(2);
  });

  it('when the answer is there and not yet kept', async () => {
    const before = await received();
    worker = await program.start();
    const { held, release } = mails.hold('after');
    await happen();
    await held;
    await killAt('lock table partner_mails in share mode', async () => release());
    expect((await outcome()) - before).toBe(1);
  });

  it('when all is kept and only the job is still there', async () => {
    const [before, calls] = [await received(), mails.calls()];
    worker = await program.start();
    const { held, release } = mails.hold('after');
    await happen();
    await held;
    await killAt('select 1 from graphile_worker._private_jobs for update', async () => release());
    expect((await outcome()) - before).toBe(1);
    expect(mails.calls() - calls).toBe(1);
  });
});

const CONTENT = {
  from: 'CircleTel Partners <partners@circletel.co.za>',
  to: TO,
  html: '<p>As it was written first</p>',
  text: 'As it was written first',
  tags: [],
};
