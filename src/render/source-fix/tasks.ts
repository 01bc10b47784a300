import { fixMostEach } from '../../fix/fix.ts';
import { ProofBudget } from '../../fix/proof-budget.ts';
import { bySubject, groupBy } from '../../judge/grouping.ts';
import type { Finding } from '../../judge/judge.ts';
import { distinctChanges } from '../../yaml/distinct-changes.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import type { RenderedManifest } from '../rendered-source.ts';
import type { Container } from '../../kubernetes/pod.ts';
import type { JudgedRendering } from '../relocate.ts';
import { effectiveChange, inheritedField } from './effective-contexts.ts';
import type { Comparison } from './compare-renderings.ts';
import type { EditableSource } from './editable-source.ts';
import type { Option, Part } from './option.ts';

/** Findings of one container or object in a rendering, to be fixed at the source. */
export interface Task<Rendered extends RenderedManifest = RenderedManifest> {
  readonly rendering: JudgedRendering<Rendered>;
  readonly findings: readonly Finding[];
  readonly parts: readonly Part[];
  /** Which option of each part is tried, by its place. */
  readonly chosen: readonly number[];
  /** Whether an option was given up for what may be due to another task that was tried with it. */
  readonly isDoubted?: boolean;
}

/** Which findings to fix. */
interface WantedTasks<Rendered extends RenderedManifest> {
  readonly isWanted: (finding: Finding, set: string | undefined) => boolean;
  /** Of these, the ones that have a remedy which is to be tried. */
  readonly isOpen: (finding: Finding, set: string | undefined) => boolean;
  /** Tells apart what several files write for the same object, such as the patches of two overlays. */
  readonly fileOf?: (rendered: Rendered, finding: Finding) => string | undefined;
}

/**
 * What there is to fix: for each container and object the value set that comes first, with the findings
 * that can be fixed together in its rendering. A wanted finding counts with the first set that has it: what is not
 * fixed there is not for the values of a test to hide.
 *
 * @param wanted which findings to fix
 */
export function tasksOf<Rendered extends RenderedManifest>(
  renderings: readonly JudgedRendering<Rendered>[],
  source: EditableSource<Rendered>,
  { isWanted, isOpen, fileOf = () => undefined }: WantedTasks<Rendered>,
): Task<Rendered>[] {
  const known = new Set<string>();
  const sets = new Map<string, string | undefined>();
  return renderings.flatMap((rendering) => {
    const { name } = rendering.rendered.set;
    const writtenIn = (finding: Finding): string | undefined => fileOf(rendering.rendered, finding);
    const wanted = rendering.judged.findings.filter((finding) => {
      if (!isWanted(finding, name)) return false;
      const key = JSON.stringify([finding.identity, writtenIn(finding)]);
      if (!sets.has(key)) sets.set(key, name);
      return sets.get(key) === name && isOpen(finding, name);
    });
    const groups = bySubject(wanted).filter((group) => {
      const [first] = group;
      const files = new Set(group.map(writtenIn));
      const key = first ? JSON.stringify([subjectKey(first), ...files]) : '';
      const isKnown = known.has(key);
      known.add(key);
      return first !== undefined && !isKnown;
    });
    const fixes = fixMostEach(rendering.judged, groups, () => true, ProofBudget.ofFile());
    return fixes.flatMap((fix) => (fix ? taskOf(rendering, fix.applies, source) : []));
  });
}

/** The container or object that a finding is about, in all value sets. */
export function subjectKey({ file, subject: { resource, container } }: Finding): string {
  const { kind, namespace, name } = resource;
  return JSON.stringify([file, kind, namespace, name, container?.name]);
}

/** The task for some findings of a container or object. */
function taskOf<Rendered extends RenderedManifest>(
  rendering: JudgedRendering<Rendered>,
  findings: readonly Finding[],
  source: EditableSource<Rendered>,
  made: ReadonlySet<ValueChange> = new Set(),
): Task<Rendered> {
  const all = distinctChanges(findings.flatMap(({ remedy }) => remedy?.changes ?? []));
  const changes = all.filter((change) => !made.has(change));
  const document = findings[0]?.subject.value.document;
  const partsFor = (some: readonly ValueChange[]): Part[] =>
    document ? source.partsOf(rendering.rendered, document, some) : [];
  const container = findings[0]?.subject.container;
  const parts = partsFor(changes).map((part) =>
    container ? withOwnOptions(part, container, partsFor) : part,
  );
  return { rendering, findings, parts, chosen: parts.map(() => 0) };
}

/** What is to be set in the pod can be set in the container, too, where the pod does not do, such as for others in it. */
function withOwnOptions(
  part: Part,
  container: Container,
  partsFor: (changes: readonly ValueChange[]) => readonly Part[],
): Part {
  const isShared = part.changes.every((change) => inheritedField(container.pod, change));
  if (!isShared) return part;
  const own = part.changes.flatMap((change) => effectiveChange(change, container) ?? []);
  const [only, ...others] = own.length === part.changes.length ? partsFor(own) : [];
  return only && others.length === 0
    ? { ...part, options: [...part.options, ...only.options] }
    : part;
}

/** The tasks for what an attempt fixes in part: the rest of it. */
export function companionsOf<Rendered extends RenderedManifest>(
  { faults, made }: Comparison<Rendered>,
  source: EditableSource<Rendered>,
): Task<Rendered>[] {
  const partial = faults.flatMap(({ kind, rendering, finding }) =>
    kind === 'part of a remedy' && rendering && finding ? [{ rendering, finding }] : [],
  );
  return groupBy(partial, ({ rendering }) => rendering).flatMap((group) =>
    bySubject(group.map(({ finding }) => finding)).flatMap((findings) =>
      group[0] ? taskOf(group[0].rendering, findings, source, made) : [],
    ),
  );
}

/** The task for some of its findings, with the best options first: others may have been why these did not do. */
export function restOf<Rendered extends RenderedManifest>(
  { rendering }: Task<Rendered>,
  findings: readonly Finding[],
  source: EditableSource<Rendered>,
): Task<Rendered> {
  return taskOf(rendering, findings, source);
}

/** The options that are tried; undefined where a part has no more. */
export function optionsOf<Rendered extends RenderedManifest>({
  parts,
  chosen,
}: Task<Rendered>): readonly Option[] | undefined {
  const options = parts.map((part, index) => part.options[chosen[index] ?? 0]);
  return options.every((option) => option !== undefined) ? options : undefined;
}

/**
 * The task with the next option for some of its parts.
 *
 * @param isUnread whether a value that was set for the part had no effect at its place
 */
export function withNext<Rendered extends RenderedManifest>(
  task: Task<Rendered>,
  isMeant: (part: Part) => boolean,
  isUnread: (part: Part) => boolean = () => false,
): Task<Rendered> {
  const next = task.parts.map((part, index) => {
    const at = task.chosen[index] ?? 0;
    if (!isMeant(part)) return { part, at };
    const options = isUnread(part)
      ? part.options
      : part.options.filter((option, place) => place <= at || isAnyway(option));
    return {
      part: options.length === part.options.length ? part : { ...part, options },
      at: at + 1,
    };
  });
  return { ...task, parts: next.map(({ part }) => part), chosen: next.map(({ at }) => at) };
}

function isAnyway(option: Option): boolean {
  return option.kind === 'values' || option.ifUnread !== true;
}

/** The part that has no option left, if there is one. */
export function exhaustedPart<Rendered extends RenderedManifest>({
  parts,
  chosen,
}: Task<Rendered>): Part | undefined {
  return parts.find((part, index) => (chosen[index] ?? 0) >= part.options.length);
}
