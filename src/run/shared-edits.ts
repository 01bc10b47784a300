import type { WantedOrigin } from '../review/wanted-source-fixes.ts';
import { indexLines } from '../yaml/lines.ts';
import type { SolvedRoots } from './solve-roots.ts';

/** Lines of a file that edits are on, with what is between them. */
interface Lines {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

type Group = readonly WantedOrigin[];

/**
 * Findings to be fixed, put together where their edits are among the same lines: such suggestions can't both be
 * applied, so that they are one.
 */
export function sharedEdits(groups: readonly Group[], solved: SolvedRoots): Group[] {
  let merged = groups.map((group) => ({ group, lines: linesOf(group, solved) }));
  for (let index = 0; index < merged.length;) {
    const one = merged[index];
    const other = merged.findIndex((each, at) => at > index && overlap(one?.lines, each.lines));
    const next = merged[other];
    if (!one || !next) {
      index++;
      continue;
    }
    const group = [...one.group, ...next.group];
    const both = { group, lines: linesOf(group, solved) };
    merged = merged.flatMap((each) => (each === one ? [both] : each === next ? [] : [each]));
  }
  return merged.map(({ group }) => group);
}

function linesOf(group: Group, solved: SolvedRoots): Lines[] {
  const edits = solved.edits(group.flatMap(({ all }) => all)) ?? [];
  const paths = [...new Set(edits.map(({ path }) => path))];
  return paths.map((path) => {
    const lines = indexLines(solved.files[path] ?? '');
    const own = edits.filter((edit) => edit.path === path);
    const first = own.reduce((least, { start }) => Math.min(least, start), Infinity);
    const last = own.reduce((most, { start, end }) => Math.max(most, start, end - 1), 0);
    return { path, first: lines.position(first).line, last: lines.position(last).line };
  });
}

function overlap(one: readonly Lines[] = [], other: readonly Lines[] = []): boolean {
  return one.some((a) =>
    other.some((b) => a.path === b.path && a.first <= b.last && b.first <= a.last),
  );
}
