import type { ImageConfig } from '../../images/image-config.ts';
import type { NonRoot, User } from '../../images/facts.ts';
import type { KnownImage } from '../../images/known-image.ts';
import { describeUser } from '../../images/describe.ts';
import { versionCaveats } from '../../images/caveats.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { hasFilesOfOthers, mountsOf, volumeOf } from '../../kubernetes/mounts.ts';
import { type Container, type Pod, effectiveField } from '../../kubernetes/pod.ts';
import { field, isSet, items, scalar, textOf } from '../../yaml/value.ts';
import { configOf, imageOf, imageWords, isUsualProgram, mayRunProgram } from './container-image.ts';
import { code } from './describe.ts';
import { needsOf } from './image-needs.ts';
import { ownDataFolders } from './own-data-folder.ts';
import { imageUser } from './image-user.ts';
import { environmentFor } from './image-environment.ts';
import { setInContext } from './remedies.ts';
import type { Need } from './exemption.ts';
import type { Remedy, RuleSet } from './rule.ts';

/** Why a container can't be kept from root by what is known, a clause about its image. */
export interface Rooted {
  readonly obstacle: string;
  readonly need?: Need;
}

/** What works with its node may have no other image; any other program has one, or can get one. */
export function onlyRoot(container: Container, image: KnownImage): Rooted {
  const { how } = image.built && image.nonRoot ? image.nonRoot : {};
  // What the repository builds can be changed there.
  if (how !== undefined) return { obstacle: `${how.charAt(0).toLowerCase()}${how.slice(1, -1)}` };
  const obstacle = 'the image works only as root: use another image';
  const { why } = needsOf(container, image) ?? {};
  if (why === undefined) return { obstacle };
  const reason = image.nonRoot?.how ?? why;
  return { obstacle, need: { reason, condition: '. If it has to stay' } };
}

const NO_USER: Rooted = {
  obstacle: 'the image starts as root, and no other user is known: set a `USER` in its Dockerfile',
};

const LINUX_CHECK =
  'See that the image has a numeric `USER` other than 0. ' +
  "`docker image inspect --format '{{.Config.User}}' IMAGE` prints it; without one the container does " +
  'not start: add the `runAsUser` that the image works with.';
const WINDOWS_CHECK =
  'The container starts only if neither its image nor `runAsUserName` says `ContainerAdministrator`.';

/**
 * What a container needs beside `runAsNonRoot` in order to start: the user that its image works with,
 * where that is known and needed.
 *
 * @returns an obstacle where it would not start
 */
export function userRemedy(container: Container, ruleSet: RuleSet): Remedy | Rooted {
  const unknown: Remedy = { safety: 'unsafe', changes: [], verify: LINUX_CHECK };
  if (container.pod.os === 'windows') return { ...unknown, verify: WINDOWS_CHECK };
  // With a user id above 0 the kubelet starts the container without looking at the image
  // (kubernetes/kubernetes, pkg/kubelet/kuberuntime/security_context_others.go), so that the flag
  // changes nothing. Without one it looks, and refuses an image that runs as root or as a name.
  const user = effectiveField(container, 'runAsUser')?.value;
  if (user) return isUserId(scalar(user)) ? { safety: 'safe', changes: [] } : unknown;
  const image = imageOf(container, ruleSet);
  const config = configOf(container, ruleSet);
  const name = imageWords(container, ruleSet);
  if (config) return remedyForConfig(container, name, config, image) ?? unknown;
  return image ? (remedyForImage(container, name, image) ?? { ...unknown, image }) : unknown;
}

/** A `command` of its own does not change the user that the image starts as. */
function remedyForImage(
  container: Container,
  name: string,
  image: KnownImage,
): Remedy | Rooted | undefined {
  const { user, nonRoot, lowPorts } = image;
  if (user?.declared === 'numeric' && user.uid !== 0)
    return asOwnUser(container, name, image, user);
  if (nonRoot?.works === 'never' && isUsualProgram(container, image))
    return onlyRoot(container, image);
  const start = { user, words: `${name} ${describeUser(image)}`, lowPorts };
  return asKnownUser(container, image, start) ?? withoutUser(user, image);
}

/** In other versions than those whose facts were read an image may start as root or as a name: then the number is set. */
function asOwnUser(container: Container, name: string, image: KnownImage, user: User): Remedy {
  const { uid, gid } = user;
  if (image.isVersionChecked || uid === undefined) {
    const reason = `${name} ${describeUser(image)}.`;
    return withChecks(versionChecks(image), { changes: [], reason, image });
  }
  const reason = `${name} works as user ${uid}.`;
  return withChecks(versionChecks(image), { changes: setUser(container, uid, gid), reason, image });
}

/** The group only where none is set. */
function setUser(container: Container, uid: number, gid: number | undefined): ValueChange[] {
  const isGrouped = gid === undefined || effectiveField(container, 'runAsGroup') !== undefined;
  return [
    ...setInContext(container, 'runAsUser', uid),
    ...(isGrouped ? [] : setInContext(container, 'runAsGroup', gid)),
  ];
}

function withoutUser(user: User | undefined, image: KnownImage | undefined): Rooted | undefined {
  const dockerfile = image?.built?.dockerfile;
  if (!user || user.declared === 'numeric') return undefined;
  if (user.declared === 'root') {
    if (dockerfile === undefined) return NO_USER;
    return { obstacle: `add a user to ${code(dockerfile)}, and its number: \`USER 10001\`` };
  }
  const name = code(user.name ?? '');
  const where = dockerfile === undefined ? '' : `, and in ${code(dockerfile)}`;
  return {
    obstacle: `the image starts as ${name}, a name: set \`runAsUser\` to its number${where}`,
  };
}

/** How an image starts, whoever says it. */
interface Start {
  readonly user: User | undefined;
  /** The same in a sentence without its end. */
  readonly words: string;
  readonly lowPorts: readonly number[];
}

/** What its registry says comes before what is known of its image, but for the user that it works as. */
function remedyForConfig(
  container: Container,
  name: string,
  config: ImageConfig,
  image: KnownImage | undefined,
): Remedy | Rooted | undefined {
  const user = imageUser(config);
  if (user.declared === 'numeric') {
    const reason = `${name} starts as user ${user.uid}: its registry says so.`;
    return { safety: 'safe', changes: [], reason };
  }
  if (image?.nonRoot?.works === 'never' && isUsualProgram(container, image))
    return onlyRoot(container, image);
  const as = user.declared === 'root' ? 'root' : `${code(user.name ?? '')}, a name`;
  const start = {
    // The number of a name is for the facts to say.
    user: user.name !== undefined && user.name === image?.user?.name ? image.user : user,
    words: `${name} starts as ${as}, its registry says`,
    lowPorts:
      image && image.ports.length > 0
        ? image.lowPorts
        : config.exposedPorts.filter((port) => port < 1024),
  };
  return (image && asKnownUser(container, image, start)) ?? withoutUser(user, image);
}

/** Names the user that an image is known to work as; undefined where none is known. */
function asKnownUser(
  container: Container,
  image: KnownImage,
  { user, words, lowPorts }: Start,
): Remedy | undefined {
  const { nonRoot } = image;
  if (nonRoot?.uid === undefined) return undefined;
  const { uid, gid } = nonRoot;
  const variables = environmentFor(container, image, 'nonRoot');
  const isGrouped = gid === undefined || effectiveField(container, 'runAsGroup') !== undefined;
  // The name becomes its number, and nothing else.
  const isSameUser =
    user?.declared === 'name' &&
    user.uid === uid &&
    (isGrouped || user.gid === gid) &&
    nonRoot.checked !== false;
  const volumes = isSameUser ? [] : giveVolumes(container, nonRoot, gid ?? uid);
  const checks = isSameUser
    ? versionChecks(image)
    : [...checksOf(container, image, lowPorts, volumes), ...startChecks(image, uid)];
  return withChecks(checks, {
    changes: [
      ...setUser(container, uid, gid),
      ...volumes,
      ...variables.map(({ change }) => change),
      ...(isSameUser ? [] : ownDataFolders(container, image)),
    ],
    reason: `${words}${userWords(image, uid)}`,
    image,
  });
}

/** The user that it works as, and where that belongs as well, so that it does not start as root elsewhere. */
function userWords({ built, nonRoot, inspected }: KnownImage, uid: number): string {
  if (inspected && nonRoot?.checked === false) return `; its \`/etc/passwd\` has the user ${uid}.`;
  if (built?.userEdit === undefined) return `; it works as user ${uid}.`;
  return `. Its base works as user ${uid}: set ${code(built.userEdit.text)} there as well.`;
}

function versionChecks(image: KnownImage): string[] {
  const caveats = versionCaveats(image);
  return caveats.length > 0 ? [`Start it once: ${caveats.join('; ')}.`] : [];
}

function startChecks(image: KnownImage, uid: number): string[] {
  const caveats = versionCaveats(image);
  return [`Start it once as user ${uid}${caveats.length > 0 ? `: ${caveats.join('; ')}` : ''}.`];
}

function withChecks(checks: readonly string[], remedy: Omit<Remedy, 'safety' | 'verify'>): Remedy {
  return checks.length === 0
    ? { ...remedy, safety: 'safe' }
    : { ...remedy, safety: 'unsafe', verify: checks.join(' ') };
}

/** What changes for a program that no longer starts as root. */
function checksOf(
  container: Container,
  image: KnownImage,
  lowPorts: readonly number[],
  volumes: readonly ValueChange[],
): string[] {
  const { nonRoot, alternatives } = image;
  const alternative = alternatives.find(({ checked }) => checked !== false);
  const user = nonRoot?.uid ?? '';
  const closed = mayRunProgram(container, image)
    ? lowPorts.filter((port) => port < firstFreePort(container.pod))
    : [];
  return [
    ...(closed.length > 0
      ? [
          `The image listens on ${closed.join(' and ')}, which some runtimes allow only to root: use ` +
            'containerd 2.0 or later, set the sysctl `net.ipv4.ip_unprivileged_port_start` to 0, or ' +
            'change the port.',
        ]
      : []),
    // What works as it is needs no more than the user.
    ...(nonRoot?.works === 'with-changes' && nonRoot.how !== undefined ? [nonRoot.how] : []),
    ...describeGroup(container, nonRoot, volumes),
    ...describePolicy(nonRoot, volumes),
    ...environmentFor(container, image, 'nonRoot').map(({ check }) => check),
    ...(hasFilesOfOthers(container)
      ? [`Check that user ${user} can read, and where needed write, the files in its volumes.`]
      : []),
    ...(alternative ? [`${code(alternative.image)} is the same program, made for it.`] : []),
  ];
}

/** The group is not given where other containers have claims as well. */
function describeGroup(
  container: Container,
  nonRoot: NonRoot | undefined,
  volumes: readonly ValueChange[],
): string[] {
  const { securityContext } = container.pod;
  const isGiven = volumes.length > 0 || isSet(field(securityContext, 'fsGroup')?.value);
  const group = nonRoot?.gid ?? nonRoot?.uid;
  if (isGiven || group === undefined || !hasClaim(container)) return [];
  return [
    `The pod has claims of several containers, so set its \`fsGroup\` yourself: this image needs ${group}.`,
  ];
}

function describePolicy(nonRoot: NonRoot | undefined, volumes: readonly ValueChange[]): string[] {
  const policy = nonRoot?.fsGroupChangePolicy;
  const isSetHere = volumes.some(({ path }) => path.at(-1) === 'fsGroupChangePolicy');
  if (!policy || !isSetHere) return [];
  return [`${code(`fsGroupChangePolicy: ${policy.value}`)} is set, because ${policy.why}.`];
}

/** Below it only root may listen, unless the runtime says otherwise (`net.ipv4.ip_unprivileged_port_start`). */
function firstFreePort({ securityContext }: Pod): number {
  const sysctl = items(field(securityContext, 'sysctls')?.value).find(
    (one) => textOf(field(one, 'name')?.value) === 'net.ipv4.ip_unprivileged_port_start',
  );
  const value = textOf(field(sysctl, 'value')?.value) ?? '';
  return /^\d{1,5}$/.test(value) ? Number(value) : 1024;
}

/**
 * A claim belongs to root until the pod has a group for it; an `emptyDir` is open to all. There is one
 * group for all volumes, so that it is for a person to say where several containers have claims.
 */
function giveVolumes(
  container: Container,
  { fsGroupChangePolicy: policy }: NonRoot,
  group: number,
): ValueChange[] {
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
  const context = [...pod.spec.path, 'securityContext'];
  const isPolicySet = isSet(field(pod.securityContext, 'fsGroupChangePolicy')?.value);
  return [
    { kind: 'set', path: [...context, 'fsGroup'], value: group },
    ...(policy && !isPolicySet
      ? [{ kind: 'set' as const, path: [...context, 'fsGroupChangePolicy'], value: policy.value }]
      : []),
  ];
}

function hasClaim(container: Container): boolean {
  return mountsOf(container).some(({ name }) => {
    const volume = volumeOf(container.pod, name);
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
