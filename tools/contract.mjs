// `npm run contract -- supabase|zoho|resend`: one contract suite, on the stand-in or, when its variables are set, on the
// real service.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { installMissing, projectEnvironment, projectNode, root } from './install.mjs';

const services = readdirSync(path.join(root, 'contract'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();
const service = process.argv[2];
if (!services.includes(service)) {
  console.error(`npm run contract -- ${services.join('|')}`);
  process.exit(1);
}
installMissing();
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const result = spawnSync(projectNode(), [vitest, 'run', '--project', 'contract', `contract/${service}`], {
  cwd: root,
  env: projectEnvironment(),
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
