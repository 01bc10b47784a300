import type { NodeNeeds } from '../../../images/facts.ts';
import type { KnownImage } from '../../../images/known-image.ts';
import { covers } from '../../../images/paths.ts';
import { type Mount, isReadOnly, mountsOf } from '../../../kubernetes/mounts.ts';
import { type Container, type Pod, effectiveField } from '../../../kubernetes/pod.ts';
import type { ValueChange } from '../../../yaml/value-change.ts';
import { type Path, field, scalar, textOf } from '../../../yaml/value.ts';
import { addsCapSysAdmin, bareName, capabilitiesOf } from '../capabilities.ts';
import { imageOf, isUsualProgram, startOf } from '../container-image.ts';
import { needsOf } from '../image-needs.ts';
import { code, codeImage } from '../describe.ts';
import { type Need, UNFINISHED } from '../exemption.ts';
import type { Report, RuleSet } from '../rule.ts';
import { bidirectionalMount, hostPathOf } from './container-mounts.ts';
import { commandObstacle } from './command-obstacle.ts';
import { foreignText } from './foreign-text.ts';
import { type Losses, concernsPod, lossesOf } from './losses.ts';
import { agentSign } from './node-agent.ts';
import { kept } from '../../../yaml/kept.ts';

/** Why the remedy of a report must not be offered. */
export interface Obstacle {
  /** What needs what the remedy takes, and what to do instead: the end of a sentence. */
  readonly why: string;
  /** Given where the container is there for what the rule forbids: then the finding may have to stay. */
  readonly need?: Need;
}

/**
 * The obstacle to the remedy of a report; undefined where nothing that is known speaks against it. The
 * remedies of all rules come through here.
 */
export function obstacleTo(
  { remedy, subject }: Report,
  pods: readonly Pod[],
  ruleSet: RuleSet,
): Obstacle | undefined {
  if (!remedy || remedy.changes.length === 0) return undefined;
  const { changes } = remedy;
  const foreign = foreignText(subject.value.document, changes);
  if (foreign !== undefined) return { why: foreign };
  const containers = concerned(subject.container, pods, changes);
  const loss = containers.length > 1 ? knownLosses(changes, ruleSet) : lossesOf;
  for (const container of containers) {
    const losses = loss(container, changes, ruleSet);
    if (losses.hostNamespaces.length > 0) {
      // What a pod has of its node is no matter of one of its containers.
      const ofPod = namespaceNeed(containers, losses, ruleSet) ?? agentObstacle(container.pod);
      if (ofPod !== undefined) return ofPod;
    }
    const obstacle = containerObstacle(container, losses, ruleSet);
    if (obstacle === undefined) continue;
    if (container === subject.container) return obstacle;
    const why = `in ${code(container.name)} ${obstacle.why}`;
    // That another container needs it is no reason to exempt this one.
    return subject.container ? { why } : { ...obstacle, why };
  }
  return undefined;
}

/** Losses of containers by the changes, which are those of the whole pod in the findings of each container. */
const lossesByChanges = kept<
  Container,
  { readonly ruleSet: RuleSet; readonly losses: Map<string, Losses> }
>();

/** As lossesOf, asked once for a container: each finding of each of 200 containers asks for all of them. */
function knownLosses(changes: readonly ValueChange[], ruleSet: RuleSet): typeof lossesOf {
  const key = JSON.stringify(changes);
  return (container) => {
    let known = lossesByChanges.get(container);
    if (known?.ruleSet !== ruleSet) {
      known = { ruleSet, losses: new Map() };
      lossesByChanges.set(container, known);
    }
    const losses = known.losses.get(key) ?? lossesOf(container, changes, ruleSet);
    known.losses.set(key, losses);
    return losses;
  };
}

/** What an image among the containers is known to need of the namespaces that they lose. */
function namespaceNeed(
  containers: readonly Container[],
  { hostNamespaces }: Losses,
  ruleSet: RuleSet,
): Obstacle | undefined {
  for (const container of containers) {
    const known = imageOf(container, ruleSet);
    const needs = isUsualProgram(container, known) ? needsOf(container, known) : undefined;
    const taken = hostNamespaces.filter((name) =>
      needs?.hostNamespaces?.some((one) => one === name),
    );
    if (needs && taken.length > 0) {
      const { why, need } = needed(
        container,
        needs,
        taken.map((name) => code(name)),
      );
      return { why: `in ${code(container.name)} ${why}`, need };
    }
  }
  return undefined;
}

/** The containers that changes are about: one, those of a pod, or those that they reach into. */
function concerned(
  container: Container | undefined,
  pods: readonly Pod[],
  changes: readonly ValueChange[],
): readonly Container[] {
  if (container && !concernsPod(container.pod, changes)) return [container];
  return (container ? [container.pod] : pods).flatMap((pod) =>
    concernsPod(pod, changes)
      ? pod.containers
      : pod.containers.filter(({ value }) => changes.some(({ path }) => isBelow(path, value.path))),
  );
}

function isBelow(path: Path, parent: Path): boolean {
  return parent.every((step, index) => step === path[index]);
}

function containerObstacle(
  container: Container,
  losses: Losses,
  ruleSet: RuleSet,
): Obstacle | undefined {
  const known = imageOf(container, ruleSet);
  const image = isUsualProgram(container, known) ? known : undefined;
  return (
    refusal(container, losses) ??
    (image && because(switchObstacle(container, image, losses))) ??
    (image && imageObstacle(container, image, losses)) ??
    nodeObstacle(container, image, losses) ??
    because(commandObstacle(container, losses)) ??
    because(mountObstacle(container, losses)) ??
    because(capabilityObstacle(container, known, losses)) ??
    because(startObstacle(container, losses, ruleSet))
  );
}

function because(why: string | undefined): Obstacle | undefined {
  return why === undefined ? undefined : { why };
}

/** What the API server would refuse (kubernetes/kubernetes, pkg/apis/core/validation). */
function refusal(container: Container, losses: Losses): Obstacle | undefined {
  const { securityContext } = container;
  const mount = losses.privileged ? bidirectionalMount(container) : undefined;
  if (mount) {
    return {
      why: `\`mountPropagation: Bidirectional\` at ${code(mount.path)} needs a privileged container: remove that first`,
      need: {
        reason: `shares its mounts at ${mount.path} with the node: ${UNFINISHED}`,
        condition: '. If it has to stay',
      },
    };
  }
  const staysPrivileged =
    scalar(field(securityContext, 'privileged')?.value) === true && !losses.privileged;
  if (!losses.setuid || !(staysPrivileged || addsCapSysAdmin(securityContext))) return undefined;
  const what = staysPrivileged ? '`privileged: true`' : '`CAP_SYS_ADMIN`';
  return {
    why: `the API server refuses \`allowPrivilegeEscalation: false\` beside ${what}: remove that first`,
  };
}

/** An entrypoint that starts as root and becomes another user needs the capabilities for that. */
function switchObstacle(
  container: Container,
  { user, becomes, nonRoot }: KnownImage,
  losses: Losses,
): string | undefined {
  const asRoot = effectiveField(container, 'runAsUser')?.value;
  const isRoot = asRoot ? scalar(asRoot) === 0 : user?.declared === 'root' && !losses.root;
  if (!becomes || !isRoot || !losses.capability('SETUID')) return undefined;
  const { name, uid } = becomes;
  const isOpen = uid !== undefined && nonRoot?.works !== 'never';
  const instead = isOpen ? `set \`runAsUser: ${uid}\` with it` : 'start it as that user';
  return `the image starts as root and switches to ${code(name)}, which takes \`SETUID\`: ${instead}`;
}

/** What an image is known to need of its node. */
function imageObstacle(
  container: Container,
  known: KnownImage,
  losses: Losses,
): Obstacle | undefined {
  const needs = needsOf(container, known);
  if (!needs) return undefined;
  const { capabilities = [], hostNamespaces = [], hostPaths = [] } = needs;
  // The runtime gives capabilities to processes of root alone.
  const isPowerful =
    (needs.privileged || capabilities.length > 0) && (known.user?.declared ?? 'root') === 'root';
  const written = hostPaths.filter(({ access }) => access === 'write');
  const isNeeded = (mount: Mount): boolean => {
    const path = hostPathOf(container, mount);
    return path !== undefined && written.some((one) => covers(path, one.path));
  };
  const taken = [
    ...(needs.privileged && losses.privileged ? ['`privileged: true`'] : []),
    ...(isPowerful && losses.root ? ['root'] : []),
    ...capabilities.filter(losses.capability).map((name) => `the capability ${code(name)}`),
    ...hostNamespaces
      .filter((name) => losses.hostNamespaces.includes(name))
      .map((name) => code(name)),
    ...losses.mounts.filter(isNeeded).map((mount) => `to write to ${code(mount.path)}`),
  ];
  return taken.length === 0 ? undefined : needed(container, needs, taken);
}

/** Words what an image needs that would be taken from it. */
function needed(
  container: Container,
  { why, instead }: NodeNeeds,
  taken: readonly string[],
): Required<Obstacle> {
  const image = codeImage(textOf(field(container.value, 'image')?.value) ?? '');
  const what = `the image ${image} needs ${taken.join(', ')}`;
  return {
    why: [what, why, instead].flatMap((sentence) => sentence?.replace(/\.$/, '') ?? []).join('. '),
    need: { reason: why ?? what, condition: '. If it has to stay' },
  };
}

/** The home of root is closed to others in usual images, also where something is mounted in it. */
function mountObstacle(container: Container, { root }: Losses): string | undefined {
  const paths = root ? mountsOf(container).map(({ path }) => path) : [];
  const inHome = paths.find((path) => covers('/root', path));
  return inHome === undefined || paths.some((path) => covers(path, '/root'))
    ? undefined
    : `${code(inHome)} is in the home of root: mount it elsewhere first`;
}

/**
 * Processes of other users than root start without the capabilities that a container adds (kubernetes/enhancements,
 * KEP-2763), unless the file of their program has them. Images that are made for it have a program that may listen
 * on low ports. An image that starts as another user has not used them as root.
 */
function capabilityObstacle(
  { securityContext }: Container,
  image: KnownImage | undefined,
  { root, capability }: Losses,
): string | undefined {
  if (!root || (image?.user && image.user.declared !== 'root')) return undefined;
  const without = new Set(['NET_BIND_SERVICE', ...(image?.fileCapabilities ?? [])]);
  const added = capabilitiesOf(securityContext, 'add').map(({ name }) => bareName(name));
  const used = added.find((name) => !without.has(name) && !capability(name));
  return used === undefined
    ? undefined
    : `only root has the capability ${code(used)} that the container adds: remove it first, if it can do without`;
}

/** The kubelet does not start an image that starts as root, or as a name, under the flag alone. */
function startObstacle(
  container: Container,
  { isRootForbidden }: Losses,
  ruleSet: RuleSet,
): string | undefined {
  const start =
    isRootForbidden && container.pod.os === 'linux' ? startOf(container, ruleSet) : undefined;
  if (!start || start.declared === 'numeric') return undefined;
  return start.declared === 'root'
    ? 'the image starts as root: set a `USER` in its Dockerfile, or `runAsUser` here'
    : `the image starts as ${code(start.name ?? '')}, a name: set \`runAsUser\` to its number`;
}

/** What a pod has of its node because it looks after it, or says so itself. */
function nodeObstacle(
  container: Container,
  image: KnownImage | undefined,
  losses: Losses,
): Obstacle | undefined {
  const onlyRead = (needsOf(container, image)?.hostPaths ?? []).filter(
    ({ access }) => access === 'read',
  );
  const isOfHost = (mount: Mount): boolean => {
    const path = hostPathOf(container, mount);
    return path !== undefined && !onlyRead.some((one) => one.path === path);
  };
  const mounts = losses.mounts.filter(isOfHost);
  const explicit = mounts.find(({ readOnly }) => scalar(readOnly) === false);
  if (explicit) {
    return {
      why: `\`readOnly: false\` is explicit, so find out first what writes to ${code(explicit.path)}`,
    };
  }
  const isOfNode = mounts.length > 0 || losses.privileged || (losses.root && usesRoot());
  return isOfNode ? agentObstacle(container.pod) : undefined;

  /** What stays privileged, because it is an agent, has a use for root; the folders of a node belong to root. */
  function usesRoot(): boolean {
    const isPrivileged = scalar(field(container.securityContext, 'privileged')?.value) === true;
    return isPrivileged || mountsOf(container).some((one) => !isReadOnly(one) && isOfHost(one));
  }
}

function agentObstacle(pod: Pod): Obstacle | undefined {
  const sign = agentSign(pod);
  if (sign === undefined) return undefined;
  return {
    why: `the pod manages its node (${sign})`,
    need: { reason: `node agent, ${sign}: ${UNFINISHED}`, condition: ': if it needs this' },
  };
}
