import { dequal } from 'dequal/lite';
import type { Finding } from '../../judge/judge.ts';
import type { Pod } from '../../kubernetes/pod.ts';
import { podsOf } from '../../kubernetes/workloads.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import type { JudgedRendering } from '../relocate.ts';
import type { RenderedManifest } from '../rendered-source.ts';
import type { Path } from '../../yaml/value.ts';
import { type ComparedData, type Wanted, compareData } from './compare-data.ts';
import { effectiveChange, effectiveData, inheritingPods } from './effective-contexts.ts';

/** What a change of a source did to its renderings. */
export interface Comparison<Rendered extends RenderedManifest = RenderedManifest> {
  /** The findings whose remedies were applied, as they were before: with all of their changes. */
  readonly applied: readonly Finding[];
  /** The changes of remedies that were made, with others of the same remedy or without. */
  readonly made: ReadonlySet<ValueChange>;
  /** Those that containers take from their pod, in documents where something else is otherwise, too. */
  readonly inherited: ReadonlySet<ValueChange>;
  /** Where something else came of it than remedies; none where it is proved that nothing did. */
  readonly faults: readonly Fault<Rendered>[];
}

/** Something that no remedy asks for. */
export interface Fault<Rendered extends RenderedManifest = RenderedManifest> {
  readonly kind:
    | 'other value'
    | 'part of a remedy'
    | 'new finding'
    | 'finding stays'
    | 'not rendered'
    | 'refused values';
  /** The rendering that it is in, as it was before. */
  readonly rendering: JudgedRendering<Rendered> | undefined;
  /** The document of the rendering. */
  readonly document: number | undefined;
  /** The finding that it is about. */
  readonly finding: Finding | undefined;
  /** Where the document is other than it should be. */
  readonly paths: readonly Path[];
}

/**
 * Compares what a source became before and after a change of it, object by object: each has to be as
 * before, or different by exactly what remedies of its findings ask for.
 *
 * @param isAllowed whether a finding's remedy may be applied
 */
export function compareRenderings<Rendered extends RenderedManifest>(
  before: readonly JudgedRendering<Rendered>[],
  after: readonly JudgedRendering<Rendered>[],
  isAllowed: (finding: Finding) => boolean,
): Comparison<Rendered> {
  const now = new Map(withKeys(after));
  const found = withKeys(before).map(([key, one]) => compareOne(one, now.get(key), isAllowed));
  const isMore = after.length > before.length;
  const unknown: Fault<Rendered> = {
    kind: 'other value',
    rendering: undefined,
    document: undefined,
    finding: undefined,
    paths: [],
  };
  return {
    applied: found.flatMap(({ applied }) => applied),
    made: new Set(found.flatMap(({ made }) => [...made])),
    inherited: new Set(found.flatMap(({ inherited }) => [...inherited])),
    faults: [...found.flatMap(({ faults }) => faults), ...(isMore ? [unknown] : [])],
  };
}

/**
 * Each with its template's name, the value set that it was rendered with, and which of several it is: the template of
 * a sub-chart that is there twice, with an alias, is rendered twice.
 */
function withKeys<Rendered extends RenderedManifest>(
  renderings: readonly JudgedRendering<Rendered>[],
): (readonly [string, JudgedRendering<Rendered>])[] {
  const counts = new Map<string, number>();
  return renderings.map((one) => {
    const { set, manifest } = one.rendered;
    const key = JSON.stringify([set.name, manifest.file.path]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return [`${key}${count}`, one] as const;
  });
}

const NOTHING = {
  applied: [],
  made: new Set<ValueChange>(),
  inherited: new Set<ValueChange>(),
  faults: [],
};

function compareOne<Rendered extends RenderedManifest>(
  before: JudgedRendering<Rendered>,
  after: JudgedRendering<Rendered> | undefined,
  isAllowed: (finding: Finding) => boolean,
): Comparison<Rendered> {
  const incomparable = whyIncomparable(before, after);
  if (!after || incomparable) {
    const fault = { rendering: before, document: undefined, finding: undefined, paths: [] };
    return { ...NOTHING, faults: [{ ...fault, kind: incomparable ?? 'not rendered' }] };
  }
  const [old, now] = [before.judged.manifest, after.judged.manifest];
  if (old.file.text === now.file.text) return NOTHING;
  const found = old.documents.map((document, index) =>
    compareDocuments(before, document, now.documents[index], isAllowed),
  );
  const applied = found.flatMap((one) => one.applied);
  const about = (kind: Fault['kind'], finding: Finding): Fault<Rendered> => ({
    kind,
    rendering: before,
    document: finding.subject.value.document.index,
    finding,
    paths: [],
  });
  const [had, has, gone] = [before.judged.findings, after.judged.findings, applied].map(countOf);
  const stay = applied.filter(
    ({ identity }) =>
      (has?.get(identity) ?? 0) > (had?.get(identity) ?? 0) - (gone?.get(identity) ?? 0),
  );
  return {
    applied,
    made: new Set(found.flatMap(({ made }) => [...made])),
    inherited: new Set(found.flatMap(({ inherited }) => [...inherited])),
    faults: [
      ...found.flatMap(({ faults }) => faults),
      ...newFindings(before, after).map((finding) => about('new finding', finding)),
      ...stay.map((finding) => about('finding stays', finding)),
    ],
  };
}

/** Why what a rendering became can't be compared with what it was. */
function whyIncomparable(
  before: JudgedRendering,
  after: JudgedRendering | undefined,
): Fault['kind'] | undefined {
  if (!after) return 'not rendered';
  if (isRefused(before.rendered, after.rendered)) return 'refused values';
  const [old, now] = [before.judged.manifest, after.judged.manifest];
  if (old.file.text === now.file.text) return undefined;
  // Of what could not be read nobody knows what changed.
  const isUnreadable = old.unreadable + now.unreadable > 0;
  return isUnreadable || old.documents.length !== now.documents.length ? 'other value' : undefined;
}

/** Whether nothing is known of what became of a rendering. */
export function isUnknown({ kind }: Pick<Fault, 'kind'>): boolean {
  return kind === 'not rendered' || kind === 'refused values';
}

/** Whether a schema says more against the values than before: Helm would install nothing. */
function isRefused({ refused: before = [] }: RenderedManifest, after: RenderedManifest): boolean {
  return after.refused?.some((line) => !before.includes(line)) ?? false;
}

function compareDocuments<Rendered extends RenderedManifest>(
  rendering: JudgedRendering<Rendered>,
  old: ParsedDocument,
  now: ParsedDocument | undefined,
  isAllowed: (finding: Finding) => boolean,
): Comparison<Rendered> {
  const [before, after] = [old.toData(), now?.toData()];
  const fault = { rendering, document: old.index, finding: undefined, paths: [] };
  const other: Comparison<Rendered> = { ...NOTHING, faults: [{ ...fault, kind: 'other value' }] };
  if (before === undefined || after === undefined) {
    return now && old.text === now.text ? NOTHING : other;
  }
  if (dequal(before, after)) return NOTHING;
  const findings = rendering.judged.findings.filter(
    (finding) => finding.subject.value.document === old && isAllowed(finding),
  );
  const wanted = findings.map((finding) => ({ finding, changes: finding.remedy?.changes ?? [] }));
  const exact = comparisonOf({ before, after, wanted }, fault);
  if (exact.faults.length === 0) return exact;
  const pods = inheritingPods(podsIn(rendering, old));
  if (pods.length === 0) return exact;
  const [one, two] = [effectiveData(before, pods), effectiveData(after, pods)];
  const effective = comparisonOf(
    { before: one, after: two, wanted: effectiveChanges(wanted) },
    fault,
  );
  const [left, all] = [othersIn(effective), othersIn(exact)];
  if (left.size === 0) return effective;
  // What a container takes from its pod as its remedy asks is no fault of another fix.
  const isLess = left.size < all.size && [...left].every((path) => all.has(path));
  const { faults } = isLess ? effective : exact;
  return { ...exact, faults, inherited: effective.made };
}

/** Where something else is otherwise, each path as text. */
function othersIn({ faults }: Comparison): ReadonlySet<string> {
  const others = faults.filter(({ kind }) => kind === 'other value');
  return new Set(others.flatMap(({ paths }) => paths.map((path) => JSON.stringify(path))));
}

function podsIn({ judged: { manifest } }: JudgedRendering, document: ParsedDocument): Pod[] {
  return manifest.resources
    .filter(({ value }) => value.document === document)
    .flatMap((resource) => podsOf(resource));
}

/** The same remedies in data where containers have what they take from their pod. */
function effectiveChanges(wanted: readonly Wanted[]): Wanted[] {
  return wanted.map(({ finding, changes }) => ({
    finding,
    changes: changes.map((change) => {
      const { container } = finding.subject;
      return change && container ? effectiveChange(change, container) : change;
    }),
  }));
}

function comparisonOf<Rendered extends RenderedManifest>(
  { before, after, wanted }: ComparedData,
  fault: Omit<Fault<Rendered>, 'kind'>,
): Comparison<Rendered> {
  const { applied, made, loose, partial, others } = compareData({ before, after, wanted });
  return {
    applied,
    made,
    inherited: new Set(),
    faults: [
      ...(others.length === 0 ? [] : [{ ...fault, kind: 'other value' as const, paths: others }]),
      ...partial.map((finding) => ({
        ...fault,
        kind: 'part of a remedy' as const,
        finding,
        paths: loose,
      })),
    ],
  };
}

/** The findings of a rendering that were not there before. */
function newFindings(
  { judged: before }: JudgedRendering,
  { judged: after }: JudgedRendering,
): Finding[] {
  const left = countOf(before.findings);
  return after.findings.filter(({ identity }) => {
    const count = left.get(identity) ?? 0;
    left.set(identity, count - 1);
    return count <= 0;
  });
}

function countOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { identity } of findings) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return counts;
}
