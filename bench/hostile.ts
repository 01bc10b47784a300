/**
 * What the judge takes for files that are made to take all of its time or memory:
 * `node bench/hostile.ts`, or `node bench/hostile.ts mounts` for the shapes with this in their name. Each
 * shape is judged just below the bound on a file's size, and just below those on a document, on tokens and on findings.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findIn } from '../src/judge/find.ts';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { createLexer } from '../src/yaml/lexer.ts';
import { ParseBudget, tokensFor } from '../src/yaml/parse-budget.ts';
import { splitDocuments } from '../src/yaml/split.ts';
import { type Shape, textOf } from '../test/hostile/shape.ts';
import { SHAPES } from '../test/hostile/shapes.ts';

const PROGRAM = fileURLToPath(new URL('hostile-shape.ts', import.meta.url));
/** A bit below the bound on a file's size. */
const LARGEST = 9_900_000;
/** How near to a bound a size is to be, and how far below the start it is looked for. */
const NEAR = 1.08;
const FAR = 512;
const MAX_SECONDS = 5;
const MAX_MEGABYTES = 512;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly findings: number;
  readonly reason: string;
}

/** Whether a shape of this size is over a bound, and so not judged whole. */
type IsOver = (shape: Shape, size: number) => boolean;

/** Counted without parsing, which takes most of the time. */
const isTooLarge: IsOver = (shape, size) => {
  const text = textOf(shape, size);
  const budget = new ParseBudget();
  return splitDocuments(text).some(({ start, end }) => {
    if (budget.refuseLength(end - start) !== undefined) return true;
    const { room } = budget;
    let count = 0;
    for (const lexeme of createLexer().lex(text.slice(start, end))) {
      count += tokensFor(lexeme);
      if (count > room) return true;
    }
    budget.take(count);
    return false;
  });
};

const hasTooManyFindings: IsOver = (shape, size) => {
  const manifest = readManifest({ path: pathOf(shape), text: textOf(shape, size) });
  return !findIn(manifest, { profile: 'strict' }).isWhole;
};

/** The largest size that is not over a bound, up to a given one. */
function largestBelow(shape: Shape, size: number, isOver: IsOver): number {
  if (!isOver(shape, size)) return size;
  let least = size / FAR;
  let most = size;
  while (most / least > NEAR) {
    const middle = Math.sqrt(least * most);
    if (isOver(shape, middle)) most = middle;
    else least = middle;
  }
  return Math.floor(least);
}

function pathOf({ path = 'a.yaml' }: Shape): string {
  return path;
}

/** One process for all sizes: its peak memory is that of the worst. */
async function measure(
  shape: Shape,
  sizes: readonly number[],
  parent: string,
): Promise<Measured[]> {
  const folder = mkdtempSync(join(parent, 'sizes-'));
  const files = sizes.map((size) => join(folder, String(size)));
  for (const [at, size] of sizes.entries()) writeFileSync(files[at] ?? '', textOf(shape, size));
  const args = [PROGRAM, pathOf(shape), ...files];
  const env = { ...process.env, NODE_COMPILE_CACHE: join(parent, 'compiled') };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  rmSync(folder, { recursive: true });
  const lines = stdout.trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Measured);
}

function row(what: string, size: number, measured: Measured): void {
  const { seconds, megabytes, findings, reason } = measured;
  const figures = [
    `${(size / 1e6).toFixed(2)} MB`,
    `${seconds.toFixed(1)} s`,
    `${megabytes.toFixed(0)} MB`,
    String(findings),
  ].map((figure) => figure.padStart(8));
  const mark = isBelow(measured) ? '    ' : 'OVER';
  console.log(`${mark}${figures.join(' ')}  ${what}${reason === '' ? '' : `: ${reason}`}`);
}

function isBelow({ seconds, megabytes }: Measured): boolean {
  return seconds <= MAX_SECONDS && megabytes <= MAX_MEGABYTES;
}

function sizesOf(shape: Shape): number[] {
  const whole = largestBelow(shape, LARGEST, isTooLarge);
  return [...new Set([LARGEST, whole, largestBelow(shape, whole, hasTooManyFindings)])];
}

/** Returns whether a shape stays below at each size. */
async function measureShape(
  shape: Shape,
  sizes: readonly number[],
  folder: string,
): Promise<boolean> {
  const results = await measure(shape, sizes, folder);
  for (const [at, result] of results.entries()) row(shape.name, sizes[at] ?? 0, result);
  return results.every(isBelow);
}

async function measureAll(shapes: readonly Shape[], folder: string): Promise<boolean[]> {
  const areBelow: Promise<boolean>[] = [];
  for (const shape of shapes) {
    const sizes = sizesOf(shape);
    // One is measured while the sizes of the next are looked for.
    // oxlint-disable-next-line no-await-in-loop
    await areBelow.at(-1);
    areBelow.push(measureShape(shape, sizes, folder));
  }
  return Promise.all(areBelow);
}

const word = process.argv[2] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'podseal-hostile-'));
try {
  const shapes = SHAPES.filter(({ name }) => name.includes(word));
  const over = (await measureAll(shapes, folder)).filter((isFine) => !isFine).length;
  console.log(
    `${shapes.length} shapes; over ${MAX_SECONDS} s of CPU or ${MAX_MEGABYTES} MB: ${over}`,
  );
  process.exitCode = over > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
