import { type Volume, isReadOnly, mountsOf, volumesOf } from '../manifest/mounts.ts';
import { type Pod, placeFor } from '../manifest/pod.ts';
import {
  type Path,
  type Value,
  entriesOf,
  field,
  isSet,
  scalar,
  textOf,
  valueAt,
} from '../manifest/value.ts';
import { code, describeValue } from './describe.ts';
import { type Found, defineRule } from './rule.ts';

export const boundedScratch = defineRule({
  id: 'bounded-scratch',
  summary: 'an `emptyDir` that may fill its node',
  headline: 'can fill its node',
  severity: { immutable: 'warning', strict: 'error' },
  check({ resource, pods }, report) {
    for (const pod of pods) {
      for (const volume of volumesOf(pod).filter(isScratch)) {
        const found = checkScratch(pod, volume);
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

function checkScratch(pod: Pod, { name, value }: Volume): Found | undefined {
  const limit = valueAt(value, ['emptyDir', 'sizeLimit']);
  const isLimited = isSet(limit);
  const size = isLimited ? sizeOf(limit) : 0;
  const volume = `volume ${code(name)}`;
  if (isLimited && size === undefined) {
    const message = `the \`sizeLimit\` of ${volume} is ${describeValue(limit)}, not a size: the API server refuses it`;
    return { at: limit.span, message, detail: name };
  }
  const isElsewhere = pod.partial || pod.containers.every(({ partial }) => partial);
  const medium = textOf(valueAt(value, ['emptyDir', 'medium'])) ?? '';
  const isOpen = isLimited
    ? size === 0 && (isElsewhere || isWritten(pod, name))
    : !isElsewhere && isWritten(pod, name);
  if (!isOpen || isBounded(pod, medium)) return undefined;
  const what = medium === 'Memory' ? 'memory' : 'disk';
  return {
    at: isLimited ? limit.span : placeFor(value, 'emptyDir'),
    message: isLimited
      ? `the \`sizeLimit\` of ${volume} is 0, which means none: say how much of its node's ${what} it may take`
      : `${volume} can fill the ${what} of its node: give its \`emptyDir\` a \`sizeLimit\``,
    detail: name,
  };
}

function isWritten({ containers }: Pod, name: string): boolean {
  return containers.some((container) =>
    mountsOf(container).some((mount) => mount.name === name && !isReadOnly(mount)),
  );
}

/**
 * Whether the limits of the pod bound a volume. On disk one container's limit is enough: the kubelet
 * adds up those that there are, and evicts the pod whose files exceed the sum
 * (kubernetes/kubernetes, pkg/kubelet/eviction, podEphemeralStorageLimitEviction). In memory the
 * file system is as large as the pod's limit, which it has if the pod says so or each of its
 * containers (pkg/kubelet/cm, ResourceConfigForPod). Huge pages have to be asked for by number.
 */
function isBounded({ spec, containers }: Pod, medium: string): boolean {
  if (medium.startsWith('HugePages')) return true;
  const counted = containers.filter(({ role }) => role !== 'ephemeral');
  if (medium !== 'Memory') {
    return counted.some(({ value }) => hasLimit(value, 'ephemeral-storage'));
  }
  return hasLimit(spec, 'memory') || counted.every(({ value }) => hasLimit(value, 'memory'));
}

function hasLimit(owner: Value | undefined, resource: string): boolean {
  const path: Path = ['resources', 'limits', resource];
  return (sizeOf(valueAt(owner, path)) ?? 0) > 0;
}

/** A quantity of Kubernetes that is not negative. */
const QUANTITY = /^\+?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** A quantity without its unit, which is enough to tell 0; undefined for what is no size. */
function sizeOf(value: Value | undefined): number | undefined {
  const plain = scalar(value);
  if (typeof plain !== 'number' && typeof plain !== 'string') return undefined;
  const text = String(plain);
  return QUANTITY.test(text) ? Number.parseFloat(text) : undefined;
}
