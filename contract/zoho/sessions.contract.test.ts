import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FaultStage, failure, setFaultStage, WAYS, write } from './fault-stage';

describe.each(WAYS.filter(({ kind }) => kind === 'mcp'))('sessions by $way', ({ kind, mode }) => {
  let stage: FaultStage;

  beforeEach(async () => {
    stage = await setFaultStage(kind, mode);
  });
  afterEach(() => stage.close());

  it('a lost session is rebuilt without the caller noticing, also by many at once', async () => {
    const crm = await stage.connect();
    await stage.zoho.order({ kind: 'lost_session' });
    expect(await write(crm)).toMatchObject([{ ok: true, action: 'insert' }]);
    await stage.zoho.order({ kind: 'lost_session' });
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => write(crm, key)));
    expect(outcomes.flat().every((outcome) => outcome.ok)).toBe(true);
    expect((await stage.storedKeys()).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'lead-1']);
  });

  it('a session that is lost again at once is retryable, not an endless loop', async () => {
    const crm = await stage.connect();
    await stage.zoho.order({ kind: 'lost_session', times: 2 });
    expect(await failure(write(crm))).toMatchObject({ kind: 'unavailable', retryable: true, code: 'SESSION_LOST' });
    expect(await stage.storedKeys()).toEqual([]);
  });
});
