import type { DiffLines } from '../diff/diff-lines.ts';
import type { Finding } from '../judge/judge.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import type { FoundIn } from '../render/relocate.ts';
import { type SourcePlace, reportedPath } from '../render/rendered-source.ts';
import type { Value } from '../yaml/value.ts';
import type { ProvedFix } from './proved-fixes.ts';

/** Where the diff shows what a finding in a rendering comes from. */
export interface Anchor {
  readonly path: string;
  /** Undefined where no line of the file can carry a comment. */
  readonly line: number | undefined;
  /**
   * How the line has to do with the finding: it is the one to change, it sets a variable there, its file has
   * parameters that are filled in there, it is of its container, or it leads to it.
   */
  readonly kind: 'own' | 'variable' | 'parameters' | 'container' | 'cause';
  /** The fix of what the comment is about, at the source. */
  readonly proved?: ProvedFix | undefined;
}

/** Of a longer container or object, the first lines tell. */
const MAX_LINES = 300;

/**
 * Finds the line of the diff to comment on for what is wrong with one container or object: a line that was
 * added before one that is only shown; the lines to change first, then those of the container, those that
 * decide whether there is one, and those of its object.
 *
 * @param findings the gravest first
 * @param found where the first of them was found
 * @returns undefined where no changed file has anything to do with it
 */
export function anchorOf(
  findings: readonly Finding[],
  found: FoundIn | undefined,
  diffs: ReadonlyMap<string, DiffLines>,
): Anchor | undefined {
  const { folder = '', kind } = findings[0]?.rendered ?? {};
  const places: Place[] = [
    ...findings.map(({ file, line }) => ({ path: file, line, kind: 'own' as const })),
    ...(found ? placesAround(found, { folder, isBuilt: kind === 'kustomization' }) : []),
  ];
  const isAdded = ({ path, line }: Place): boolean => diffs.get(path)?.isAdded(line) === true;
  const isShown = ({ path, line, kind: isOf }: Place): boolean =>
    (isOf === 'own' || isOf === 'container') && diffs.get(path)?.hunkOf(line) !== undefined;
  const inFile = places.find(({ path }) => diffs.has(path));
  return (
    places.find(isAdded) ??
    places.find(isShown) ??
    (inFile && { ...inFile, line: undefined, kind: inFile.kind })
  );
}

type Place = Anchor & { readonly line: number };

/** @param by its folder, and whether a kustomization makes it: what leads to its lines there are variables */
function placesAround(
  { rendered, finding }: FoundIn,
  { folder, isBuilt }: { readonly folder: string; readonly isBuilt: boolean },
): Place[] {
  const { resource, container } = finding.subject;
  const { sources, manifest } = rendered;
  const linesOf = (value: Value | undefined): number[] => {
    if (!value) return [];
    const { start, end } = value.span;
    const first = manifest.lines.position(start).line - 1;
    const last = manifest.lines.position(Math.max(start, end - 1)).line - 1;
    const count = Math.min(last - first + 1, MAX_LINES);
    return Array.from({ length: count }, (_, index) => first + index);
  };
  const placed = (kind: Anchor['kind'], all: readonly (SourcePlace | undefined)[]): Place[] =>
    all.flatMap((one) =>
      one ? { path: reportedPath({ folder }, one.path), line: one.line, kind } : [],
    );
  const written = (lines: readonly number[]): (SourcePlace | undefined)[] =>
    lines.flatMap((at) => [sources.valueAt(at), sources.textAt(at)]);
  const specs = podsOf(resource).flatMap((pod) => linesOf(pod.spec ?? pod.securityContext));
  const own = container ? linesOf(container.value) : specs;
  return [
    ...(isBuilt ? placed('variable', sources.causesAt(finding.line - 1)) : []),
    ...placed('container', written(own)),
    ...placed(
      'cause',
      own.flatMap((at) => sources.causesAt(at)),
    ),
    ...placed('cause', written(linesOf(resource.value))),
    ...placed('cause', [sources.deployedBy]),
  ];
}
