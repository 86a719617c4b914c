import { describe, expect, it } from 'vitest';
import { connectionSteps } from './connection-steps';

const states = (...given: Parameters<typeof connectionSteps>) => connectionSteps(...given).map(({ state }) => state);

describe('the first connection', () => {
  it('begins with connecting', () => {
    expect(states([], false)).toEqual(['current', 'waiting', 'waiting', 'waiting']);
  });

  it('goes on to the filling only when a dry run has ended well', () => {
    expect(states([{ kind: 'dry_run', state: 'failed' }], true)).toEqual(['done', 'current', 'waiting', 'waiting']);
    expect(states([{ kind: 'dry_run', state: 'done' }], true)).toEqual(['done', 'done', 'current', 'waiting']);
  });

  it('is over when the filling is done', () => {
    const runs = [
      { kind: 'backfill', state: 'done' },
      { kind: 'dry_run', state: 'done' },
    ] as const;
    expect(states(runs, true)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('says what is running', () => {
    const [, dryRun] = connectionSteps([{ kind: 'dry_run', state: 'running' }], true);
    expect(dryRun).toMatchObject({ state: 'current', note: 'Running' });
  });
});
