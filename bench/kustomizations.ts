// Builds the kustomizations of clones as Podseal does and as kubectl does, and compares. Also counts for how much of
// the containers a line of the source is known.
//   node bench/kustomizations.ts [--kubectl FILE] CLONE...
// A clone is a git directory, with or without a work tree; nothing is fetched. Kustomizations that need what is not
// in their repository are built by Podseal alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Repository } from '../src/files/repository.ts';
import { Engine } from '../src/engine/engine.ts';
import { listFiles } from '../src/files/read.ts';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { podsOf } from '../src/kubernetes/workloads.ts';
import type { KustomizationSources } from '../src/render/collect-kustomization.ts';
import type { Build, KustomizationEngine } from '../src/render/kustomization.ts';
import { buildRequestFor } from '../src/render/rendered-kustomization.ts';
import { ownFields } from '../src/yaml/value.ts';

interface Counts {
  kustomizations: number;
  /** Built by Podseal, and how many of these without something that is elsewhere. */
  built: number;
  inPart: number;
  /** Built by kubectl, and how many of these became the same text. */
  byKubectl: number;
  same: number;
  /** Whose lines have no places. */
  untraced: number;
  containers: number;
  placedContainers: number;
  fields: number;
  placedFields: number;
}

const NONE: Counts = {
  kustomizations: 0,
  built: 0,
  inPart: 0,
  byKubectl: 0,
  same: 0,
  untraced: 0,
  containers: 0,
  placedContainers: 0,
  fields: 0,
  placedFields: 0,
};

const KUBECTL_MS = 60_000;
const MAX_BUFFER = 256 * 1024 * 1024;

/** What kubectl makes of a folder; undefined where it refuses. */
function buildByKubectl(kubectl: string, folder: string): string | undefined {
  const { status, stdout } = spawnSync(kubectl, ['kustomize', folder], {
    encoding: 'utf8',
    timeout: KUBECTL_MS,
    maxBuffer: MAX_BUFFER,
  });
  return status === 0 ? stdout : undefined;
}

function countPlaces({ text, lines, untraced }: Build, counts: Counts): void {
  if (untraced !== undefined) counts.untraced++;
  const manifest = readManifest({ path: 'build.yaml', text }, { isRendered: true });
  const isPlaced = (offset: number): boolean =>
    (lines[manifest.lines.position(offset).line - 1] ?? []).length > 0;
  for (const resource of manifest.resources) {
    for (const { containers } of podsOf(resource)) {
      for (const { value } of containers) {
        const fields = ownFields(value);
        const name = fields.find((one) => one.name === 'name');
        counts.containers++;
        if (name && isPlaced(name.key.start)) counts.placedContainers++;
        for (const { key } of fields) {
          counts.fields++;
          if (isPlaced(key.start)) counts.placedFields++;
        }
      }
    }
  }
}

/** What a clone has at HEAD; some have not all of it. */
function checkOut(clone: string, folder: string): void {
  const env = { ...process.env, GIT_NO_LAZY_FETCH: '1' };
  const git = (args: readonly string[], input = ''): Buffer =>
    execFileSync('git', ['-C', clone, ...args], { input, env, maxBuffer: 4 * MAX_BUFFER });
  const entries = git(['ls-tree', '-r', '-z', 'HEAD'])
    .toString()
    .split('\0')
    .flatMap((entry) => {
      const [, sha, path] = /^100\d{3} blob (\w+)\t(.+)$/s.exec(entry) ?? [];
      return sha === undefined || path === undefined || NO_SOURCE.test(path) ? [] : [{ sha, path }];
    });
  const contents = git(['cat-file', '--batch'], entries.map(({ sha }) => `${sha}\n`).join(''));
  let at = 0;
  for (const { path } of entries) {
    const end = contents.indexOf(10, at);
    const [, type, size] = contents.subarray(at, end).toString().split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), contents.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
}

const NO_SOURCE = /\.(?:go|py|ts|tsx|js|java|cs|rs|png|svg|jpe?g|gif|md|ipynb|tgz|gz|zip|jar)$/;

interface Compared {
  readonly engine: KustomizationEngine;
  readonly kubectl: string | undefined;
  readonly folder: string;
  readonly counts: Counts;
}

async function compare(
  sources: KustomizationSources,
  { engine, kubectl, folder, counts }: Compared,
): Promise<void> {
  const answer = await engine.build(buildRequestFor({ folder: '', sources }));
  counts.kustomizations++;
  const isBuilt = 'text' in answer;
  if (isBuilt) {
    counts.built++;
    if (answer.left.length > 0) counts.inPart++;
    countPlaces(answer, counts);
    if (answer.untraced !== undefined) say(`${sources.root}: no places: ${answer.untraced}`);
  }
  const isWhole = isBuilt && answer.left.length === 0;
  if (kubectl === undefined || (isBuilt && !isWhole)) return;
  const theirs = buildByKubectl(kubectl, join(folder, sources.root));
  if (theirs === undefined) return;
  counts.byKubectl++;
  if (isWhole && answer.text === theirs) counts.same++;
  else if (isWhole) say(`${sources.root}: differs from kubectl`);
  else if (!isBuilt) {
    say(`${sources.root}: ${'error' in answer ? answer.error : answer.reason}`);
  }
}

function say(text: string): void {
  process.stdout.write(`  ${text.slice(-300)}\n`);
}

async function measure(
  clone: string,
  engine: KustomizationEngine,
  kubectl: string | undefined,
): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-bench-'));
  try {
    checkOut(clone, folder);
    const globs = ['**/kustomization.yaml', '**/kustomization.yml', '**/Kustomization'];
    const { files } = listFiles([folder], { globs });
    const repository = await Repository.at(folder);
    const counts = { ...NONE };
    for (const [root, { isComponent }] of await repository.references(files)) {
      const sources = isComponent ? { reason: '' } : await repository.collect(root);
      if ('root' in sources) await compare(sources, { engine, kubectl, folder, counts });
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const args = process.argv.slice(2);
const kubectl = args[0] === '--kubectl' ? args[1] : undefined;
const clones = kubectl === undefined ? args : args.slice(2);
const all = { ...NONE };
for (const clone of clones) {
  const counts = await measure(clone, new Engine(), kubectl);
  process.stdout.write(`${clone}: ${JSON.stringify(counts)}\n`);
  for (const key of Object.keys(NONE) as (keyof Counts)[]) all[key] += counts[key];
}
process.stdout.write(`all: ${JSON.stringify(all)}\n`);
