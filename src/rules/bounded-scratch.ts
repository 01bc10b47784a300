import { type Volume, isReadOnly, mountsOf, volumesOf } from '../kubernetes/mounts.ts';
import { type Pod, placeFor } from '../kubernetes/pod.ts';
import {
  type Path,
  type Value,
  entriesOf,
  field,
  isSet,
  scalar,
  textOf,
  valueAt,
} from '../yaml/value.ts';
import { code, describeValue } from './kit/describe.ts';
import { type Found, defineRule } from './kit/rule.ts';

export const boundedScratch = defineRule({
  id: 'bounded-scratch',
  summary: 'an `emptyDir` that can fill the disk or the memory of its node',
  headline: 'can fill its node',
  severity: { immutable: 'notice', strict: 'error' },
  dependsOn: ['volumes'],
  check({ resource, pods }, report) {
    for (const pod of pods) {
      const volumes = volumesOf(pod).filter(isScratch);
      if (volumes.length === 0) continue;
      const use = useOf(pod);
      for (const volume of volumes) {
        const found = checkScratch(volume, use);
        if (found) report({ subject: { resource, value: volume.value }, ...found });
      }
    }
  },
});

/** A volume of no type is an `emptyDir` too: the API server makes it one. */
function isScratch({ value }: Volume): boolean {
  if (isSet(field(value, 'emptyDir')?.value)) return true;
  // A directive of a patch (`$retainKeys`) is no type; a merge key may bring one.
  return entriesOf(value).every(
    (entry) => entry.name === 'name' || entry.name.startsWith('$') || !isSet(entry.value),
  );
}

function checkScratch({ name, value }: Volume, use: Use): Found | undefined {
  const limit = valueAt(value, ['emptyDir', 'sizeLimit']);
  const isLimited = isSet(limit);
  const size = isLimited ? sizeOf(limit) : 0;
  const volume = `volume ${code(name)}`;
  if (isLimited && size === undefined) {
    const message = `the \`sizeLimit\` of ${volume} is ${describeValue(limit)}, not a size: the API server refuses it`;
    return { at: limit.span, message, detail: name, isRefused: true };
  }
  const medium = textOf(valueAt(value, ['emptyDir', 'medium'])) ?? '';
  const isWritten = use.written.has(name);
  const isOpen = isLimited
    ? size === 0 && (use.isElsewhere || isWritten)
    : !use.isElsewhere && isWritten;
  if (!isOpen || isBounded(use, medium)) return undefined;
  const what = medium === 'Memory' ? 'memory' : 'disk';
  return {
    at: isLimited ? limit.span : placeFor(value, 'emptyDir'),
    message: isLimited
      ? `the \`sizeLimit\` of ${volume} is 0, which means no limit: set how much ${what} it may take`
      : `${volume} can fill the ${what} of its node: set \`emptyDir.sizeLimit\``,
    detail: name,
  };
}

/** What a pod does with its volumes, read once for all of them. */
interface Use {
  /** Whether its containers are given elsewhere. */
  readonly isElsewhere: boolean;
  /** The names of the volumes that a container can write to. */
  readonly written: ReadonlySet<string>;
  readonly isDiskBounded: boolean;
  readonly isMemoryBounded: boolean;
}

/**
 * The limits of the pod bound its volumes. On disk one container's limit is enough: the kubelet
 * adds up those that there are, and evicts the pod whose files exceed the sum
 * (kubernetes/kubernetes, pkg/kubelet/eviction, podEphemeralStorageLimitEviction). In memory the
 * file system is as large as the pod's limit, which it has if the pod says so or each of its
 * containers (pkg/kubelet/cm, ResourceConfigForPod).
 */
function useOf({ spec, containers, partial }: Pod): Use {
  const counted = containers.filter(({ role }) => role !== 'ephemeral');
  const written = containers
    .flatMap(mountsOf)
    .flatMap((mount) => (isReadOnly(mount) ? [] : mount.name));
  return {
    isElsewhere: partial || containers.every((container) => container.partial),
    written: new Set(written),
    isDiskBounded: counted.some(({ value }) => hasLimit(value, 'ephemeral-storage')),
    isMemoryBounded:
      hasLimit(spec, 'memory') || counted.every(({ value }) => hasLimit(value, 'memory')),
  };
}

/** Huge pages have to be asked for by number. */
function isBounded({ isDiskBounded, isMemoryBounded }: Use, medium: string): boolean {
  if (medium.startsWith('HugePages')) return true;
  return medium === 'Memory' ? isMemoryBounded : isDiskBounded;
}

function hasLimit(owner: Value | undefined, resource: string): boolean {
  const path: Path = ['resources', 'limits', resource];
  return (sizeOf(valueAt(owner, path)) ?? 0) > 0;
}

/** A quantity of Kubernetes that is not negative. */
const QUANTITY = /^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** A quantity without its unit, which is enough to tell 0; undefined for what is no size. */
function sizeOf(value: Value | undefined): number | undefined {
  const plain = scalar(value);
  if (typeof plain !== 'number' && typeof plain !== 'string') return undefined;
  const text = String(plain);
  return QUANTITY.test(text) ? Number.parseFloat(text) : undefined;
}
