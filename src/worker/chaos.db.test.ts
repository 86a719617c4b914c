import { expect, it, vi } from 'vitest';
import { runChaos } from '../../tools/chaos/run-chaos';

// Workers start a dozen times, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 600_000 });

/** `npm run chaos -- --seed N` runs ten times as much. */
const SEED = 20_261_128;

it('after 200 random operations on both sides and 10 killed workers nothing is lost, doubled or written for no reason', async () => {
  const { differences, ...result } = await runChaos({ seed: SEED, operations: 200, kills: 10 });
  expect(differences).toEqual([]);
  expect(result).toMatchObject({ writesAfterwards: 0 });
  expect(result.done).toBeGreaterThanOrEqual(200);
  expect(result.killed).toBeGreaterThanOrEqual(10);
  // A run in which nothing went wrong would prove nothing.
  expect(result.callbacks.passed).toBeGreaterThan(0);
  expect(result.writes).toBeGreaterThan(0);
});
