/**
 * `npm run demo`: makes a small git repository with a realistic change, and prints the review that
 * the change would get as a pull request.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPOSITORY = `${ROOT}.demo`;
/** As built; a test has it built elsewhere. */
const CLI = `${process.env['PODSEAL_DIST'] ?? `${ROOT}dist`}/cli.js`;
const IDENTITY = ['-c', 'user.name=Demo', '-c', 'user.email=demo@podseal.invalid'];

function git(...args: string[]): void {
  const { status, stderr, error } = spawnSync('git', [...IDENTITY, ...args], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`);
}

/** Commits a folder of fixtures as the whole tree. */
function commit(folder: string, message: string): void {
  cpSync(`${ROOT}fixtures/demo/${folder}`, REPOSITORY, { recursive: true });
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--no-gpg-sign', '--message', message);
}

rmSync(REPOSITORY, { recursive: true, force: true });
mkdirSync(REPOSITORY);
git('init', '--quiet', '--initial-branch', 'main');
commit('base', 'Run the shop');
git('checkout', '--quiet', '-b', 'storefront');
commit('head', 'Add the storefront');

process.stdout.write('$ podseal review --repo .demo --base main --head storefront\n\n');
const command = [CLI, 'review', '--repo', REPOSITORY, '--base', 'main'];
const { status } = spawnSync(process.execPath, [...command, '--head', 'storefront'], {
  stdio: 'inherit',
});
process.stdout.write(
  `\nThe change has findings, so podseal exits with ${status}: in CI, the check fails.\n`,
);
// The demo did what it should when the review found what is wrong.
process.exitCode = status === 1 ? 0 : 1;
