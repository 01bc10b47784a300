import type { Span } from '../yaml/lines.ts';
import {
  type Container,
  type Pod,
  effectiveField,
  effectiveWindowsOption,
  placeInContext,
} from '../kubernetes/pod.ts';
import { type Value, field, isSet, scalar, textOf } from '../yaml/value.ts';
import { describeValue, notBoolean } from './kit/describe.ts';
import type { Rooted } from './kit/non-root.ts';
import { rootNeed } from './kit/root-need.ts';
import { nonRootForAll, nonRootRemedy } from './kit/non-root-fix.ts';
import { describeUser } from '../images/describe.ts';
import { certainStart, imageOf } from './kit/container-image.ts';
import { type Found, type Remedy, type Report, type RuleSet, defineRule } from './kit/rule.ts';
import { type Setting, isPatch, sets, settingsOf, subjectOf } from './kit/context-fields.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

export const runAsNonRoot = defineRule({
  id: 'run-as-non-root',
  summary: 'a container that runs as root, or that may',
  headline: 'can run as root',
  severity: { immutable: 'error', strict: 'error', restricted: 'error' },
  dependsOn: ['hostUsers', 'runAsNonRoot', 'runAsUser'],
  check({ pods, ruleSet }, report) {
    const standard = podSecurityLevel(ruleSet);
    for (const pod of pods) {
      for (const found of standard ? byStandard(pod, standard, ruleSet) : byEffect(pod, ruleSet))
        report(found);
    }
  },
});

/** What is in force for each container, whoever says it. */
function byEffect(pod: Pod, ruleSet: RuleSet): Report[] {
  const ofPod = isPatch(pod) ? judgeContainer(unseen(pod), ruleSet) : undefined;
  const ofContainers = pod.containers.flatMap((container): Report[] => {
    const found = judgeContainer(container, ruleSet);
    return found && found.at.start !== ofPod?.at.start
      ? [{ subject: subjectOf(container), ...found }]
      : [];
  });
  return [...(ofPod ? [{ subject: subjectOf(pod), ...ofPod }] : []), ...ofContainers];
}

/** A container that is given elsewhere, as far as its pod is known: all it has is inherited. */
function unseen(pod: Pod): Container {
  const value = pod.spec ?? pod.resource.value;
  const contextPath = pod.securityContext?.path;
  const name = '';
  return {
    pod,
    role: 'container',
    name,
    value,
    securityContext: undefined,
    contextPath,
    partial: true,
  };
}

function judgeContainer(container: Container, ruleSet: RuleSet): Found | undefined {
  const flag = effectiveField(container, 'runAsNonRoot')?.value;
  const root = rootUser(container);
  if (root)
    return { at: root.span, ...toldRoot(container, root, flag, ruleSet), detail: 'runAsUser' };
  if (scalar(flag) === true || (!flag && container.partial)) return undefined;
  return {
    at: flag?.span ?? placeInContext(container),
    ...describeAndFix(container, flag, ruleSet),
  };
}

/**
 * Controls runAsNonRoot and runAsUser of level restricted: each value counts where it stands, also
 * one that every container overrides. Since 1.35 a user namespace lifts both.
 */
function byStandard(pod: Pod, standard: Standard, ruleSet: RuleSet): Report[] {
  const hasUserNamespace = scalar(field(pod.spec, 'hostUsers')?.value) === false;
  if (standard.level !== 'restricted' || (hasUserNamespace && standard.isSince(35))) return [];
  const users = standard.isSince(23) ? settingsOf(pod, 'runAsUser', standard) : [];
  const flags = settingsOf(pod, 'runAsNonRoot', standard);
  const isSetByPod = isSet(field(pod.securityContext, 'runAsNonRoot')?.value);
  const missing = pod.containers.filter(
    (container) => !isSetByPod && !container.partial && !sets(container, 'runAsNonRoot'),
  );
  return [
    ...users.flatMap((setting) => badUser(setting, ruleSet)),
    ...flags.flatMap((setting) => badFlag(setting, ruleSet)),
    ...missing.map((container) => ({
      subject: subjectOf(container),
      at: placeInContext(container),
      ...describeAndFix(container, undefined, ruleSet),
    })),
  ];
}

function badUser({ subject, field: { value } }: Setting, ruleSet: RuleSet): Report[] {
  const user = scalar(value);
  if (Number.isInteger(user) && user !== 0) return [];
  const said =
    user === 0
      ? describeZero(subject.container, value, ruleSet)
      : {
          message: `\`runAsUser\` is ${describeValue(value)}, not a whole number: the API server refuses it`,
        };
  return [{ subject, at: value.span, ...said, detail: 'runAsUser' }];
}

function describeZero(container: Container | undefined, { span }: Value, ruleSet: RuleSet): Told {
  if (!container) {
    const message =
      '`runAsUser: 0` runs containers that set no user as root: set a user that their images ' +
      'work with';
    return { message };
  }
  const flag = effectiveField(container, 'runAsNonRoot')?.value;
  return toldRoot(container, { span, as: 'runAsUser: 0', isRefused: true }, flag, ruleSet);
}

function badFlag({ pod, subject, field: { value } }: Setting, ruleSet: RuleSet): Report[] {
  if (scalar(value) === true) return [];
  const { container } = subject;
  if (container) {
    return [{ subject, at: value.span, ...describeAndFix(container, value, ruleSet) }];
  }
  const inheriting = [
    ...(isPatch(pod) ? [unseen(pod)] : []),
    ...pod.containers.filter((candidate) => !sets(candidate, 'runAsNonRoot')),
  ];
  const remedy = nonRootForAll(inheriting, value, ruleSet);
  return [{ subject, at: value.span, ...join(describeFlag(value), value, remedy) }];
}

type Description = Pick<Found, 'message' | 'advice' | 'remedy' | 'need'>;
type Described = Description & Pick<Found, 'isMinor' | 'later' | 'headline'>;

/** A remedy, unless the container would never start with it because it is told to run as root. */
function describeAndFix(
  container: Container,
  flag: Value | undefined,
  ruleSet: RuleSet,
): Described {
  const isTyped = flag === undefined || typeof scalar(flag) === 'boolean';
  const user = isTyped ? otherUser(container, ruleSet) : undefined;
  const message =
    user === undefined
      ? (describeBuiltRoot(container, flag, ruleSet) ?? describeFlag(flag))
      : `runs as ${user}, but \`runAsNonRoot\` is ${flag ? '`false`' : 'not set'}`;
  if (rootUser(container)) return { message };
  const said = {
    message,
    later: () => join(message, flag, nonRootRemedy(container, flag, ruleSet)),
  };
  return user === undefined
    ? said
    : { ...said, isMinor: true, headline: 'does not require a user other than root' };
}

/** What is wrong, and what to do or what stands in its way. */
function join(message: string, flag: Value | undefined, remedy: Remedy | Rooted): Description {
  if ('obstacle' in remedy) {
    const { obstacle, need } = remedy;
    return { message: `${message}; ${obstacle}`, ...(need && { need }) };
  }
  // A value that the API server refuses is told what it has to be.
  const isRefused = flag !== undefined && typeof scalar(flag) !== 'boolean';
  return { message, remedy, ...(!isRefused && { advice: 'set `runAsNonRoot: true`' }) };
}

/** What a Dockerfile of the repository makes certain: "is built from `web/Dockerfile`, which sets no `USER`". */
function describeBuiltRoot(
  container: Container,
  flag: Value | undefined,
  ruleSet: RuleSet,
): string | undefined {
  const image = imageOf(container, ruleSet);
  if (flag || image?.built?.dockerfile === undefined || image.user?.declared !== 'root') {
    return undefined;
  }
  return effectiveField(container, 'runAsUser') ? undefined : describeUser(image);
}

function describeFlag(flag: Value | undefined): string {
  if (flag === undefined) return 'can run as root';
  return scalar(flag) === false
    ? '`runAsNonRoot: false` lets it run as root'
    : notBoolean('runAsNonRoot', flag);
}

/** The user that a container runs as anyway, if it is certain to be another than root. */
function otherUser(container: Container, ruleSet: RuleSet): string | undefined {
  if (container.pod.os === 'windows') return undefined;
  const user = effectiveField(container, 'runAsUser')?.value;
  const uid = scalar(user);
  if (user) return typeof uid === 'number' && uid > 0 ? `user ${uid}` : undefined;
  const start = certainStart(container, ruleSet);
  const isOther = start?.declared === 'numeric' && start.uid !== undefined && start.uid > 0;
  return isOther ? `user ${start.uid} of the image` : undefined;
}

type Told = Pick<Found, 'message' | 'need'>;

/** A container that is told to run as root, and may be there for what only root can do. */
function toldRoot(
  container: Container,
  root: RootUser,
  flag: Value | undefined,
  ruleSet: RuleSet,
): Told {
  // What never starts, nobody needs.
  const isRefused = root.isRefused && scalar(flag) === true;
  const known = isRefused ? undefined : rootNeed(container, ruleSet);
  if (!known) return { message: describeRoot(root, flag) };
  const { obstacle, need } = known;
  return { message: `\`${root.as}\` runs it as root; ${obstacle}`, ...(need && { need }) };
}

function describeRoot({ as, isRefused }: RootUser, flag: Value | undefined): string {
  const effect =
    isRefused && scalar(flag) === true
      ? 'is root, so it never starts with `runAsNonRoot: true`'
      : 'runs it as root';
  return `\`${as}\` ${effect}: set a user that the image works with`;
}

interface RootUser {
  readonly span: Span;
  readonly as: string;
  /** Whether the kubelet recognises it as root, and refuses it with `runAsNonRoot: true`. */
  readonly isRefused: boolean;
}

/** Where a container is told to run as root: by id, or on Windows by name. */
function rootUser(container: Container): RootUser | undefined {
  if (container.pod.os === 'windows') {
    const user = effectiveWindowsOption(container, 'runAsUserName');
    const name = textOf(user);
    // The account may be written with its domain, but the kubelet compares the whole name.
    const isAdministrator = name !== undefined && /(^|\\)ContainerAdministrator$/i.test(name);
    const isRefused = name?.toLowerCase() === 'containeradministrator';
    return user && isAdministrator
      ? { span: user.span, as: 'runAsUserName: ContainerAdministrator', isRefused }
      : undefined;
  }
  const user = effectiveField(container, 'runAsUser')?.value;
  return user && scalar(user) === 0
    ? { span: user.span, as: 'runAsUser: 0', isRefused: true }
    : undefined;
}
