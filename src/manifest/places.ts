import { type Value, field, items, ownFields } from './value.ts';
import { workloads } from './workloads.generated.ts';

/** What can stand at a place; data/workloads.yaml says what each is. */
export type Standing =
  | 'pod'
  | 'template'
  | 'podSpec'
  | 'subset'
  | 'container'
  | 'bareContainer'
  | 'containerContext'
  | 'podContext'
  | 'object'
  | 'defaults';

/** A path pattern, what stands there, and `partial`, `isolated`, or the path that a context is for. */
export type PlaceRow = readonly [pattern: string, standing: Standing, how?: string];

/** Kinds that hold the same things in the same places; without kinds, all others of the groups. */
export interface WorkloadRow {
  readonly kinds?: readonly string[];
  readonly groups: readonly string[];
  readonly places: readonly PlaceRow[];
}

/** Keys, `[]` for each element of a list and `{}` for each value of a mapping. */
export type Steps = readonly string[];

/** A place of an object where a pod, a part of one, or another object stands. */
export interface Place {
  readonly standing: Standing;
  readonly steps: Steps;
  /** Whether an operator adds to what stands there, so that absence is no finding. */
  readonly partial: boolean;
  /** Whether the pod's securityContext does not count for its containers. */
  readonly isolated: boolean;
  /** The mapping whose containers a context or defaults are for. */
  readonly scope: Steps;
}

const byKind = new Map<string, WorkloadRow[]>();
const byGroup = new Map<string, WorkloadRow>();
for (const row of workloads) {
  for (const kind of row.kinds ?? []) byKind.set(kind, [...(byKind.get(kind) ?? []), row]);
  if (!row.kinds) for (const group of row.groups) byGroup.set(group, row);
}
const expanded = new Map<WorkloadRow, readonly Place[]>();

/**
 * The places of a kind; none for one that is known to hold no pods, undefined for an unknown one.
 * Without an API version, as in a patch, the kind alone decides, Kubernetes' own first.
 */
export function placesOf({
  apiVersion,
  group,
  kind,
}: {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
}): readonly Place[] | undefined {
  const row =
    byKind.get(kind)?.find(({ groups }) => apiVersion === '' || groups.includes(group)) ??
    byGroup.get(group);
  if (!row) return undefined;
  const known = expanded.get(row);
  if (known) return known;
  const places = row.places.flatMap(readPlaces);
  expanded.set(row, places);
  return places;
}

/** The values at the steps below a value, in the order of the text. */
export function valuesAt(root: Value, steps: Steps): Value[] {
  let values = [root];
  for (const step of steps) values = values.flatMap((value) => next(value, step));
  return values;
}

function next(value: Value, step: string): Value[] {
  if (step === '[]') return items(value);
  if (step === '{}') return ownFields(value).map((found) => found.value);
  const found = field(value, step);
  return found ? [found.value] : [];
}

function readPlaces([pattern, standing, how]: PlaceRow): Place[] {
  return expand(pattern).map((path) => {
    const steps = splitPath(path);
    const isScoped = standing === 'podContext' && how !== undefined;
    return {
      standing,
      steps,
      partial: how === 'partial' || ALWAYS_PARTIAL.has(standing),
      isolated: how === 'isolated',
      scope: isScoped ? splitPath(how) : steps.slice(0, -1),
    };
  });
}

const ALWAYS_PARTIAL: ReadonlySet<Standing> = new Set<Standing>([
  'subset',
  'bareContainer',
  'containerContext',
  'podContext',
]);

/** The paths that a pattern with alternatives, `a.(b|c)`, stands for. */
export function expand(pattern: string): string[] {
  const [choice, alternatives] = /\(([^)]*)\)/.exec(pattern) ?? [];
  if (choice === undefined || alternatives === undefined) return [pattern];
  return alternatives.split('|').flatMap((one) => expand(pattern.replace(choice, () => one)));
}

function splitPath(path: string): string[] {
  return path === '' ? [] : path.replaceAll('[]', '.[]').replaceAll('{}', '.{}').split('.');
}
