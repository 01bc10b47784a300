import { withoutVersion } from '../../kubernetes/versioned-name.ts';
import { compareSeverity } from '../../rules/kit/rule.ts';
import type { Finding, Judged } from '../judge.ts';
import { type BaselineEntry, aboutOf, entriesOf } from './baseline-entry.ts';

/** The findings of a file that a baseline has, and those that it may have. */
export interface BaselineMatch {
  /** Listed for this file. */
  readonly own: ReadonlySet<Finding>;
  /** Listed for other files only, with their entries there: moved, or new copies. */
  readonly elsewhere: ReadonlyMap<Finding, readonly BaselineEntry[]>;
  /** What a baseline of today would list. */
  readonly entries: ReadonlyMap<Finding, BaselineEntry>;
}

/** Looks the findings of a file up in a baseline. */
export function matchBaseline(
  findings: readonly Finding[],
  path: string,
  baseline: readonly BaselineEntry[],
): BaselineMatch {
  const { byPath, byKey } = indexOf(baseline);
  const entries = entriesOf(findings, path);
  const listedHere = (byPath.get(path) ?? []).toSorted(byGravity).toReversed();
  const here = new Map(listedHere.map((entry) => [entry.key, entry]));
  const own = new Set<Finding>();
  const open: Finding[] = [];
  for (const finding of findings) {
    const entry = entries.get(finding);
    const listed = here.get(entry?.key ?? '');
    if (entry && listed && !isGraver(entry, listed)) {
      here.delete(listed.key);
      own.add(finding);
    } else open.push(finding);
  }
  const rest = [...here.values()];
  const elsewhere = new Map<Finding, readonly BaselineEntry[]>();
  for (const finding of open) {
    const entry = entries.get(finding);
    const index = rest.findIndex((one) => entry !== undefined && isSuccessor(entry, one));
    if (index !== -1) {
      rest.splice(index, 1);
      own.add(finding);
      continue;
    }
    const others = (byKey.get(entry?.key ?? '') ?? []).filter(
      (one) => entry !== undefined && one.path !== path && !isGraver(entry, one),
    );
    if (others.length > 0) elsewhere.set(finding, others);
  }
  return { own, elsewhere, entries };
}

/** A judged file without the findings that are in the baseline; they are among the exempt ones. */
export function withoutBaseline(
  judged: Judged,
  isListed: (finding: Finding) => boolean,
  entries: ReadonlyMap<Finding, BaselineEntry>,
): Judged {
  const listed = judged.findings.filter(isListed);
  if (listed.length === 0) return judged;
  const exempted = listed.map((finding) => {
    const source = entries.get(finding)?.key ?? '';
    return { finding, by: 'baseline', reason: 'in the baseline', source } as const;
  });
  return {
    ...judged,
    findings: judged.findings.filter((finding) => !isListed(finding)),
    exempted: [...judged.exempted, ...exempted],
  };
}

/** How a baseline differs from the findings of today. */
export interface BaselineDrift {
  /** The entries that still have a finding, as they are today. */
  readonly kept: readonly BaselineEntry[];
  /** How many of these have another file, object or container today. */
  readonly moved: number;
  /** How many others there are. */
  readonly gone: number;
}

/**
 * Compares a baseline with the findings of today.
 *
 * @param unread files that were not looked at as a whole, whose findings may still be there
 */
export function compareBaseline(
  baseline: readonly BaselineEntry[],
  today: readonly BaselineEntry[],
  unread: ReadonlySet<string>,
): BaselineDrift {
  const open = new Map(today.map((entry) => [placeOf(entry), entry]));
  const kept: BaselineEntry[] = [];
  const stale: BaselineEntry[] = [];
  for (const entry of baseline.toSorted(byGravity)) {
    const found = open.get(placeOf(entry));
    if (found && !isGraver(found, entry)) {
      open.delete(placeOf(entry));
      kept.push(found);
    } else if (unread.has(entry.path)) kept.push(entry);
    else stale.push(entry);
  }
  const { byPath, byKey } = indexOf([...open.values()]);
  const isOpen = (entry: BaselineEntry): boolean => open.has(placeOf(entry));
  let moved = 0;
  for (const entry of stale) {
    const found =
      byPath.get(entry.path)?.find((one) => isOpen(one) && isSuccessor(one, entry)) ??
      byKey.get(entry.key)?.find((one) => isOpen(one) && !isGraver(one, entry));
    if (!found) continue;
    open.delete(placeOf(found));
    kept.push(found);
    moved++;
  }
  return { kept, moved, gone: stale.length - moved };
}

function placeOf({ key, path }: BaselineEntry): string {
  return `${key} ${path}`;
}

/**
 * Whether an entry is about the same as one of its file before, under another name: the container was
 * renamed, or the name of the object has a version, a date or a hash.
 */
function isSuccessor(now: BaselineEntry, before: BaselineEntry): boolean {
  if (aboutOf(now) !== aboutOf(before) || isGraver(now, before)) return false;
  if (now.rule !== before.rule) return false;
  if (lastingName(now.name) !== lastingName(before.name)) return false;
  return now.container === before.container || (now.image !== '' && now.image === before.image);
}

/** Whether what may have been a risk when it was listed is more than that now. */
function isGraver(now: BaselineEntry, before: BaselineEntry): boolean {
  return byGravity(now, before) < 0;
}

/** A merge conflict may have an entry twice: the graver one was accepted, too. */
function byGravity(one: BaselineEntry, other: BaselineEntry): number {
  return compareSeverity(one.severity, other.severity);
}

/** The name of an object behind its namespace, without what is new each time. */
function lastingName(name: string): string {
  const start = name.lastIndexOf('/') + 1;
  return name.slice(0, start) + withoutVersion(name.slice(start));
}

interface Index {
  readonly byPath: ReadonlyMap<string, readonly BaselineEntry[]>;
  readonly byKey: ReadonlyMap<string, readonly BaselineEntry[]>;
}

const indexes = new WeakMap<readonly BaselineEntry[], Index>();

/** A baseline may have thousands of entries, and each file asks for some. */
function indexOf(baseline: readonly BaselineEntry[]): Index {
  const known = indexes.get(baseline) ?? {
    byPath: groupBy(baseline, ({ path }) => path),
    byKey: groupBy(baseline, ({ key }) => key),
  };
  indexes.set(baseline, known);
  return known;
}

function groupBy(
  entries: readonly BaselineEntry[],
  of: (entry: BaselineEntry) => string,
): Map<string, BaselineEntry[]> {
  const groups = new Map<string, BaselineEntry[]>();
  for (const entry of entries) {
    const group = groups.get(of(entry));
    if (group) group.push(entry);
    else groups.set(of(entry), [entry]);
  }
  return groups;
}
