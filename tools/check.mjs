// `npm run check`: types, format and lint, import rules, unused code. All at once; what fails is printed at the end.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installMissing, projectEnvironment, projectNode, root } from './install.mjs';

/** Name and arguments for the project's Node; each is an independent program. */
const checks = [
  ['types', 'typescript/bin/tsc', '--noEmit', '--project', '.'],
  ['format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['lint with types', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  [
    'import rules',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    'src',
    'sandbox',
    'tools',
  ],
  ['unused code', 'knip/bin/knip.js', '--no-progress'],
];

function run([name, program, ...args]) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(projectNode(), [path.join(root, 'node_modules', program), ...args], {
      cwd: root,
      env: { ...projectEnvironment(), FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.on('error', (error) => resolve({ name, code: 1, output: String(error), ms: 0 }));
    child.on('close', (code) => resolve({ name, code, output, ms: Date.now() - startedAt }));
  });
}

installMissing();
const results = await Promise.all(checks.map(run));
for (const { name, code, output, ms } of results) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${(ms / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output.trim());
}
process.exit(results.every(({ code }) => code === 0) ? 0 : 1);
