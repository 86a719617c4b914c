import { benchCrmDrain } from './crm-drain/bench-crm-drain';
import { benchCrmLatency } from './crm-latency/bench-crm-latency';
import { benchLeadSearch } from './lead-search/bench-lead-search';
import { benchLeads } from './leads/bench-leads';

/** `npm run bench -- NAME`: each prints figures and ratios against limits measured in the same run. */
const BENCHES: Record<string, () => Promise<void>> = {
  leads: benchLeads,
  'lead-search': benchLeadSearch,
  'crm-drain': benchCrmDrain,
  'crm-latency': benchCrmLatency,
};

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (!bench) {
  console.error(`Say which: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
await bench();
process.exit(0);
