import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FaultStage, failure, PERSON, setFaultStage, WAYS, write } from './fault-stage';
import { OPTIONS } from './port-stage';

/** For replies that never come: each test waits for it once. */
const SHORT_MS = 400;

describe.each(WAYS)('faults by $way', ({ kind, mode }) => {
  let stage: FaultStage;

  beforeEach(async () => {
    stage = await setFaultStage(kind, mode);
  });
  afterEach(() => stage.close());

  it('a write that is done but never answered has an unknown outcome, and a second one finds the record', async () => {
    const crm = await stage.connect(SHORT_MS);
    await stage.zoho.order({ kind: 'hang_after_write' });
    expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome', retryable: false, code: 'TIMEOUT' });
    expect(await stage.storedKeys()).toEqual(['lead-1']);
    expect(await write(crm)).toMatchObject([{ ok: true, action: 'update' }]);
    expect(await stage.storedKeys()).toEqual(['lead-1']);
  });

  it('a write that hangs before it is done has an unknown outcome too, and reading settles it', async () => {
    const crm = await stage.connect(SHORT_MS);
    await stage.zoho.order({ kind: 'hang_before_write' });
    expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome' });
    expect(await crm.findByField('Leads', 'External_Lead_ID', ['lead-1'], [])).toEqual([]);
  });

  it('a reply that breaks off after a write is an unknown outcome, noticed without waiting for the time limit', async () => {
    const crm = await stage.connect(600_000);
    await stage.zoho.order({ kind: 'cut_stream' });
    expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome', retryable: false });
    expect(await stage.storedKeys()).toEqual(['lead-1']);
  });

  it('a reply that breaks off after a read can be asked for again', async () => {
    const crm = await stage.connect(600_000);
    await stage.zoho.order({ kind: 'cut_stream' });
    const read = crm.findByField('Leads', 'External_Lead_ID', ['lead-1'], []);
    expect(await failure(read)).toMatchObject({ kind: 'unavailable', retryable: true });
  });

  it('a truncated result of a write is an unknown outcome, that of a read is retryable', async () => {
    const crm = await stage.connect();
    await stage.zoho.order({ kind: 'truncated_json', times: 2 });
    expect(await failure(write(crm))).toMatchObject({ kind: 'unknown_outcome', code: 'UNREADABLE_REPLY' });
    expect(await stage.storedKeys()).toEqual(['lead-1']);
    expect(await failure(crm.describeFields('Leads'))).toMatchObject({ kind: 'unavailable', retryable: true });
  });

  it('a channel whose answer is lost may be opened again', async () => {
    const crm = await stage.connect();
    const expiresAt = new Date(Date.now() + 3_600_000);
    const channel = { channelId: '1', events: ['Leads.all'], notifyUrl: 'http://127.0.0.1:9/', token: 't', expiresAt };
    await stage.zoho.order({ kind: 'cut_stream' });
    const opening = crm.channels?.open(channel) ?? Promise.resolve();
    expect(await failure(opening)).toMatchObject({ kind: 'unavailable', retryable: true });
    await expect(crm.channels?.open(channel)).resolves.toBeInstanceOf(Date);
  });

  it('after a restart of the server a call works or says that it does not know, and nothing is doubled', async () => {
    const crm = await stage.connect();
    const [before] = await write(crm);
    await stage.zoho.restart();
    // A connection that was kept open may die while the call is being sent; then nobody can know.
    const after = await write(crm).catch((error: unknown) => error);
    const expected = before?.ok ? { ok: true, action: 'update', id: before.id } : {};
    if (Array.isArray(after)) expect(after).toMatchObject([expected]);
    else expect(after).toMatchObject({ kind: 'unknown_outcome' });
    expect(await write(crm)).toMatchObject([expected]);
    expect(await stage.storedKeys()).toEqual(['lead-1']);
  });

  it('nobody there is retryable', async () => {
    const crm = await stage.connect();
    await stage.zoho.close();
    expect(await failure(write(crm))).toMatchObject({ retryable: true, kind: 'unavailable' });
  });

  it.each([
    [{ kind: '429' }, { kind: 'rate_limited', retryable: true, code: 'TOO_MANY_REQUESTS' }],
    [
      { kind: '429', via: 'http' },
      { kind: 'rate_limited', retryable: true, code: kind === 'mcp' ? 'HTTP_429' : 'TOO_MANY_REQUESTS' },
    ],
    [{ kind: '500' }, { kind: 'unavailable', retryable: true, code: 'HTTP_500' }],
    [{ kind: 'wrapper_failure' }, { kind: 'unavailable', retryable: true, code: 'INTERNAL_ERROR' }],
    // The tokens of REST are renewed once; the address of the MCP server is all that there is to show.
    [
      { kind: '401', times: kind === 'mcp' ? 1 : 2 },
      { kind: 'auth', retryable: false, code: kind === 'mcp' ? 'HTTP_401' : 'INVALID_TOKEN' },
    ],
    [{ kind: '403_no_permission' }, { kind: 'auth', retryable: false, code: 'NO_PERMISSION' }],
  ])('%o is told apart, nothing is written, and the next call works', async (fault, expected) => {
    const crm = await stage.connect();
    await stage.zoho.order(fault);
    expect(await failure(write(crm))).toMatchObject(expected);
    expect(await stage.storedKeys()).toEqual([]);
    expect(await write(crm)).toMatchObject([{ ok: true, action: 'insert' }]);
  });

  it('a slow call within the time limit is just slow', async () => {
    const crm = await stage.connect();
    await stage.zoho.order({ kind: 'slow', delayMs: 50 });
    expect(await write(crm)).toMatchObject([{ ok: true }]);
  });

  it('a failed call is made once: the client repeats nothing', async () => {
    const crm = await stage.connect(SHORT_MS);
    await stage.zoho.order({ kind: 'hang_after_write' });
    await failure(write(crm));
    await stage.zoho.order({ kind: '500' });
    await failure(write(crm));
    expect(await stage.zoho.see('/calls')).toMatchObject({
      data: [{ tool: 'upsertRecords' }, { tool: 'upsertRecords' }],
    });
  });

  it('no error and no log line holds the address, a key, a token, or what was written', async () => {
    const crm = await stage.connect(SHORT_MS);
    const kinds = ['429', '500', '401', '403_no_permission', 'cut_stream', 'truncated_json', 'wrapper_failure'];
    const errors: unknown[] = [];
    for (const fault of [...kinds, 'hang_after_write']) {
      await stage.zoho.order({ kind: fault, times: fault === '401' ? 2 : 1 });
      errors.push(await failure(write(crm)));
      await fetch(`${stage.zoho.url}/faults`, { method: 'DELETE' });
    }
    const { mcpUrl, url, rest } = stage.zoho;
    const key = new URL(mcpUrl).pathname.split('/')[2] ?? '';
    const refused = await crm.upsertRecords(
      'Leads',
      [{ External_Lead_ID: 'x', Last_Name: PERSON, Email: 'private address' }],
      OPTIONS,
    );
    const text = inspect([errors, refused, stage.logged, crm], { depth: 10, showHidden: true });
    expect(stage.logged.length).toBeGreaterThanOrEqual(kinds.length);
    const secrets = [key, mcpUrl, url, ...Object.values(rest), PERSON, 'private address'];
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
