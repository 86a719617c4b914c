import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrmChannel, CrmChannels, CrmRecord } from '../../src/integrations/zoho/port';
import { mayDiffer } from './known-differences';
import { idOf, KEY, key, lead, type PortStage, setPortStage } from './port-stage';
import { TARGETS } from './targets';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Nobody is told anything there. */
const NOTIFY_URL = process.env.ZOHO_CONTRACT_NOTIFY_URL ?? 'http://127.0.0.1:9/nobody';

function channel(expiresInMs: number): CrmChannel {
  return {
    channelId: '1000000068001',
    events: ['Leads.all'],
    notifyUrl: NOTIFY_URL,
    token: 'token-of-the-contract',
    expiresAt: new Date(Date.now() + expiresInMs),
  };
}

const wholeSeconds = (time: Date): number => Math.floor(time.getTime() / 1000);

describe.each(TARGETS)('lists and channels on $name', (target) => {
  const mayLackChannels = !target.notifies || mayDiffer(target.isReal, 'no_notification_tools');
  let stage: PortStage;

  beforeAll(async () => {
    stage = await setPortStage(target);
  }, 60_000);

  afterAll(() => stage.close(), 60_000);

  it('lists every record once, in order of id, 200 a page', async () => {
    const ids: string[] = [];
    for (const size of [100, 100, 50]) {
      ids.push(...(await stage.upsert(Array.from({ length: size }, () => lead(key())))).map(idOf));
    }
    const [first = ''] = ids.toSorted();
    const seen: CrmRecord[] = [];
    let afterId: string | null = String(BigInt(first) - 1n);
    for (let more = true; more; ) {
      const page = await stage.crm.listRecords('Leads', [KEY], afterId);
      expect(page.records.length).toBeLessThanOrEqual(200);
      seen.push(...page.records);
      afterId = page.records.at(-1)?.id ?? afterId;
      more = page.more;
    }
    const listed = seen.map((record) => record.id);
    expect(listed).toEqual(listed.toSorted());
    expect(listed.filter((id) => ids.includes(id))).toEqual(ids.toSorted());
    if (!mayDiffer(target.isReal, 'foreign_changes')) expect(listed).toEqual(ids.toSorted());
    expect(seen[0]?.fields[KEY]).toMatch(/^contract-/);
  });

  it('lists from the beginning when there is nothing to continue from', async () => {
    const page = await stage.crm.listRecords('Leads', [], null);
    expect(page.records.length).toBeGreaterThan(0);
    const behind = await stage.crm.listRecords('Leads', [], '9999999999999999999');
    expect(behind).toEqual({ records: [], more: false });
  });

  it('asks for lookups and marks of conversion, which come as ids and truth values', async () => {
    const [outcome] = await stage.upsert([lead(key())]);
    const fields = ['Modified_By', 'Converted__s', 'Converted_Deal', 'Converted_Contact', 'Converted_Account'];
    const [record] = await stage.crm.findByField('Leads', 'id', [idOf(outcome)], fields);
    expect(record?.fields).toMatchObject({
      Modified_By: { id: expect.stringMatching(/^\d{18,19}$/) },
      Converted__s: false,
      Converted_Deal: null,
      Converted_Contact: null,
      Converted_Account: null,
    });
  });

  /** Runs the work if there are channels; that there are none is right only where the target says so. */
  async function withChannels(work: (channels: CrmChannels) => Promise<void>): Promise<void> {
    const { channels } = stage.crm;
    if (channels) await work(channels);
    else expect(mayLackChannels).toBe(true);
  }

  it('has channels where the server has tools for them, and works without', () => {
    const isAllowed = stage.crm.channels !== null ? target.notifies : mayLackChannels;
    expect(isAllowed).toBe(true);
  });

  it('opens and renews a channel until when it is asked to, and an hour when that is too far', () =>
    withChannels(async (channels) => {
      const [short, long, tooLong] = [channel(DAY_MS), channel(6 * DAY_MS), channel(8 * DAY_MS)];
      expect(wholeSeconds(await channels.open(short))).toBe(wholeSeconds(short.expiresAt));
      expect(wholeSeconds(await channels.renew(long))).toBe(wholeSeconds(long.expiresAt));
      const capped = await channels.renew(tooLong);
      expect(Math.abs(capped.getTime() - Date.now() - HOUR_MS)).toBeLessThan(60_000);
      await channels.close(long.channelId);
    }));

  it('opens a channel anew that the CRM has forgotten, and closes one that is not there', () =>
    withChannels(async (channels) => {
      const wanted = channel(DAY_MS);
      await channels.close(wanted.channelId);
      await channels.close(wanted.channelId);
      expect(wholeSeconds(await channels.renew(wanted))).toBe(wholeSeconds(wanted.expiresAt));
      await channels.close(wanted.channelId);
    }));

  it('refuses a channel that the CRM would refuse, and says why', () =>
    withChannels(async (channels) => {
      await expect(channels.open({ ...channel(DAY_MS), channelId: 'mine' })).rejects.toThrow(RangeError);
      await expect(channels.open({ ...channel(DAY_MS), token: 'x'.repeat(51) })).rejects.toThrow(RangeError);
      await expect(channels.close('mine')).rejects.toThrow(RangeError);
      const unknown = channels.open({ ...channel(DAY_MS), events: ['No_Such_Module.all'] });
      await expect(unknown).rejects.toMatchObject({ retryable: false });
    }));
});
