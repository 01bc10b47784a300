/**
 * Has other code decide what the policies say, where Go and its modules are: the API server's own. With
 * `--all`, Kyverno's and Gatekeeper's as well, which takes minutes to compile.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defaultCases, engineCases, policyCases } from './policy-cases.ts';
import { SKIPPED } from './steps.ts';

interface Module {
  readonly name: string;
  /** Whose code decides. */
  readonly who: string;
  readonly input: () => object;
}

const API_SERVER: Module = {
  name: 'apiserver',
  who: 'the API server',
  input: () => ({ sets: policyCases(), defaults: defaultCases() }),
};

const OTHERS: readonly Module[] = [
  {
    name: 'kyverno',
    who: 'Kyverno',
    input: () => ({ sets: [...engineCases('kyverno'), ...engineCases('kyverno-cluster-policy')] }),
  },
  { name: 'gatekeeper', who: 'Gatekeeper', input: () => ({ sets: engineCases('gatekeeper') }) },
];

function folderOf({ name }: Module): string {
  return fileURLToPath(new URL(`../conformance/${name}`, import.meta.url));
}

function has(module: Module, ...args: string[]): boolean {
  return spawnSync('go', args, { cwd: folderOf(module), stdio: 'ignore' }).status === 0;
}

function verify(module: Module): number {
  process.stdout.write(`${module.who}: `);
  if (!has(module, 'list', '-deps', '.')) {
    process.stdout.write('decides nothing, as Go modules can not be downloaded.\n');
    return SKIPPED;
  }
  const { status, error } = spawnSync('go', ['run', '.'], {
    cwd: folderOf(module),
    input: JSON.stringify(module.input()),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (error) process.stderr.write(`${error.message}\n`);
  return status ?? 1;
}

function verifyAll(modules: readonly Module[]): number {
  if (!has(API_SERVER, 'version')) {
    process.stdout.write('Go is not installed: nobody decides anything.\n');
    return SKIPPED;
  }
  const codes = modules.map(verify);
  return codes.find((code) => code !== 0 && code !== SKIPPED) ?? codes.find(Boolean) ?? 0;
}

const isAll = process.argv.includes('--all');
process.exitCode = verifyAll(isAll ? [API_SERVER, ...OTHERS] : [API_SERVER]);
