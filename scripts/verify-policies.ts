/** Has the API server's own code decide what the policies say, where Go and its modules are. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defaultCases, policyCases } from './policy-cases.ts';
import { SKIPPED } from './steps.ts';

const FOLDER = fileURLToPath(new URL('../conformance/apiserver', import.meta.url));

function has(...args: string[]): boolean {
  return spawnSync('go', args, { cwd: FOLDER, stdio: 'ignore' }).status === 0;
}

function verify(): number {
  const { status, error } = spawnSync('go', ['run', '.'], {
    cwd: FOLDER,
    input: JSON.stringify({ sets: policyCases(), defaults: defaultCases() }),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (error) process.stderr.write(`${error.message}\n`);
  return status ?? 1;
}

if (!has('version')) {
  process.stdout.write('Go is not installed: the API server decides nothing.\n');
  process.exitCode = SKIPPED;
} else if (!has('list', '-deps', '.')) {
  process.stdout.write("Go modules can't be downloaded: the API server decides nothing.\n");
  process.exitCode = SKIPPED;
} else process.exitCode = verify();
