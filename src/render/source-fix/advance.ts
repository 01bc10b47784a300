import type { ValueChange } from '../../yaml/value-change.ts';
import type { Path } from '../../yaml/value.ts';
import type { ChartManifest } from '../rendered-manifests.ts';
import type { Comparison, Fault } from './compare-renderings.ts';
import { linesOf } from './lines-of.ts';
import type { Part, ValuesOption } from './option.ts';
import { type Task, optionsOf, withNext } from './tasks.ts';

/**
 * What to try after an attempt that was not accepted: other options for what did not become as it should, and
 * for values that what became otherwise asks for, too. Undefined where the comparison does not tell.
 */
export function advance(
  tasks: readonly Task[],
  comparison: Comparison<ChartManifest>,
): Task[] | undefined {
  const withoutEffect = (part: Part): boolean =>
    part.changes.some((change) => !comparison.made.has(change));
  if (tasks.some(({ parts }) => parts.some(withoutEffect))) {
    return tasks.map((task) => withNext(task, withoutEffect));
  }
  return (
    withSuspects(tasks, comparison, isAlike) ??
    withSuspects(tasks, comparison, (path, change, isOwn) => isOwn && isBeside(path, change))
  );
}

/** Whether a change may be why something is otherwise at a place; `isOwn` where both are in one document. */
type Suspicion = (path: Path, change: ValueChange, isOwn: boolean) => boolean;

/** The tasks with other options for the values that reach a place which they should not. */
function withSuspects(
  tasks: readonly Task[],
  { faults }: Comparison<ChartManifest>,
  suspicion: Suspicion,
): Task[] | undefined {
  let isChanged = false;
  const next = tasks.map((task) => {
    const isSuspect = (part: Part): boolean =>
      faults.some((fault) => isSuspected(task, part, fault, suspicion));
    if (!task.parts.some(isSuspect)) return task;
    isChanged = true;
    return withNext(task, isSuspect);
  });
  return isChanged ? next : undefined;
}

function isSuspected(
  task: Task,
  part: Part,
  fault: Fault<ChartManifest>,
  suspicion: Suspicion,
): boolean {
  const option = part.options[task.chosen[task.parts.indexOf(part)] ?? 0];
  if (option?.kind !== 'values') return false;
  const isOwn =
    fault.rendering === task.rendering &&
    fault.document === task.findings[0]?.subject.value.document.index;
  return (
    fault.paths.some((path) => part.changes.some((change) => suspicion(path, change, isOwn))) &&
    asksFor(fault, option)
  );
}

/** Whether a place is in the mapping of a change: what was written there may be replaced. */
function isBeside(path: Path, { path: changed }: ValueChange): boolean {
  return isSamePath(changed.slice(0, path.length - 1), path.slice(0, -1));
}

/** Whether a place ends as a change's starts to have a meaning: `securityContext`, `runAsUser`. */
function isAlike(path: Path, { path: changed }: ValueChange): boolean {
  const context = changed.findIndex((step) => /^securitycontext$/i.test(String(step)));
  const names = changed.slice(context === -1 ? -1 : context);
  return names.some((_, index) => isSamePath(path.slice(-index - 1), names.slice(0, index + 1)));
}

function isSamePath(one: Path, other: Path): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function asksFor(
  { rendering, document: index, finding }: Fault<ChartManifest>,
  { pointer }: ValuesOption,
): boolean {
  const rendered = rendering?.rendered;
  const document = rendered?.manifest.documents.find((one) => one.index === index);
  if (!rendered || !document) return false;
  const { from, to } = linesOf(rendered, document, finding?.subject.container?.value.path ?? []);
  return rendered.map
    .askedOn(rendered.file, from, to)
    .some(
      (path) =>
        path === pointer || path.startsWith(`${pointer}/`) || pointer.startsWith(`${path}/`),
    );
}

/** The task with the next option for its first part that has one; undefined where none has. */
export function nextOf(task: Task): Task | undefined {
  const open = task.parts.find(
    (part, index) => (task.chosen[index] ?? 0) + 1 < part.options.length,
  );
  const next = open && withNext(task, (part) => part === open);
  return next && optionsOf(next) && next;
}
