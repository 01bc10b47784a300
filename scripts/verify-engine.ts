/** Builds the engine again, where Go is, and compares it with what is committed. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import {
  ENGINE_FILE,
  ENGINE_LICENSES,
  buildEngine,
  builtWith,
  goVersion,
  hasModules,
} from './engine.ts';
import { SKIPPED } from './steps.ts';

function skip(why: string): void {
  process.stdout.write(`${why}: the engine is not compared.\n`);
  process.exitCode = SKIPPED;
}

function verify(): void {
  const { wasm, licenses } = buildEngine();
  const stale = [
    ...(brotliDecompressSync(readFileSync(ENGINE_FILE)).equals(wasm) ? [] : [ENGINE_FILE]),
    ...(readFileSync(ENGINE_LICENSES, 'utf8') === licenses ? [] : [ENGINE_LICENSES]),
  ];
  for (const path of stale) {
    process.stderr.write(`${path} is out of date: npm run build:engine\n`);
  }
  process.exitCode = stale.length === 0 ? 0 : 1;
}

const version = goVersion();
if (version === undefined) skip('Go is not installed');
else if (!readFileSync(ENGINE_LICENSES, 'utf8').startsWith(builtWith(version))) {
  skip(`Go is ${version}, with which the engine was not built`);
} else if (hasModules()) verify();
else skip("Go modules can't be downloaded");
