import { dequal } from 'dequal/lite';
import { changeData } from '../../yaml/change-data.ts';
import type { Finding } from '../../judge/judge.ts';
import { distinctChanges } from '../../yaml/edit/plan-edits.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import { type Data, type ValueChange, isDataMap } from '../../yaml/value-change.ts';
import type { JudgedRendering } from '../relocate.ts';
import type { RenderedManifest } from '../rendered-source.ts';
import type { Path } from '../../yaml/value.ts';
import { dataAt } from './data-at.ts';
import { differences } from './differences.ts';

/** What a change of a source did to its renderings. */
export interface Comparison<Rendered extends RenderedManifest = RenderedManifest> {
  /** The findings whose remedies were applied, as they were before: with all of their changes. */
  readonly applied: readonly Finding[];
  /** The changes of remedies that were made, with others of the same remedy or without. */
  readonly made: ReadonlySet<ValueChange>;
  /** Where something else came of it than remedies; none where it is proved that nothing did. */
  readonly faults: readonly Fault<Rendered>[];
}

/** Something that no remedy asks for. */
export interface Fault<Rendered extends RenderedManifest = RenderedManifest> {
  readonly kind:
    'other value' | 'part of a remedy' | 'new finding' | 'finding stays' | 'not rendered';
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
  const now = new Map(after.map((one) => [keyOf(one), one]));
  const found = before.map((one) => compareOne(one, now.get(keyOf(one)), isAllowed));
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
    faults: [...found.flatMap(({ faults }) => faults), ...(isMore ? [unknown] : [])],
  };
}

/** A template's name, and the value set that it was rendered with. */
function keyOf({ rendered: { set, manifest } }: JudgedRendering): string {
  return JSON.stringify([set.name, manifest.file.path]);
}

const NOTHING = { applied: [], made: new Set<ValueChange>(), faults: [] };

function compareOne<Rendered extends RenderedManifest>(
  before: JudgedRendering<Rendered>,
  after: JudgedRendering<Rendered> | undefined,
  isAllowed: (finding: Finding) => boolean,
): Comparison<Rendered> {
  const fault = { rendering: before, document: undefined, finding: undefined, paths: [] };
  if (!after) return { ...NOTHING, faults: [{ ...fault, kind: 'not rendered' }] };
  const [old, now] = [before.judged.manifest, after.judged.manifest];
  if (old.file.text === now.file.text) return NOTHING;
  // Of what could not be read nobody knows what changed.
  if (old.unreadable + now.unreadable > 0 || old.documents.length !== now.documents.length) {
    return { ...NOTHING, faults: [{ ...fault, kind: 'other value' }] };
  }
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
    faults: [
      ...found.flatMap(({ faults }) => faults),
      ...newFindings(before, after).map((finding) => about('new finding', finding)),
      ...stay.map((finding) => about('finding stays', finding)),
    ],
  };
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
  const { made, others } = changesBetween(before, after, findings);
  const applied = findings.filter(
    ({ remedy }) =>
      remedy &&
      remedy.changes.length > 0 &&
      remedy.changes.every((change) => hasMade(made, change)),
  );
  const owned = applied.flatMap(({ remedy }) => remedy?.changes ?? []);
  const loose = made.filter((change) => !hasMade(owned, change));
  const paths = loose.map(({ path }) => path);
  const partial = findings.filter(
    (finding) =>
      !applied.includes(finding) &&
      finding.remedy?.changes.some((change) => hasMade(loose, change)),
  );
  const faults: Fault<Rendered>[] = [
    ...(others.length === 0 ? [] : [{ ...fault, kind: 'other value' as const, paths: others }]),
    ...partial.map((finding) => ({ ...fault, kind: 'part of a remedy' as const, finding, paths })),
  ];
  const all = findings.flatMap(({ remedy }) => remedy?.changes ?? []);
  return { applied, made: new Set(all.filter((change) => hasMade(made, change))), faults };
}

function hasMade(made: readonly ValueChange[], change: ValueChange): boolean {
  return made.some((one) => one === change || dequal(one, change));
}

/** The changes of remedies that one document differs from another by, and where it does otherwise. */
function changesBetween(
  before: Data,
  after: Data,
  findings: readonly Finding[],
): { readonly made: readonly ValueChange[]; readonly others: readonly Path[] } {
  const wanted = distinctChanges(findings.flatMap(({ remedy }) => remedy?.changes ?? []));
  const made: ValueChange[] = [];
  let rest = after;
  for (const change of wanted) {
    if (change.kind !== 'append') continue;
    const without = withoutElement(before, rest, change);
    if (without === undefined) continue;
    rest = without;
    made.push(change);
  }
  for (const change of wanted) {
    if (change.kind !== 'append' && isMade(before, rest, change)) made.push(change);
  }
  const changes = made.filter(({ kind }) => kind !== 'append');
  return { made, others: differences(changeData(before, changes), rest) };
}

/** The data without an element that a list has more often than before; undefined where it has not. */
function withoutElement(
  before: Data,
  after: Data,
  { path, value }: Extract<ValueChange, { kind: 'append' }>,
): Data | undefined {
  const [old, now] = [before, after].map((data) => dataAt(data, path));
  if (!Array.isArray(now)) return undefined;
  const list: readonly Data[] = now;
  const had: readonly Data[] = Array.isArray(old) ? old : [];
  const isIt = (item: Data): boolean => dequal(item, value);
  const at = list.findLastIndex(isIt);
  if (at === -1 || list.filter(isIt).length <= had.filter(isIt).length) return undefined;
  const rest = list.toSpliced(at, 1);
  if (rest.length > 0 || old !== undefined) {
    return changeData(after, [
      { kind: 'set', path, value: old === null && rest.length === 0 ? null : rest },
    ]);
  }
  return withoutEmpty(before, changeData(after, [{ kind: 'remove', path }]), path.slice(0, -1));
}

/** Without the mappings that were made for a list. */
function withoutEmpty(before: Data, after: Data, path: readonly (string | number)[]): Data {
  const data = dataAt(after, path);
  const isAdded = dataAt(before, path) === undefined && isDataMap(data);
  if (!isAdded || Object.keys(data).length > 0) return after;
  return withoutEmpty(before, changeData(after, [{ kind: 'remove', path }]), path.slice(0, -1));
}

function isMade(
  before: Data,
  after: Data,
  change: Exclude<ValueChange, { kind: 'append' }>,
): boolean {
  const [old, now] = [before, after].map((data) => dataAt(data, change.path));
  if (change.kind === 'set') return dequal(now, change.value) && !dequal(old, change.value);
  if (now !== undefined || old === undefined) return false;
  if (change.kind === 'remove') return true;
  return dequal(dataAt(after, [...change.path.slice(0, -1), change.name]), old);
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
