import { parseArgs } from 'node:util';
import { runChaos } from './run-chaos';

/** `npm run chaos -- --seed N [--operations N] [--kills N]`: the whole run, on a database and a CRM of its own. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    operations: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '100' },
  },
});
const plan = { seed: Number(values.seed), operations: Number(values.operations), kills: Number(values.kills) };
if (!Object.values(plan).every(Number.isInteger)) {
  console.error('--seed, --operations and --kills take whole numbers.');
  process.exit(2);
}
process.env.LOG_LEVEL ??= 'silent';
console.log(`seed ${plan.seed}: ${plan.operations} operations, ${plan.kills} kills`);
const startedAt = Date.now();
const { differences, callbacks, ...counts } = await runChaos({ ...plan, report: console.log });
for (const difference of differences) console.log(`DIFFERENT ${difference}`);
console.log({ ...counts, callbacks, seconds: Math.round((Date.now() - startedAt) / 1000) });
console.log(
  differences.length === 0 && counts.writesAfterwards === 0
    ? `both sides are equal: 0 lost, 0 doubled, 0 echoes (seed ${plan.seed})`
    : `${differences.length} differences, ${counts.writesAfterwards} writes that nobody asked for; run again with --seed ${plan.seed}`,
);
process.exit(differences.length === 0 && counts.writesAfterwards === 0 ? 0 : 1);
