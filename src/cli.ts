#!/usr/bin/env node
import packageJson from '../package.json' with { type: 'json' };
import { readCommit } from './cli/read-commit.ts';

const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V')) {
  // Scripts ask for it before they do anything else: no more than this is loaded for it.
  const commit = readCommit(new URL('..', import.meta.url));
  process.stdout.write(`${packageJson.version}${commit === undefined ? '' : ` (${commit})`}\n`);
} else {
  const { runHere } = await import('./cli/command-line.ts');
  await runHere();
}
