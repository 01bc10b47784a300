#!/usr/bin/env node
import { writeSync } from 'node:fs';
import packageJson from '../package.json' with { type: 'json' };
import { keepCompiledCode } from './cli/compiled-code.ts';
import { readCommit } from './cli/read-commit.ts';

const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V')) {
  // Scripts ask for it before they do anything else: no more than this is loaded for it.
  const commit = readCommit(new URL('..', import.meta.url));
  const line = `${packageJson.version}${commit === undefined ? '' : ` (${commit})`}\n`;
  try {
    writeSync(1, line);
  } catch {
    // What can't be written at once is for Node's stream, which takes a tenth of the time to make.
    process.stdout.write(line);
  }
} else {
  keepCompiledCode();
  const { runHere } = await import('./cli/command-line.ts');
  await runHere();
}
