import type { ValueChange } from '../../yaml/value-change.ts';
import type { Path } from '../../yaml/value.ts';
import type { RenderedManifest } from '../rendered-source.ts';
import { placeOf } from './changed-place.ts';
import { type Comparison, type Fault, isUnknown } from './compare-renderings.ts';
import type { EditableSource } from './editable-source.ts';
import type { Option, Part } from './option.ts';
import { type Task, optionsOf, withNext } from './tasks.ts';

/**
 * What to try after an attempt that was not accepted: other options for what did not become as it should, and
 * for values that what became otherwise asks for, too. Undefined where the comparison does not tell.
 */
export function advance<Rendered extends RenderedManifest>(
  tasks: readonly Task<Rendered>[],
  comparison: Comparison<Rendered>,
  { isReadAt }: EditableSource<Rendered>,
): Task<Rendered>[] | undefined {
  const { made, inherited } = comparison;
  // What a container takes from its pod may be all right without what has no effect at all.
  for (const known of [new Set([...made, ...inherited]), made]) {
    const withoutEffect = (part: Part): boolean =>
      part.changes.some((change) => !known.has(change));
    if (tasks.some(({ parts }) => parts.some(withoutEffect))) {
      return tasks.map((task) =>
        withNext(task, withoutEffect, (part) => !isTouched(task, part, comparison)),
      );
    }
  }
  return (
    withSuspects(tasks, comparison, { suspicion: isAlike, isReadAt }) ??
    withSuspects(tasks, comparison, {
      suspicion: (path, change, isOwn) => isOwn && isBeside(path, change),
      isReadAt,
    })
  );
}

/** Whether something else came of the place of a part than it should, or nothing is known of it. */
function isTouched<Rendered extends RenderedManifest>(
  task: Task<Rendered>,
  part: Part,
  { faults, made }: Comparison<Rendered>,
): boolean {
  const { rendering, findings } = task;
  const { changes } = part;
  const document = findings[0]?.subject.value.document;
  const places = document ? changes.map((change) => placeOf(document, change)) : [];
  return (
    places.length === 0 ||
    changes.some((change) => made.has(change)) ||
    faults.some(
      ({ kind, paths, ...fault }) =>
        isUnknown({ kind }) ||
        (fault.rendering === rendering &&
          fault.document === document?.index &&
          ((kind === 'other value' && paths.length === 0) ||
            (!switchesOn(task, part) &&
              paths.some((path) => places.some((place) => overlap(path, place)))))),
    )
  );
}

/** Whether what came of a part's place may be all due to a key that was set with its value: `enabled`. */
function switchesOn<Rendered extends RenderedManifest>(
  { parts, chosen }: Task<Rendered>,
  part: Part,
): boolean {
  const option = part.options[chosen[parts.indexOf(part)] ?? 0];
  return option?.kind === 'values' && option.switchesOn === true;
}

function overlap(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return isSamePath(one.slice(0, length), other.slice(0, length));
}

/** Whether a change may be why something is otherwise at a place; `isOwn` where both are in one document. */
type Suspicion = (path: Path, change: ValueChange, isOwn: boolean) => boolean;

/** The tasks with other options for the values that reach a place which they should not. */
function withSuspects<Rendered extends RenderedManifest>(
  tasks: readonly Task<Rendered>[],
  { faults }: Comparison<Rendered>,
  by: SuspectedBy<Rendered>,
): Task<Rendered>[] | undefined {
  const suspects = tasks.flatMap((task) =>
    task.parts.flatMap((part) => {
      const places = faults.flatMap((fault) =>
        suspectPlaces(task, part, fault, by).map((path) => ({ fault, path })),
      );
      return places.length > 0 ? [{ task, part, places, edit: editOf(task, part) }] : [];
    }),
  );
  if (suspects.length === 0) return undefined;
  const edits = new Map<Path, Set<string>>();
  for (const { places, edit } of suspects) {
    for (const { path } of places) edits.set(path, (edits.get(path) ?? new Set()).add(edit));
  }
  return tasks.map((task) => {
    const own = suspects.filter((one) => one.task === task);
    if (own.length === 0) return task;
    const isDoubted = own.some(({ places }) =>
      places.some(({ path }) => (edits.get(path)?.size ?? 0) > 1),
    );
    const next = withNext(task, (part) => own.some((one) => one.part === part));
    return isDoubted ? { ...next, isDoubted } : next;
  });
}

/** What tells why something became otherwise. */
interface SuspectedBy<Rendered extends RenderedManifest> extends Pick<
  EditableSource<Rendered>,
  'isReadAt'
> {
  readonly suspicion: Suspicion;
}

/** Where what became otherwise may be due to a part. */
function suspectPlaces<Rendered extends RenderedManifest>(
  task: Task<Rendered>,
  part: Part,
  fault: Fault<Rendered>,
  { suspicion, isReadAt }: SuspectedBy<Rendered>,
): Path[] {
  const option = part.options[task.chosen[task.parts.indexOf(part)] ?? 0];
  if (option?.kind === 'template') {
    return isSameTemplate(task, fault) ? fault.paths.filter((path) => isIn(path, option)) : [];
  }
  if (option?.kind !== 'values') return [];
  const isOwn =
    fault.rendering === task.rendering &&
    fault.document === task.findings[0]?.subject.value.document.index;
  const places = fault.paths.filter((path) =>
    part.changes.some((change) => suspicion(path, change, isOwn)),
  );
  return places.length > 0 && isReadAt(fault, option) ? places : [];
}

/** What is edited for a part: the same for several tasks where they share a value. */
function editOf<Rendered extends RenderedManifest>(
  { parts, chosen }: Task<Rendered>,
  part: Part,
): string {
  const option = part.options[chosen[parts.indexOf(part)] ?? 0];
  const where = option?.kind === 'values' ? option.path : option?.rendered.manifest.file.path;
  return JSON.stringify([where, option?.changes]);
}

/** Whether a fault is in what the same template became, such as with other values. */
function isSameTemplate<Rendered extends RenderedManifest>(
  { rendering }: Task<Rendered>,
  fault: Fault<Rendered>,
): boolean {
  return fault.rendering?.rendered.manifest.file.path === rendering.rendered.manifest.file.path;
}

function isIn(path: Path, { changes }: Option): boolean {
  return changes.some((change) => overlap(path, change.path));
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

/** The task with the next option for its first part that has one; undefined where none has. */
export function nextOf<Rendered extends RenderedManifest>(
  task: Task<Rendered>,
): Task<Rendered> | undefined {
  const open = task.parts.find(
    (part, index) => (task.chosen[index] ?? 0) + 1 < part.options.length,
  );
  const next = open && withNext(task, (part) => part === open);
  return next && optionsOf(next) && next;
}
