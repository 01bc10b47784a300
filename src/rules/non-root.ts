import type { KnownImage } from '../images/known-image.ts';
import { describeUser } from '../images/describe.ts';
import { versionDoubts } from '../images/doubts.ts';
import type { Change } from '../manifest/change.ts';
import { mountsOf, volumesOf } from '../manifest/mounts.ts';
import { type Container, type Pod, effectiveField } from '../manifest/pod.ts';
import { type Value, field, isSet, scalar, textOf } from '../manifest/value.ts';
import { imageOf, isUsualProgram } from './container-image.ts';
import { code } from './describe.ts';
import { setInContext } from './remedies.ts';
import type { Remedy, RuleSet } from './rule.ts';

/**
 * Makes a container start only as another user than root, and as one that its image works with
 * where that is known.
 *
 * @param flag the `runAsNonRoot` in force, where there is one
 * @returns undefined where the image is known to work only as root
 */
export function nonRootRemedy(
  container: Container,
  flag: Value | undefined,
  ruleSet: RuleSet,
): Remedy | undefined {
  const { changes, isForAll } = setFlag(container, flag);
  if (container.pod.os === 'windows') return { safety: 'unsafe', changes, verify: WINDOWS_CHECK };
  if (isForAll) return { safety: 'unsafe', changes, verify: LINUX_CHECK };
  // With a user id above 0 the kubelet starts the container without looking at the image
  // (kubernetes/kubernetes, pkg/kubelet/kuberuntime/security_context_others.go), so that the flag
  // changes nothing. Without one it looks, and refuses an image that runs as root or as a name.
  const user = effectiveField(container, 'runAsUser')?.value;
  if (isUserId(scalar(user))) return { safety: 'safe', changes };
  const image = user ? undefined : imageOf(container, ruleSet);
  return image
    ? remedyForImage(container, image, changes)
    : { safety: 'unsafe', changes, verify: LINUX_CHECK };
}

/** What to check before `runAsNonRoot: true` is set for all containers of a pod. */
export function nonRootCheck({ os }: Pod): string {
  return os === 'windows' ? WINDOWS_CHECK : LINUX_CHECK;
}

const LINUX_CHECK =
  'It starts only if its image has a numeric `USER` other than 0: ' +
  "`docker image inspect --format '{{.Config.User}}' IMAGE` prints it. If not, add the " +
  '`runAsUser` that the image works with.';
const WINDOWS_CHECK =
  'It starts only if neither its image nor `runAsUserName` says `ContainerAdministrator`.';

function setFlag(
  container: Container,
  flag: Value | undefined,
): { changes: readonly Change[]; isForAll: boolean } {
  const isOwn = isSet(field(container.securityContext, 'runAsNonRoot')?.value);
  // A false may be right for the pod's other containers; a value that is refused is so for all, and
  // where containers are given elsewhere, there is only the pod to set it for.
  const isShown = container.pod.containers.includes(container);
  return flag !== undefined && !isOwn && (scalar(flag) !== false || !isShown)
    ? { changes: [{ kind: 'set', path: flag.path, value: true }], isForAll: true }
    : { changes: setInContext(container, 'runAsNonRoot', true), isForAll: false };
}

function remedyForImage(
  container: Container,
  image: KnownImage,
  changes: readonly Change[],
): Remedy | undefined {
  const { user, nonRoot } = image;
  const name = code(textOf(field(container.value, 'image')?.value) ?? image.id);
  const uncertain =
    versionDoubts(image).length > 0
      ? [`Uncertain of its user: ${versionDoubts(image).join('; ')}.`]
      : [];
  if (user?.declared === 'numeric' && user.uid !== 0) {
    return withChecks(uncertain, { changes, reason: `${name} ${describeUser(image)}.`, image });
  }
  if (!isUsualProgram(container)) return { safety: 'unsafe', changes, verify: LINUX_CHECK };
  if (nonRoot?.works === 'never') return undefined;
  if (nonRoot?.uid === undefined) return { safety: 'unsafe', changes, verify: LINUX_CHECK, image };
  const { uid, gid } = nonRoot;
  const isGrouped = gid === undefined || effectiveField(container, 'runAsGroup') !== undefined;
  // The name becomes its number, and nothing else.
  const isSameUser =
    user?.declared === 'name' &&
    user.uid === uid &&
    (isGrouped || user.gid === gid) &&
    nonRoot.checked !== false;
  return withChecks([...(isSameUser ? [] : checksOf(image)), ...uncertain], {
    changes: [
      ...changes,
      ...setInContext(container, 'runAsUser', uid),
      ...(isGrouped ? [] : setInContext(container, 'runAsGroup', gid)),
      ...(isSameUser ? [] : giveVolumes(container, gid ?? uid)),
    ],
    reason: `${name} ${describeUser(image)}; it works as user ${uid}.`,
    image,
  });
}

function withChecks(checks: readonly string[], remedy: Omit<Remedy, 'safety' | 'verify'>): Remedy {
  return checks.length === 0
    ? { ...remedy, safety: 'safe' }
    : { ...remedy, safety: 'unsafe', verify: checks.join(' ') };
}

/** What changes for a program that no longer starts as root. */
function checksOf({ nonRoot, lowPorts, alternatives }: KnownImage): string[] {
  const alternative = alternatives.find(({ checked }) => checked !== false);
  const user = nonRoot?.uid ?? '';
  const ports =
    `It listens on ${lowPorts.join(' and ')}: as user ${user} that takes containerd 2.0 or ` +
    'later, the sysctl `net.ipv4.ip_unprivileged_port_start` set to 0 in its pod, or another port.';
  return [
    ...(nonRoot?.how === undefined ? [] : [`As user ${user}: ${nonRoot.how}`]),
    ...(lowPorts.length > 0 && nonRoot?.how === undefined ? [ports] : []),
    `Files in its volumes that belong to root have to be readable, or writable, for user ${user}.`,
    ...(alternative ? [`${code(alternative.image)} is the same program, made for it.`] : []),
  ];
}

/**
 * A claim belongs to root until the pod has a group for it; an `emptyDir` is open to all. There is one
 * group for all volumes, so that it is for a person to say where several containers have claims.
 */
function giveVolumes(container: Container, group: number): Change[] {
  const { pod } = container;
  const owners = pod.containers.filter(hasClaim);
  const isGiven = isSet(field(pod.securityContext, 'fsGroup')?.value);
  if (
    !pod.spec ||
    pod.form === 'subset' ||
    isGiven ||
    owners.length !== 1 ||
    owners[0] !== container
  )
    return [];
  return [{ kind: 'set', path: [...pod.spec.path, 'securityContext', 'fsGroup'], value: group }];
}

function hasClaim(container: Container): boolean {
  return mountsOf(container).some(({ name }) => {
    const volume = volumesOf(container.pod).find((candidate) => candidate.name === name);
    // A volume that is not among the pod's comes from a claim template.
    return (
      !volume ||
      ['persistentVolumeClaim', 'ephemeral'].some((type) => isSet(field(volume.value, type)?.value))
    );
  });
}

/** The API takes ids up to the largest signed 32-bit number. */
function isUserId(user: unknown): boolean {
  return Number.isInteger(user) && Number(user) > 0 && Number(user) <= 2_147_483_647;
}
