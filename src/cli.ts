#!/usr/bin/env node
import packageJson from '../package.json' with { type: 'json' };

const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V')) {
  // Scripts ask for it before they do anything else: no more than this is loaded for it.
  process.stdout.write(`${packageJson.version}\n`);
} else {
  const { runHere } = await import('./cli/command-line.ts');
  await runHere();
}
