import { type Value, field, items, ownFields } from '../yaml/value.ts';
import { workloads } from './workloads.generated.ts';

/** What a place can hold; data/workloads.yaml describes each. */
const PLACE_KINDS = [
  'pod',
  'template',
  'podSpec',
  'subset',
  'container',
  'bareContainer',
  'containerContext',
  'podContext',
  'object',
  'defaults',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** An entry of data/workloads.yaml: kinds, groups, and the places, each as `path: standing`. */
export type WorkloadRow = readonly [kinds: string, groups: string, ...places: string[]];

/** Keys, `[]` for each element of a list and `{}` for each value of a mapping. */
export type Steps = readonly string[];

/** A place in an object that holds a pod, a part of a pod, or another object. */
export interface Place {
  readonly standing: PlaceKind;
  readonly steps: Steps;
  /** Whether an operator adds missing fields at this place, so that a missing field is no finding. */
  readonly partial: boolean;
  /** Whether the pod's securityContext does not count for its containers. */
  readonly isolated: boolean;
  /** The mapping whose containers a context or defaults are for. */
  readonly scope: Steps;
  /** The key of the lists whose containers defaults are for; undefined for all. */
  readonly only: string | undefined;
}

/** The rows of a kind, or of all kinds of a group. A project has few of those that the table has. */
const rowsByWord = new Map<string, readonly WorkloadRow[]>();

/** More kinds than a project has; what comes from outside must not stay for ever. */
const MAX_WORDS = 1000;

function rowsOf(kind: string): readonly WorkloadRow[] {
  return knownRows(`kind ${kind}`, ([kinds]) => kinds !== 'any' && hasWord(kinds, kind));
}

function rowOfGroup(group: string): WorkloadRow | undefined {
  const isOf = ([kinds, groups]: WorkloadRow): boolean => kinds === 'any' && hasWord(groups, group);
  return knownRows(`group ${group}`, isOf).at(-1);
}

function knownRows(word: string, isOf: (row: WorkloadRow) => boolean): readonly WorkloadRow[] {
  const known = rowsByWord.get(word);
  if (known) return known;
  const rows = workloads.filter(isOf);
  if (rowsByWord.size >= MAX_WORDS) rowsByWord.clear();
  rowsByWord.set(word, rows);
  return rows;
}

/** Whether one of the words of a list with spaces between them is this one, which may be empty. */
function hasWord(list: string, word: string): boolean {
  return (word === '' || list.includes(word)) && list.split(' ').includes(word);
}

const placesByRow = new Map<WorkloadRow, readonly Place[]>();

/**
 * The places of a kind; none for one that is known to hold no pods, undefined for an unknown one.
 * Without an API version, as in a patch, the kind alone decides, Kubernetes' own first.
 */
export function placesOf({
  apiVersion,
  group,
  kind,
  places: own,
}: {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** What a team says of the kind. */
  readonly places?: readonly Place[] | undefined;
}): readonly Place[] | undefined {
  if (own) return own;
  const row =
    rowsOf(kind).find(([, groups]) => apiVersion === '' || hasWord(groups, group)) ??
    rowOfGroup(group);
  if (!row) return undefined;
  const known = placesByRow.get(row);
  if (known) return known;
  const [, , ...texts] = row;
  const places = texts.flatMap(readPlaces);
  placesByRow.set(row, places);
  return places;
}

/** The values at the steps below a value, in the order of the text. */
export function valuesAt(root: Value, steps: Steps): readonly Value[] {
  let values: readonly Value[] = [root];
  for (const step of steps) {
    const [only] = values;
    if (only === undefined) return values;
    values = values.length === 1 ? next(only, step) : values.flatMap((value) => next(value, step));
  }
  return values;
}

/** The values on the way along the steps below a value, from the value itself to the last, for each match. */
export function trailsAt(root: Value, steps: Steps): (readonly Value[])[] {
  const trail = [root];
  let last = root;
  for (const step of steps) {
    if (isEach(step)) {
      const below = steps.slice(trail.length);
      return next(last, step).flatMap((value) =>
        trailsAt(value, below).map((rest) => [...trail, ...rest]),
      );
    }
    // Most kinds have many places, and most objects nothing at most of them.
    const found = field(last, step);
    if (!found) return [];
    last = found.value;
    trail.push(last);
  }
  return [trail];
}

/** Whether a step is to each element of a list, or to each value of a mapping. */
function isEach(step: string): boolean {
  return step === '[]' || step === '{}';
}

function next(value: Value, step: string): readonly Value[] {
  if (step === '[]') return items(value);
  if (step === '{}') return ownFields(value).map((found) => found.value);
  const found = field(value, step);
  return found ? [found.value] : [];
}

/** What the places of a text like `spec.(a|b)[]: partial container` hold: `container`. */
export function standingOf(text: string): PlaceKind | undefined {
  return readStanding(text).standing;
}

function readStanding(text: string) {
  const [pattern = '', what = ''] = text.split(': ');
  const [, how, word, scope, only] =
    /^(?:(partial|isolated) )?(\w+)(?: of (\S+))?(?: for (\w+))?$/.exec(what) ?? [];
  return { pattern, how, standing: PLACE_KINDS.find((one) => one === word), scope, only };
}

/** The places that a text like `spec.(a|b)[]: partial container` stands for. */
export function readPlaces(text: string): Place[] {
  const { pattern, how, standing, scope, only } = readStanding(text);
  if (!standing) return [];
  return expand(pattern).map((path) => {
    const steps = splitPath(path);
    return {
      standing,
      steps,
      partial: how === 'partial' || ALWAYS_PARTIAL.has(standing),
      isolated: how === 'isolated',
      scope: scope === undefined ? steps.slice(0, -1) : splitPath(scope),
      only,
    };
  });
}

const ALWAYS_PARTIAL: ReadonlySet<PlaceKind> = new Set<PlaceKind>([
  'subset',
  'bareContainer',
  'containerContext',
  'podContext',
]);

/** The paths that a pattern with alternatives, `a.(b|c)`, stands for. */
function expand(pattern: string): string[] {
  const [choice, alternatives] = /\(([^()]*)\)/.exec(pattern) ?? [];
  if (choice === undefined || alternatives === undefined) return [pattern];
  return alternatives.split('|').flatMap((one) => expand(pattern.replace(choice, () => one)));
}

function splitPath(path: string): string[] {
  return path === '' ? [] : path.replaceAll('[]', '.[]').replaceAll('{}', '.{}').split('.');
}
