// How many changed files that have containers or images are passed over in silence: neither a pod of
// them is judged, nor are they named as not analyzed.
//   node bench/silent.ts [--commits N] CLONE...
// A clone is a git directory, with or without a work tree; nothing is fetched.
import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { podsOf } from '../src/kubernetes/workloads.ts';
import { matcher } from '../src/options/globs.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';

const DEFAULT_COMMITS = 150;
const MAX_BUFFER = 256 * 1024 * 1024;

/** What a file that ends up as a container has in it, whatever it is written in. */
const WORDS =
  /security_?context|containers["']?\s*:|\bimage["']?\s*:|\brepository["']?\s*:|host(?:Network|PID|IPC|Path)\b|newTag\s*:|\bchart["']?\s*:/i;
const TEXT =
  /\.(?:ya?ml|json|jsonnet|libsonnet|cue|dhall|pkl|tpl|tmpl|gotmpl|j2|jinja2?|erb|mustache|hbs)$/;
/** Of other programs: workflows of CI, Compose, locks, Renovate, schemas. */
const OTHERS =
  /(?:^|\/)(?:\.github|\.circleci|\.ci|\.gitlab[^/]*|node_modules|vendor)\/|(?:compose|docker-compose)[^/]*\.ya?ml$|(?:lock|renovate|package|schema|tsconfig)[^/]*\.json5?$|cloudbuild|mkdocs|taskfile/i;

interface Counts {
  files: number;
  judged: number;
  named: number;
  silent: number;
}

const isWanted = matcher(DEFAULT_FILES);

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: MAX_BUFFER });
}

/** Each version of a file that the last commits brought, once. */
function changedFiles(folder: string, commits: number): Map<string, string> {
  const args = ['--first-parent', '-m', '--raw', '--abbrev=40', '--format=', '--diff-filter=AM'];
  const log = git(folder, 'log', `-${commits}`, ...args, '--', '.');
  const versions = new Map<string, string>();
  for (const line of log.split('\n')) {
    const [, blob, path] = /^:\S+ \S+ \S+ (\S+) [AM]\t(.+)$/.exec(line) ?? [];
    if (blob !== undefined && path !== undefined) versions.set(`${blob} ${path}`, path);
  }
  return versions;
}

function measure(folder: string, commits: number): Counts {
  const counts: Counts = { files: 0, judged: 0, named: 0, silent: 0 };
  for (const [version, path] of changedFiles(folder, commits)) {
    if (!TEXT.test(path) || OTHERS.test(path)) continue;
    const text = readBlob(folder, version.slice(0, 40));
    if (text === undefined || !WORDS.test(text) || isCustomDefinition(text)) continue;
    counts.files++;
    const manifest = readManifest({ path, text });
    const hasPods = manifest.resources.some((resource) => podsOf(resource).length > 0);
    if (isWanted(path) && manifest.skips.length > 0) counts.named++;
    else if (isWanted(path) && hasPods) counts.judged++;
    else {
      counts.silent++;
      if (process.env['VERBOSE']) console.log(`  silent: ${path}`);
    }
  }
  return counts;
}

function isCustomDefinition(text: string): boolean {
  return /^kind: CustomResourceDefinition/m.test(text);
}

/** Undefined where a partial clone lacks it. */
function readBlob(folder: string, blob: string): string | undefined {
  try {
    return git(folder, 'cat-file', 'blob', blob);
  } catch {
    return undefined;
  }
}

const args = process.argv.slice(2);
const at = args.indexOf('--commits');
const commits = at === -1 ? DEFAULT_COMMITS : Number(args.splice(at, 2)[1]);
const total: Counts = { files: 0, judged: 0, named: 0, silent: 0 };
for (const folder of args) {
  const counts = measure(folder, commits);
  const name = basename(folder) === 'repo' ? basename(dirname(folder)) : basename(folder);
  console.log(`${name}: ${JSON.stringify(counts)}`);
  for (const key of ['files', 'judged', 'named', 'silent'] as const) total[key] += counts[key];
}
console.log(`all: ${JSON.stringify(total)}`);
