import { dequal } from 'dequal/lite';
import { changeData } from '../../yaml/change-data.ts';
import { type Data, type ValueChange, isDataMap } from '../../yaml/value-change.ts';
import { type Path, rootOf, scalar, valueAt } from '../../yaml/value.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ChartManifest } from '../rendered-manifests.ts';
import type { ValuesDocument } from '../inline-values.ts';
import type { ValuesFile, ValuesKey } from '../values-keys.ts';
import { builtOptions } from './built-options.ts';
import { changesIn } from './inline-changes.ts';
import { dataAt } from './data-at.ts';
import { linesOf } from './lines-of.ts';
import { pointersFor } from './named-values.ts';
import type { ValuesOption } from './option.ts';
import { asText, isGivenToTpl } from './text-for-tpl.ts';

/** Changes of one place of a rendered document. */
export interface PlacedChanges {
  readonly rendered: ChartManifest;
  readonly document: ParsedDocument;
  /** The place: a mapping, a list, or a scalar that is replaced. */
  readonly at: Path;
  readonly changes: readonly ValueChange[];
  /** The files of values that may be edited. */
  readonly canEdit: (path: string) => boolean;
  /** The texts by their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether what is at the place is written only as long as the values have nothing for it. */
  readonly replaces: boolean;
}

/** Each costs a rendering when the ones before it come to nothing. */
const MAX_OPTIONS = 4;

/** How deep below a value its copy in a rendering is looked for. */
const MAX_DEPTH = 5;

/** The ways to make changes through files of values, the best first. */
export function valuesOptions(placed: PlacedChanges): ValuesOption[] {
  const { document, at } = placed;
  const written = scalar(valueAt(rootOf(document), at)) ?? null;
  // A scalar that is written has a key: another one would only be named like it.
  const found = written === null ? namedOptions(placed) : scalarOption(placed);
  const all = [...copyOptions(placed), ...found];
  const byChange = new Map(all.map((one) => [JSON.stringify([one.path, one.changes]), one]));
  return [...byChange.values()].slice(0, MAX_OPTIONS);
}

/** The key of the values whose value a rendered scalar is. */
function scalarOption(placed: PlacedChanges): ValuesOption[] {
  const { rendered, document, at, changes, canEdit } = placed;
  const { values } = rendered.map;
  const value = valueAt(rootOf(document), at);
  const written = scalar(value);
  const [change] = changes;
  if (!value || written === undefined || change?.kind !== 'set') return [];
  const index = rendered.manifest.lines.position(value.span.start).line - 1;
  const found = rendered.map.keyAt(rendered.file, index);
  if (!found) return [];
  if (found.from?.places) return builtOptions(found, change, placed);
  if (!canEdit(found.path)) return overridingOptions(placed, found, change);
  const { path, value: key, pointer, file } = found;
  if (!file.inline) {
    if (scalar(key) !== written) return [];
    const set = { ...change, path: key.path };
    return [{ kind: 'values', path, document: key.document, changes: [set], pointer }];
  }
  return values.documentsIn(file).flatMap((within) => {
    const steps = pathOf(within.data, values.stepsTo(found));
    // A value that is filled in is written otherwise.
    if (dataAt(within.data, steps) !== written) return [];
    const set = changesIn(within, [{ ...change, path: steps }]);
    const own = { kind: 'values' as const, path, document: within.document, pointer };
    return set ? [{ ...own, changes: set }] : [];
  });
}

/**
 * A value of a chart that is not for us to edit, such as one that others publish, set in what counts over it: in
 * the values of a release, or of a parent.
 */
function overridingOptions(
  { rendered, canEdit }: PlacedChanges,
  { file: own, value, pointer }: ValuesKey,
  change: ValueChange,
): ValuesOption[] {
  const { values } = rendered.map;
  // Helm takes a list from one file alone.
  if (value.path.some((step) => typeof step === 'number')) return [];
  const all = values.filesFor(pointer);
  const over = all.slice(
    0,
    all.findIndex(({ file }) => file === own),
  );
  const places = over
    .filter(({ file }) => canEdit(file.path))
    .flatMap(({ file, steps }) =>
      values.documentsIn(file).map((within) => ({ file, within, steps })),
    )
    .toSorted((a, b) => depthIn(b) - depthIn(a))
    .slice(0, MAX_OPTIONS);
  return places.flatMap(({ file, within, steps }) => {
    const changes = changesIn(within, [{ ...change, path: [...steps] }]);
    const { document } = within;
    return changes ? [{ kind: 'values', path: file.path, document, changes, pointer }] : [];
  });
}

/** How much of the way to a value is there. */
function depthIn({
  within,
  steps,
}: {
  readonly within: ValuesDocument;
  readonly steps: readonly string[];
}): number {
  const missing = steps.findIndex(
    (_, index) => dataAt(within.data, steps.slice(0, index + 1)) === undefined,
  );
  return missing === -1 ? steps.length : missing;
}

/** What a template wrote as a whole, such as with `toYaml`: the same data in the values. */
function copyOptions(placed: PlacedChanges): ValuesOption[] {
  const { rendered, document, at, canEdit } = placed;
  const data = document.toData();
  const options: ValuesOption[] = [];
  for (let depth = at.length; depth > 0 && options.length < MAX_OPTIONS; depth--) {
    const place = at.slice(0, depth);
    const copied = dataAt(data, place);
    if (!isFilled(copied)) continue;
    const { from } = linesOf(rendered, document, place);
    for (const pointer of rendered.map.writtenBy(rendered.file, from)) {
      for (const { file, steps } of rendered.map.values.filesFor(pointer)) {
        if (!canEdit(file.path)) continue;
        const found = copyIn(rendered, file, steps, copied);
        const made = found ? optionAt(placed, { ...found, file, pointer, place }) : [];
        for (const one of made) options.push(one);
      }
    }
  }
  return options;
}

function isFilled(data: Data | undefined): data is Data {
  return typeof data === 'object' && data !== null && Object.keys(data).length > 0;
}

interface ValuesPlace {
  readonly file: ValuesFile;
  readonly within: ValuesDocument;
  /** The path among the values. */
  readonly path: Path;
}

function copyIn(
  { map }: ChartManifest,
  file: ValuesFile,
  steps: readonly string[],
  copied: Data,
): Omit<ValuesPlace, 'file'> | undefined {
  for (const within of map.values.documentsIn(file)) {
    const { data } = within;
    const start = pathOf(data, steps);
    const found = searchCopy(dataAt(data, start), copied, 0);
    if (found) return { within, path: [...start, ...found] };
  }
  return undefined;
}

function searchCopy(data: Data | undefined, copied: Data, depth: number): Path | undefined {
  if (data === undefined || depth > MAX_DEPTH) return undefined;
  if (dequal(data, copied)) return [];
  const entries: [string | number, Data][] = Array.isArray(data)
    ? data.map((item: Data, index): [number, Data] => [index, item])
    : isDataMap(data)
      ? Object.entries(data)
      : [];
  for (const [step, below] of entries) {
    const found = searchCopy(below, copied, depth + 1);
    if (found) return [step, ...found];
  }
  return undefined;
}

/** The values that templates ask for by the name of what is missing, such as `.Values.web.securityContext`. */
function namedOptions(placed: PlacedChanges): ValuesOption[] {
  const { rendered, document, at } = placed;
  const isPod = at.at(-2) === 'spec';
  const ranked = pointersFor(rendered, document, at).toSorted(
    (a, b) => rank(a, isPod) - rank(b, isPod),
  );
  return ranked.flatMap((pointer) =>
    filesOf(placed, pointer).flatMap((found) => optionAt(placed, { ...found, pointer, place: at })),
  );
}

/** A container asks for the pod's settings only by chance, and the other way round. */
function rank(pointer: string, isPod: boolean): number {
  const isOther = isPod ? /container/i : /pod/i;
  const isOwn = isPod ? /pod/i : /container/i;
  return Number(isOther.test(pointer)) - Number(isOwn.test(pointer));
}

/** Where a value is, or can be added: the chart's own values first, but lists where they count. */
function filesOf(
  { rendered, at, changes, canEdit, files: chart }: PlacedChanges,
  pointer: string,
): ValuesPlace[] {
  const { values } = rendered.map;
  const files = values.filesFor(pointer).filter(({ file }) => canEdit(file.path));
  const all = files.flatMap(({ file, steps }): ValuesPlace[] => {
    const [within] = values.documentsIn(file);
    return within ? [{ file, within, path: pathOf(within.data, steps) }] : [];
  });
  const having = all.filter(({ within, path }) => dataAt(within.data, path) !== undefined);
  // Helm merges mappings, but takes a list from one file alone.
  const isList = changes.every(({ kind, path }) => kind === 'append' && path.length === at.length);
  const ordered =
    isList && having.length > 0
      ? having.slice(0, 1)
      : [...having.filter(isChartsOwn), ...having, ...all.filter(isChartsOwn), ...all];
  return [...new Set(ordered)].filter((place) => canHold(place, pointer, chart)).slice(0, 2);
}

function isChartsOwn({ file }: ValuesPlace): boolean {
  return file.path === 'values.yaml';
}

/** To a text nothing can be added in this way, unless it is empty and for `tpl`. */
function canHold(
  { within, path }: ValuesPlace,
  pointer: string,
  files: PlacedChanges['files'],
): boolean {
  const data = dataAt(within.data, path) ?? null;
  return typeof data === 'object' || (data === '' && isGivenToTpl(pointer, files));
}

/** Nothing, which a template can take for an empty text; not so an empty list. */
function isEmptyText(data: Data | undefined): boolean {
  return data === '' || data === null || data === undefined;
}

/** Steps of a JSON pointer as a path: the index of a list is a number. */
function pathOf(data: Data | undefined, steps: readonly string[]): Path {
  let current = data;
  return steps.map((step) => {
    const isItem = Array.isArray(current) && /^\d+$/.test(step);
    current = dataAt(current, [step]);
    return isItem ? Number(step) : step;
  });
}

function optionAt(
  placed: PlacedChanges,
  {
    file,
    within,
    path,
    pointer,
    place,
  }: ValuesPlace & { readonly pointer: string; readonly place: Path },
): ValuesOption[] {
  const { document, data } = within;
  const { at } = placed;
  const moved = wantedAt(placed, dataAt(data, path)).map((change) => ({
    ...change,
    path: [...path, ...at.slice(place.length), ...change.path.slice(at.length)],
  }));
  const isText = isEmptyText(dataAt(data, path)) && isGivenToTpl(pointer, placed.files);
  const wanted = isText ? asText(moved, path) : moved;
  const enabling = switchedOn(data, path);
  const made = changesIn(within, [...wanted, ...enabling]);
  const option = { kind: 'values' as const, path: file.path, document, pointer };
  return made ? [{ ...option, changes: made, switchesOn: enabling.length > 0 }] : [];
}

/** The changes, with what is there already where a value for it takes its place. */
function wantedAt({ document, at, changes, replaces }: PlacedChanges, value: Data | undefined) {
  const isEmpty = (value ?? null) === null || (isDataMap(value) && Object.keys(value).length === 0);
  if (!replaces || !isEmpty) return changes;
  const all = dataAt(changeData(document.toData() ?? null, changes), at);
  return Object.entries(isDataMap(all) ? all : {}).map(([name, one]): ValueChange => ({
    kind: 'set',
    path: [...at, name],
    value: one,
  }));
}

/** Some charts write a securityContext only where its key `enabled`, which Kubernetes does not know, is true. */
function switchedOn(data: Data | undefined, path: Path): ValueChange[] {
  const enabled = [...path, 'enabled'];
  return dataAt(data, enabled) === false && /context$/i.test(String(path.at(-1)))
    ? [{ kind: 'set', path: enabled, value: true }]
    : [];
}
