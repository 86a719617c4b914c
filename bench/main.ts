import { benchCrmDrain } from './crm-drain/bench-crm-drain';
import { benchLeads } from './leads/bench-leads';

/** `npm run bench -- NAME`: each prints figures and ratios against limits measured in the same run. */
const BENCHES: Record<string, () => Promise<void>> = { leads: benchLeads, 'crm-drain': benchCrmDrain };

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (!bench) {
  console.error(`Say which: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
await bench();
process.exit(0);
