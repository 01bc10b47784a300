import { readManifest } from '../kubernetes/manifest.ts';
import { type Resource, dataOf } from '../kubernetes/resource.ts';
import type {
  PlacedPolicy,
  PoliciesBefore,
} from '../rules/kit/admission-policy/policies-before.ts';
import { identityOf, isWritten, nameOf } from '../rules/kit/admission-policy/written.ts';
import { type DataMap, isDataMap } from '../yaml/value-change.ts';
import type { Change } from './change.ts';

/** The policies before a change, and what of them it removes with their files. */
export interface ChangedPolicies {
  /** Undefined where there was none, and no label of a namespace. */
  readonly before: PoliciesBefore | undefined;
  /** What is gone from files in which nothing is left where that could be told. */
  readonly removed: readonly PlacedPolicy[];
}

/** What a change does to the policies that are in its files. */
export function changedPolicies({ files, removed = [] }: Change): ChangedPolicies {
  const sides = [
    ...files.map(({ path, base = '', head }) => ({ path, base, head })),
    ...removed.map(({ path, text }) => ({ path, base: text, head: '' })),
  ].map(({ path, base, head }) => ({ path, base: read(path, base), head: read(path, head) }));
  const old = sides.flatMap(({ base }) => base.policies);
  const labels = new Map(sides.flatMap(({ base }) => base.labels));
  if (old.length === 0 && labels.size === 0) return { before: undefined, removed: [] };
  const now = new Set(sides.flatMap(({ head }) => head.policies.map(idOf)));
  const isGone = (one: PlacedPolicy): boolean => !now.has(idOf(one));
  const gone = new Map<string, readonly PlacedPolicy[]>();
  const withoutPlace: PlacedPolicy[] = [];
  for (const { base, head } of sides) {
    const missing = head.isWhole ? base.policies.filter(isGone) : [];
    if (missing.length === 0) continue;
    const place = placeOf(missing, head.policies);
    if (place) gone.set(idOf(place), missing);
    else for (const one of missing) withoutPlace.push(one);
  }
  return {
    before: { written: new Map(old.map((one) => [idOf(one), one])), gone, labels },
    removed: withoutPlace,
  };
}

/** The policy of a binding that is gone; else the first one that the file still has. */
function placeOf(
  missing: readonly PlacedPolicy[],
  present: readonly PlacedPolicy[],
): PlacedPolicy | undefined {
  const names = new Set(missing.map(({ object }) => nameOf(object)));
  return present.find(({ object }) => names.has(nameOf(object))) ?? present[0];
}

function idOf({ object }: PlacedPolicy): string {
  return identityOf(object);
}

interface Read {
  /** Whether all of the file could be read: else nobody knows what is gone. */
  readonly isWhole: boolean;
  readonly policies: readonly PlacedPolicy[];
  readonly labels: readonly (readonly [namespace: string, labels: DataMap])[];
}

/** What each policy and each label of a level has in its text. */
const WORDS = /managed-by|pod-security\.kubernetes\.io/;

function read(path: string, text: string): Read {
  if (!WORDS.test(text)) return { isWhole: true, policies: [], labels: [] };
  const { resources, isWhole, unreadable } = readManifest({ path, text });
  return {
    isWhole: isWhole && unreadable === 0,
    policies: resources.flatMap((resource) => {
      const object = dataOf(resource);
      return isDataMap(object) && isWritten(object) ? [{ path, object }] : [];
    }),
    labels: resources.flatMap(labelsOf),
  };
}

function labelsOf(resource: Resource): Read['labels'] {
  if (resource.kind !== 'Namespace' || resource.group !== '') return [];
  const object = dataOf(resource);
  const metadata = isDataMap(object) ? object['metadata'] : undefined;
  const labels = isDataMap(metadata) ? metadata['labels'] : undefined;
  return isDataMap(labels) ? [[resource.name, labels]] : [];
}
