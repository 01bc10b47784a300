import type { KnownImage } from '../images/known-image.ts';
import type { ValueChange } from '../yaml/value-change.ts';
import {
  type Container,
  type Pod,
  effectiveField,
  isDeclaredWindows,
  placeInContext,
} from '../kubernetes/pod.ts';
import { type Value, field, isList, isMapping, isSet, scalar } from '../yaml/value.ts';
import { choice } from '../schema/shapes.ts';
import { allowedBy } from './kit/allowed.ts';
import {
  BASELINE_CAPABILITIES,
  CAPABILITIES,
  type Capability,
  bareName,
  capabilitiesOf,
  kernelEffectOf,
} from './kit/capabilities.ts';
import { imageOf, isUsualProgram, startOf } from './kit/container-image.ts';
import { code, describeValue, wrongType } from './kit/describe.ts';
import { userInPod } from './kit/non-root-fix.ts';
import { userRemedy } from './kit/non-root.ts';
import { listPrograms, privilegedPrograms } from './kit/privileged-programs.ts';
import { unprivileged } from './kit/remedies.ts';
import { type Found, type Remedy, type RuleSet, defineContainerRule } from './kit/rule.ts';
import { podSecurityLevel } from './kit/pod-security-level.ts';

const ID = 'drop-capabilities';

export const dropCapabilities = defineContainerRule({
  id: ID,
  summary: 'a container that does not drop all capabilities, or adds ones that it should not have',
  headline: 'has more power than it needs',
  severity: { immutable: 'notice', strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: ['capabilities'],
  allow: { help: 'Capabilities that containers may add.', item: choice(CAPABILITIES) },
  check(container, report, ruleSet) {
    const demand = demandOn(container.pod, ruleSet);
    if (!demand) return;
    const capabilities = field(container.securityContext, 'capabilities')?.value;
    if (isSet(capabilities) && !isMapping(capabilities)) {
      const given: Value = capabilities;
      const message = wrongType('`capabilities`', given, 'a mapping');
      report({ at: given.span, message, isRefused: true });
      return;
    }
    if (demand.dropsAll) {
      const found = checkDrop(container, capabilities, demand, ruleSet);
      if (found) report(found);
    }
    checkAdd(container, capabilities, withAllowed(demand, ruleSet), report);
  },
});

/** What is asked of a container's capabilities. */
interface Demand {
  /** Whether `ALL` has to be dropped. */
  readonly dropsAll: boolean;
  readonly isAll: (name: string) => boolean;
  readonly mayAdd: (name: string) => boolean;
}

/**
 * Podseal's own demand takes names as the runtimes do, and leaves to `no-kernel-write` the
 * capabilities that it reports. The Pod Security Standards compare the text.
 */
const OWN: Demand = {
  dropsAll: true,
  isAll: (name) => name.toUpperCase() === 'ALL',
  mayAdd: (name) => bareName(name) === 'NET_BIND_SERVICE' || kernelEffectOf(name) !== undefined,
};

const RESTRICTED: Demand = {
  dropsAll: true,
  isAll: (name) => name === 'ALL',
  mayAdd: (name) => name === 'NET_BIND_SERVICE',
};

const BASELINE: Demand = {
  dropsAll: false,
  isAll: RESTRICTED.isAll,
  mayAdd: (name) => BASELINE_CAPABILITIES.has(name),
};

/** The same, with what a team lets pass: by the names that the demand knows. */
function withAllowed(demand: Demand, ruleSet: RuleSet): Demand {
  const allowed = allowedBy(ruleSet, ID);
  const plain = demand === OWN ? bareName : (name: string) => name;
  return { ...demand, mayAdd: (name) => demand.mayAdd(name) || allowed.includes(plain(name)) };
}

/** Windows has no capabilities; the standard knows since 1.25, and asks for the drop since 1.22. */
function demandOn(pod: Pod, ruleSet: RuleSet): Demand | undefined {
  const standard = podSecurityLevel(ruleSet);
  if (!standard) return pod.os === 'windows' ? undefined : OWN;
  if (standard.level === 'baseline' || !standard.isSince(22)) return BASELINE;
  return standard.isSince(25) && isDeclaredWindows(pod) ? undefined : RESTRICTED;
}

function checkDrop(
  container: Container,
  capabilities: Value | undefined,
  { isAll }: Demand,
  ruleSet: RuleSet,
): Found | undefined {
  const drop = field(capabilities, 'drop');
  const dropped = capabilitiesOf(container.securityContext, 'drop');
  if (dropped.some(({ name }) => isAll(name)) || (!isSet(drop?.value) && container.partial)) {
    return undefined;
  }
  const place = drop ?? field(container.securityContext, 'capabilities');
  const at = place?.key ?? placeInContext(container);
  const fault = faultOf(drop?.value, dropped);
  if (fault !== undefined) return { at, message: fault, isRefused: true };
  const message = describeDrop(container, dropped);
  const later = (): ReturnType<NonNullable<Found['later']>> => {
    const known = imageOf(container, ruleSet);
    const image = isUsualProgram(container, known) ? known : undefined;
    // The program of the image can't be started without them.
    const needs = image?.fileCapabilities ?? [];
    const remedy = remedyFor(container, drop?.value, image, ruleSet);
    const added = capabilitiesOf(container.securityContext, 'add');
    const names = added.map(({ name }) => bareName(name));
    const lacking = needs.filter((name) => !names.includes(name));
    return { message, advice: dropAdvice(container, lacking), ...(remedy && { remedy }) };
  };
  return { at, message, later };
}

function dropAdvice(container: Container, needs: readonly string[]): string {
  const isPrivileged = scalar(field(container.securityContext, 'privileged')?.value) === true;
  const orders = [
    'drop `ALL`',
    ...(isPrivileged ? ['set `privileged: false`'] : []),
    ...(needs.length > 0
      ? [`add ${needs.map((name) => code(name)).join(' and ')}, which the program needs to start`]
      : []),
  ];
  return orders.join(', and ');
}

/** Why the API server refuses what is to be dropped. */
function faultOf(drop: Value | undefined, dropped: readonly Capability[]): string | undefined {
  if (isSet(drop) && !isList(drop)) return wrongType('`drop`', drop, 'a list');
  const odd = dropped.find(({ name }) => name === '');
  return odd && isNoCapability('drop', odd.value);
}

function describeDrop(container: Container, dropped: readonly Capability[]): string {
  const near = dropped.find(({ name }) => bareName(name) === 'ALL');
  if (near) return `${code(near.name)} in \`drop\` is not \`ALL\``;
  if (scalar(field(container.securityContext, 'privileged')?.value) === true) {
    return 'has all capabilities, as it is privileged';
  }
  return dropped.length > 0
    ? 'drops only some capabilities'
    : "keeps the runtime's default capabilities";
}

function checkAdd(
  container: Container,
  capabilities: Value | undefined,
  { mayAdd }: Demand,
  report: (found: Found) => void,
): void {
  const add = field(capabilities, 'add')?.value;
  if (isSet(add) && !isList(add)) {
    const message = wrongType('`add`', add, 'a list');
    report({ at: add.span, message, detail: 'add', isRefused: true });
    return;
  }
  for (const { name, value } of capabilitiesOf(container.securityContext, 'add')) {
    if (mayAdd(name)) continue;
    const message = describeAdded(name, value, mayAdd);
    report({ at: value.span, message, detail: `add ${name}`, isRefused: name === '' });
  }
}

function describeAdded(name: string, value: Value, mayAdd: Demand['mayAdd']): string {
  if (name === '') return isNoCapability('add', value);
  const bare = bareName(name);
  return mayAdd(bare)
    ? `adds ${code(name)}, which the Pod Security Standard allows only as ${code(bare)}: write it so`
    : `adds the capability ${code(name)}: remove it`;
}

function isNoCapability(list: string, value: Value): string {
  return `${describeValue(value)} in \`${list}\` is not a capability, so the API server refuses it`;
}

/** A privileged container has all capabilities, whatever it drops, so both have to change. */
function remedyFor(
  container: Container,
  drop: Value | undefined,
  image: KnownImage | undefined,
  ruleSet: RuleSet,
): Remedy | undefined {
  const { contextPath, securityContext } = container;
  const needs = image?.fileCapabilities ?? [];
  // What else an image may need, a person has to grant.
  const isGrantable = needs.every((name) => name === 'NET_BIND_SERVICE');
  if (isDeclaredWindows(container.pod) || !contextPath || !isGrantable) return undefined;
  const path = [...contextPath, 'capabilities'];
  const change: ValueChange =
    drop && isList(drop)
      ? { kind: 'append', path: drop.path, value: 'ALL' }
      : { kind: 'set', path: [...path, 'drop'], value: ['ALL'] };
  const added = capabilitiesOf(securityContext, 'add').map(({ name }) => bareName(name));
  const grants = needs
    .filter((name) => !added.includes(name))
    .map((value): ValueChange => ({ kind: 'append', path: [...path, 'add'], value }));
  const changes = [...unprivileged(container), change, ...grants];
  const user = userAfter(container, image, ruleSet);
  const isKept = user !== undefined || isOtherUser(container, ruleSet);
  const check = isKept ? nonRootCheck(container, ruleSet) : CHECK;
  // A user other than root has no capabilities, if no program gives it any.
  if (check === undefined && !user && changes.length === 1) {
    return { safety: 'safe', changes, reason: NO_LOSS };
  }
  return {
    safety: 'unsafe',
    ...user,
    changes: [...(user?.changes ?? []), ...changes],
    verify: [check ?? NON_ROOT_CHECK, ...(user ? [userCheck(user)] : [])].join(' '),
  };
}

const NO_LOSS =
  'The container does not run as root, and its image has no program that gains capabilities: its ' +
  'layers say so.';

/** What a user other than root loses; undefined for nothing. */
function nonRootCheck(container: Container, ruleSet: RuleSet): string | undefined {
  const programs = privilegedPrograms(container, ruleSet);
  if (!programs) return NON_ROOT_CHECK;
  return programs.length === 0
    ? undefined
    : `${listPrograms(programs)} may no longer start: check that nothing needs them.`;
}

/** An image that starts as root and switches users can't do that then: it starts as the user at once. */
function userAfter(
  container: Container,
  image: KnownImage | undefined,
  ruleSet: RuleSet,
): Remedy | undefined {
  const hasUser = effectiveField(container, 'runAsUser') !== undefined;
  if (!image?.becomes || image.user?.declared !== 'root' || hasUser) return undefined;
  const remedy = userRemedy(container, ruleSet);
  if ('obstacle' in remedy) return undefined;
  return {
    ...remedy,
    changes: userInPod(container.pod, ruleSet) ?? remedy.changes,
    safety: 'unsafe',
  };
}

/** Whether a container runs as another user than root, which has few capabilities anyway. */
function isOtherUser(container: Container, ruleSet: RuleSet): boolean {
  // It does, or the kubelet does not start it.
  if (scalar(effectiveField(container, 'runAsNonRoot')?.value) === true) return true;
  const user = scalar(effectiveField(container, 'runAsUser')?.value);
  if (user !== undefined) return typeof user === 'number' && user > 0;
  const start = startOf(container, ruleSet);
  return start !== undefined && start.declared !== 'root' && start.uid !== 0;
}

function userCheck({ changes }: Remedy): string {
  const user = changes.find(({ path }) => path.at(-1) === 'runAsUser');
  const uid =
    user?.kind === 'set' && typeof user.value === 'number' ? user.value : 'other than root';
  return `The container then starts as user ${uid}: check that it can use its files and ports.`;
}

const NON_ROOT_CHECK =
  'Programs with file capabilities may no longer start: `getcap -r /` in the image lists them.';

const CHECK =
  'If it runs as root, the container can no longer `chown`, switch users (`gosu`, `su-exec`), read ' +
  'files of other users or `ping`, and ports below 1024 may need `add: [NET_BIND_SERVICE]`. Programs ' +
  'with file capabilities (`getcap -r /`) may not start. Try it: `docker run --cap-drop ALL IMAGE`.';
