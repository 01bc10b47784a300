import type { Change, ChangedFile } from '../review/change.ts';
import { chartFile } from '../review/judge-charts.ts';
import { rootFile } from '../review/judge-roots.ts';
import type { Outcome } from './judge-thread.ts';

/** With so many files over a limit, none of a change is judged. */
const MAX_OVER = 3;

const REASONS = {
  time: 'took too long to analyze: split it',
  'total time': 'this change took too long to analyze: split it',
  memory: 'took too much memory to analyze: split it',
} as const;

/** What of a file was over a limit. */
export type FileLimit = Exclude<keyof typeof REASONS, 'total time'>;

/** The change without the files that took too much before. */
export function withoutKnown(
  change: Change,
  limitOf: (file: ChangedFile) => FileLimit | undefined,
): Change {
  const known = change.files.flatMap((file) => {
    const limit = limitOf(file);
    return limit ? [{ file: file.path, reason: REASONS[limit] }] : [];
  });
  const files = change.files.filter((file) => limitOf(file) === undefined);
  return { ...change, files, skips: [...change.skips, ...known] };
}

/**
 * The change without the file that took too much; without those behind it where all together did.
 *
 * @param over how many files were over a limit, this one included
 */
export function withoutFiles(
  change: Change,
  { path, limit }: Extract<Outcome, { kind: 'over' }>,
  over: number,
): Change {
  const isLast = over >= MAX_OVER;
  const without = isLast ? undefined : withoutSource(change, path, limit);
  if (without) return without;
  const removed = change.removed?.filter((file) => file.path !== path) ?? [];
  // Nothing is said of a file that is gone: what has moved out of it counts as new.
  if (!isLast && removed.length < (change.removed?.length ?? 0)) return { ...change, removed };
  // What says how images are built took it: they are judged without.
  if (path !== undefined && change.builds?.texts.has(path)) return { ...change, builds: undefined };
  const at = change.files.findIndex((file) => file.path === path);
  const limitOn = (index: number): keyof typeof REASONS | undefined => {
    if (index === at) return limit;
    const isBehind = limit === 'total time' && index > at;
    return isLast || at === -1 || isBehind ? 'total time' : undefined;
  };
  const skips = change.files.flatMap((file, index) => {
    const reached = limitOn(index);
    return reached ? [{ file: file.path, reason: REASONS[reached] }] : [];
  });
  const files = change.files.filter((_, index) => limitOn(index) === undefined);
  const charts = isLast ? [] : change.charts;
  const roots = isLast ? [] : change.roots;
  const sources = { ...(charts && { charts }), ...(roots && { roots }) };
  return { ...change, files, ...sources, skips: [...change.skips, ...skips] };
}

/** The change without the chart or the kustomization that took too much. */
function withoutSource(
  change: Change,
  path: string | undefined,
  limit: keyof typeof REASONS,
): Change | undefined {
  const { charts = [], roots = [] } = change;
  const chart = charts.find((one) => chartFile(one) === path);
  if (chart) {
    const reason = `what the chart renders to ${REASONS[limit]}`;
    const skips = [...change.skips, { file: chartFile(chart), reason }];
    return { ...change, charts: charts.filter((one) => one !== chart), skips };
  }
  const root = roots.find((one) => rootFile(one) === path);
  if (!root) return undefined;
  const reason = `what the kustomization becomes ${REASONS[limit]}`;
  const skips = [...change.skips, { file: rootFile(root), reason }];
  return { ...change, roots: roots.filter((one) => one !== root), skips };
}
