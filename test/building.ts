import type { Build, KustomizationAnswer } from '../src/render/kustomization.ts';
import { readReferences } from '../src/render/kustomization-references.ts';
import {
  type KustomizationSources,
  collectKustomization,
} from '../src/render/collect-kustomization.ts';
import { usedBy } from '../src/reach/kustomization-places.ts';
import type { Change, RootSide } from '../src/review/change.ts';
import { changeOf, changedFile } from './judging.ts';

/** Files of a repository by their path. */
export type Files = Readonly<Record<string, string>>;

/** All that the kustomization in a folder needs; undefined where there is none. */
export function sourcesOf(root: string, files: Files): KustomizationSources | undefined {
  const collecting = collectKustomization(root);
  let step = collecting.next(new Map());
  while (step.done !== true) {
    const found = step.value.flatMap((path) => {
      const text = files[path];
      return text === undefined ? [] : [[path, { text }] as const];
    });
    step = collecting.next(new Map(found));
  }
  if ('reason' in step.value) throw new Error(step.value.reason);
  return step.value.folders.length === 0 ? undefined : step.value;
}

/** A kustomization in these files, built by hand: undefined where there is none. */
function sideOf(root: string, files: Files, answer?: KustomizationAnswer): RootSide | undefined {
  const sources = sourcesOf(root, files);
  return sources && { sources, answer: answer ?? buildOf(root, files) };
}

/**
 * Builds a kustomization by hand: all files with objects that it uses, each line from its own. A line of a
 * base such as `privileged: false # debug` has the value of the line `debug: true` of a patch in the root.
 */
function buildOf(root: string, files: Files): Build {
  const all = new Map(
    Object.entries(files)
      .filter(([path]) => path.endsWith('kustomization.yaml'))
      .map(([path, text]) => [path.replace(/\/?kustomization\.yaml$/, ''), readReferences(text)]),
  );
  const sources = [...usedBy(root, all)].filter((path) => files[path] !== undefined);
  const patches = sources.filter((path) => path.endsWith('patch.yaml'));
  const lines: (readonly [number, number])[] = [];
  const texts: string[] = [];
  for (const path of sources) {
    if (patches.includes(path) || path.endsWith('kustomization.yaml')) continue;
    if (texts.length > 0) lines.push([0, 0]);
    const text: string[] = [];
    for (const [index, line] of (files[path] ?? '').trimEnd().split('\n').entries()) {
      const [, start, mark] = /^(.*: )\S+ # (\w+)$/.exec(line) ?? [];
      const patched = patches.flatMap((patch) =>
        (files[patch] ?? '')
          .split('\n')
          .flatMap((one, at) =>
            mark !== undefined && one.startsWith(`${mark}: `)
              ? [{ patch, at, value: one.slice(mark.length + 2) }]
              : [],
          ),
      )[0];
      text.push(patched ? `${start}${patched.value}` : line);
      lines.push(
        patched
          ? [sources.indexOf(patched.patch), patched.at + 1]
          : [sources.indexOf(path), index + 1],
      );
    }
    texts.push(`${text.join('\n')}\n`);
  }
  return { text: texts.join('---\n'), files: sources, lines, sources, left: [] };
}

/** The change of a repository, with kustomizations that it reaches. */
export function rootsChange(
  roots: readonly string[],
  { base, head, baseAnswer, headAnswer, moved = {} }: Both,
): Change {
  const paths = new Set([...Object.keys(base), ...Object.keys(head)]);
  const changed = [...paths].filter((path) => base[path] !== head[path]);
  const files = changed.flatMap((path) => {
    const text = head[path];
    if (text === undefined) return [];
    const from = moved[path];
    return from === undefined
      ? changedFile(path, base[path], text)
      : { ...changedFile(path, base[from], text), from };
  });
  const former = new Set(Object.values(moved));
  const removed = changed.flatMap((path) => {
    const text = base[path];
    const isThere = head[path] !== undefined || former.has(path);
    return text === undefined || isThere ? [] : { path, text };
  });
  return changeOf(files, {
    removed,
    roots: roots.map((folder) => {
      const now = sideOf(folder, head, headAnswer);
      const before = Object.fromEntries(
        Object.entries(base).filter(([path]) => now?.sources.files[path] !== undefined),
      );
      return { folder, base: sideOf(folder, base, baseAnswer), head: now, before };
    }),
  });
}

/** A repository before and after a change. */
interface Both {
  readonly base: Files;
  readonly head: Files;
  readonly baseAnswer?: KustomizationAnswer;
  readonly headAnswer?: KustomizationAnswer;
  /** The former paths of what git takes for moved, by the paths now. */
  readonly moved?: Files;
}
