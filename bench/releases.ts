/**
 * `node bench/releases.ts CLONE...`: how many releases of charts in clones are analyzed as a whole, by the
 * kinds of objects that install charts.
 */
import { execFileSync } from 'node:child_process';
import { readReleases } from '../src/kubernetes/known-charts/release.ts';
import { sourcesIn } from '../src/kubernetes/known-charts/release-sources.ts';
import { type SourceFile, readManifest } from '../src/kubernetes/manifest.ts';
import { headerOf } from '../src/kubernetes/resource.ts';
import { parseDocumentAt } from '../src/yaml/parse.ts';
import { splitDocuments } from '../src/yaml/split.ts';
import { rootOf } from '../src/yaml/value.ts';

function git(clone: string, ...args: string[]): string {
  return execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 });
}

function filesOf(clone: string): SourceFile[] {
  return git(clone, 'ls-tree', '-r', '--name-only', 'HEAD')
    .split('\n')
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => ({ path, text: git(clone, 'show', `HEAD:${path}`) }));
}

/** The objects of a file that install charts, each as a file of its own. */
function releasesIn({ path, text }: SourceFile): { kind: string; file: SourceFile }[] {
  return splitDocuments(text).flatMap((span, index) => {
    const document = parseDocumentAt(text, span, index);
    if (!document || !('root' in document)) return [];
    const root = rootOf(document);
    if ((readReleases(root) ?? []).length === 0) return [];
    return [{ kind: headerOf(root).kind, file: { path, text: text.slice(span.start, span.end) } }];
  });
}

for (const clone of process.argv.slice(2)) {
  const files = filesOf(clone);
  const releaseSources = files.flatMap(sourcesIn);
  const counts = new Map<string, { all: number; whole: number }>();
  for (const { kind, file } of files.flatMap(releasesIn)) {
    const { skips } = readManifest(file, { releaseSources });
    const count = counts.get(kind) ?? { all: 0, whole: 0 };
    counts.set(kind, count);
    count.all++;
    if (skips.length === 0) count.whole++;
  }
  for (const [kind, { all, whole }] of counts) {
    process.stdout.write(`${clone}: ${whole} of ${all} ${kind} analyzed as a whole\n`);
  }
}
