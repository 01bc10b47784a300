/** Makes every generated and every built file again, and compares each with what is committed. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { buildInto } from './build.ts';
import { ENGINE_FILE, ENGINE_LICENSES } from './engine.ts';
import { generateDocuments } from './generate-documents.ts';
import { generateModules } from './generate-modules.ts';
import { generateSchemas } from './generate-schemas.ts';

/** The built files as they should be, by path. */
function build(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-dist-'));
  buildInto(folder);
  const files = filesIn(folder).map((name): [string, string] => [
    `dist/${name}`,
    readFileSync(join(folder, name), 'utf8'),
  ]);
  rmSync(folder, { recursive: true });
  return new Map(files);
}

/** The files in a folder and below, by their paths from there. */
function filesIn(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
}

/** Built with Go, and compared by scripts/verify-engine.ts. */
const ENGINE = [ENGINE_FILE, ENGINE_LICENSES];

const built = build();
const expected = [...generateModules(), ...generateSchemas(), ...generateDocuments(), ...built];
const stale = expected
  .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
  .map(([path]) => path);
const leftOver = filesIn('dist')
  .map((name) => `dist/${name}`)
  .filter((path) => !built.has(path) && !ENGINE.includes(path));

for (const path of stale) {
  process.stderr.write(`${path} is out of date: npm run update && npm run build\n`);
}
for (const path of leftOver) process.stderr.write(`${path} is not built by anything: remove it\n`);
process.exitCode = stale.length + leftOver.length === 0 ? 0 : 1;
