import { rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZoho } from '../../sandbox/zoho/server';
import { connectCrm } from '../../src/integrations/zoho/connect';
import { fixedAuthorization } from '../../src/integrations/zoho/credentials';
import type { CrmError } from '../../src/integrations/zoho/errors';
import type { CrmLog } from '../../src/integrations/zoho/mcp-client';
import type { CrmPort, UpsertOutcome } from '../../src/integrations/zoho/port';
import { type StandInInFolder, startStandIn } from './targets';

const OPTIONS = { externalIdField: 'External_Lead_ID', trigger: [] };
const PERSON = 'Nomvula Private';
const LONG_MS = 20_000;
/** For replies that never come: each test waits for it once. */
const SHORT_MS = 400;

describe.each([{ replies: 'json' as const }, { replies: 'sse' as const }])(
  'faults, replies as $replies',
  ({ replies }) => {
    const open: CrmPort[] = [];
    let logged: unknown[];
    let log: CrmLog;
    let zoho: StandInInFolder;

    beforeEach(async () => {
      logged = [];
      log = {
        info: (fields, message) => void logged.push([fields, message]),
        warn: (fields, message) => void logged.push([fields, message]),
      };
      zoho = await startStandIn({ replies });
    });

    afterEach(async () => {
      for (const crm of open.splice(0)) await crm.close();
      await zoho.close();
    });

    async function connect(timeoutMs = LONG_MS, mcpUrl = zoho.mcpUrl): Promise<CrmPort> {
      const crm = await connectCrm({ kind: 'mcp', mcpUrl, timeoutMs, log });
      open.push(crm);
      return crm;
    }

    async function order(body: object): Promise<void> {
      const reply = await fetch(`${zoho.url}/faults`, { method: 'POST', body: JSON.stringify(body) });
      expect(reply.status).toBe(201);
    }

    async function storedKeys(): Promise<unknown[]> {
      const reply: { data: Record<string, unknown>[] } = await (await fetch(`${zoho.url}/records/Leads`)).json();
      return reply.data.map((record) => record.External_Lead_ID);
    }

    const write = (crm: CrmPort, key = 'lead-1'): Promise<readonly UpsertOutcome[]> =>
      crm.upsertRecords('Leads', [{ External_Lead_ID: key, Last_Name: PERSON }], OPTIONS);

    async function failure(call: Promise<unknown>): Promise<CrmError> {
      return call.then(
        () => Promise.reject(new Error('the call succeeded')),
        (error: CrmError) => error,
      );
    }

    it('a write that is done but never answered has an unknown outcome, and a second one finds the record', async () => {
      const crm = await connect(SHORT_MS);
      await order({ kind: 'hang_after_write' });
      expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome', retryable: false, code: 'TIMEOUT' });
      expect(await storedKeys()).toEqual(['lead-1']);
      expect(await write(crm)).toMatchObject([{ ok: true, action: 'update' }]);
      expect(await storedKeys()).toEqual(['lead-1']);
    });

    it('a write that hangs before it is done has an unknown outcome too, and reading settles it', async () => {
      const crm = await connect(SHORT_MS);
      await order({ kind: 'hang_before_write' });
      expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome' });
      expect(await crm.findByField('Leads', 'External_Lead_ID', ['lead-1'], [])).toEqual([]);
    });

    it('a reply that breaks off after a write is an unknown outcome, noticed without waiting for the time limit', async () => {
      const crm = await connect(600_000);
      await order({ kind: 'cut_stream' });
      expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome', retryable: false });
      expect(await storedKeys()).toEqual(['lead-1']);
    });

    it('a reply that breaks off after a read can be asked for again', async () => {
      const crm = await connect(600_000);
      await order({ kind: 'cut_stream' });
      const read = crm.findByField('Leads', 'External_Lead_ID', ['lead-1'], []);
      expect(await failure(read)).toMatchObject({ kind: 'unavailable', retryable: true });
    });

    it('a truncated result of a write is an unknown outcome, that of a read is retryable', async () => {
      const crm = await connect();
      await order({ kind: 'truncated_json', times: 2 });
      expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome', code: 'UNREADABLE_REPLY' });
      expect(await storedKeys()).toEqual(['lead-1']);
      expect(await failure(crm.describeFields('Leads'))).toMatchObject({ kind: 'unavailable', retryable: true });
    });

    it('a lost session is rebuilt without the caller noticing, also by many at once', async () => {
      const crm = await connect();
      await order({ kind: 'lost_session' });
      expect(await write(crm)).toMatchObject([{ ok: true, action: 'insert' }]);
      await order({ kind: 'lost_session' });
      const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => write(crm, key)));
      expect(outcomes.flat().every((outcome) => outcome.ok)).toBe(true);
      expect((await storedKeys()).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'lead-1']);
    });

    it('a session that is lost again at once is retryable, not an endless loop', async () => {
      const crm = await connect();
      await order({ kind: 'lost_session', times: 2 });
      expect(await failure(write(crm))).toMatchObject({ kind: 'unavailable', retryable: true, code: 'SESSION_LOST' });
      expect(await storedKeys()).toEqual([]);
    });

    it('after a restart of the server a call works or says that it does not know, and nothing is doubled', async () => {
      const crm = await connect();
      const [before] = await write(crm);
      const { dataDir, url } = zoho;
      await zoho.stop();
      const second = await startZoho({ dataDir, port: Number(new URL(url).port), mode: { replies } });
      // A connection that was kept open may die while the call is being sent; then nobody can know.
      const [after] = await write(crm).catch((error: CrmError) => {
        expect(error.kind).toBe('unknown_outcome');
        return write(crm);
      });
      expect(after).toMatchObject({ ok: true, action: 'update', id: before?.ok === true ? before.id : '' });
      expect(await storedKeys()).toEqual(['lead-1']);
      await second.close();
      rmSync(dataDir, { recursive: true, force: true });
    });

    it.each([
      [{ kind: '429' }, { kind: 'rate_limited', retryable: true, code: 'TOO_MANY_REQUESTS' }],
      [
        { kind: '429', via: 'http' },
        { kind: 'rate_limited', retryable: true, code: 'HTTP_429' },
      ],
      [{ kind: '500' }, { kind: 'unavailable', retryable: true, code: 'HTTP_500' }],
      [{ kind: 'wrapper_failure' }, { kind: 'unavailable', retryable: true, code: 'INTERNAL_ERROR' }],
      [{ kind: '401' }, { kind: 'auth', retryable: false, code: 'HTTP_401' }],
      [{ kind: '403_no_permission' }, { kind: 'auth', retryable: false, code: 'NO_PERMISSION' }],
    ])('%o is told apart, nothing is written, and the next call works', async (fault, expected) => {
      const crm = await connect();
      await order(fault);
      expect(await failure(write(crm))).toMatchObject(expected);
      expect(await storedKeys()).toEqual([]);
      expect(await write(crm)).toMatchObject([{ ok: true, action: 'insert' }]);
    });

    it('a slow call within the time limit is just slow', async () => {
      const crm = await connect();
      await order({ kind: 'slow', delayMs: 50 });
      expect(await write(crm)).toMatchObject([{ ok: true }]);
    });

    it('a failed call is made once: the client repeats nothing', async () => {
      const crm = await connect(SHORT_MS);
      await order({ kind: 'hang_after_write' });
      await failure(write(crm));
      await order({ kind: '500' });
      await failure(write(crm));
      const calls: { data: { tool: string }[] } = await (await fetch(`${zoho.url}/calls`)).json();
      expect(calls.data.filter((call) => call.tool === 'upsertRecords')).toHaveLength(2);
    });

    it('no error and no log line holds the address, its key, or what was written', async () => {
      const crm = await connect(SHORT_MS);
      const key = new URL(zoho.mcpUrl).pathname.split('/')[2] ?? '';
      const kinds = [
        '429',
        '500',
        '401',
        '403_no_permission',
        'cut_stream',
        'truncated_json',
        'wrapper_failure',
        'hang_after_write',
      ];
      const errors: unknown[] = [];
      for (const kind of kinds) {
        await order({ kind });
        errors.push(await failure(write(crm)));
      }
      const wrongKey = zoho.mcpUrl.replace(key, 'f00df00d');
      errors.push(
        await failure(connect(SHORT_MS, wrongKey)),
        await failure(connect(SHORT_MS, `http://127.0.0.1:1/mcp/${key}/message`)),
      );
      const refused = await crm.upsertRecords(
        'Leads',
        [{ External_Lead_ID: 'x', Last_Name: PERSON, Email: 'private address' }],
        OPTIONS,
      );
      const text = inspect([errors, refused, logged, crm], { depth: 10, showHidden: true });
      expect(errors).toHaveLength(kinds.length + 2);
      expect(logged.length).toBeGreaterThanOrEqual(kinds.length);
      for (const secret of [key, 'f00df00d', zoho.mcpUrl, PERSON, 'private address'])
        expect(text).not.toContain(secret);
    });
  },
);

describe('connecting', () => {
  it('tells a wrong key, a wrong address, nobody there, and an address that is none apart', async () => {
    const zoho = await startStandIn({});
    const log: CrmLog = { info: () => undefined, warn: () => undefined };
    const attempt = (mcpUrl: string): Promise<unknown> => connectCrm({ kind: 'mcp', mcpUrl, timeoutMs: LONG_MS, log });
    await expect(attempt(`${zoho.url}/mcp/wrong/message`)).rejects.toMatchObject({ kind: 'auth', code: 'INVALID_KEY' });
    await expect(attempt(`${zoho.url}/elsewhere`)).rejects.toMatchObject({
      kind: 'misconfigured',
      code: 'NO_SUCH_SERVER',
    });
    await expect(attempt('http://127.0.0.1:1/mcp')).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(attempt('not an address')).rejects.toMatchObject({ kind: 'misconfigured', code: 'INVALID_ADDRESS' });
    await zoho.close();
  });

  it('takes the older form of the address, with the key as a parameter', async () => {
    const zoho = await startStandIn({});
    const key = new URL(zoho.mcpUrl).pathname.split('/')[2] ?? '';
    const log: CrmLog = { info: () => undefined, warn: () => undefined };
    const crm = await connectCrm({
      kind: 'mcp',
      mcpUrl: `${zoho.url}/mcp/message?key=${key}`,
      timeoutMs: LONG_MS,
      log,
    });
    expect((await crm.describeFields('Deals')).length).toBeGreaterThan(5);
    await crm.close();
    await expect(crm.describeFields('Deals')).rejects.toMatchObject({ code: 'CLOSED' });
    await zoho.close();
  });

  it('needs the bearer token where the server asks for one', async () => {
    const zoho = await startStandIn({ auth: 'bearer' });
    const log: CrmLog = { info: () => undefined, warn: () => undefined };
    const options = { kind: 'mcp' as const, mcpUrl: zoho.mcpUrl, timeoutMs: LONG_MS, log };
    await expect(connectCrm(options)).rejects.toMatchObject({ kind: 'auth', code: 'HTTP_401' });
    const crm = await connectCrm({ ...options, credentials: fixedAuthorization(`Bearer ${zoho.bearerToken}`) });
    await crm.close();
    await zoho.close();
  });

  it('more calls at once than the edition allows are told to slow down', async () => {
    const zoho = await startStandIn({ maxConcurrent: 1, latencyMs: 100 });
    const log: CrmLog = { info: () => undefined, warn: () => undefined };
    const crm = await connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, timeoutMs: LONG_MS, log });
    const results = await Promise.allSettled([1, 2, 3].map(() => crm.describeFields('Leads')));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const result of refused) expect(result.reason).toMatchObject({ kind: 'rate_limited', retryable: true });
    await crm.close();
    await zoho.close();
  });
});
