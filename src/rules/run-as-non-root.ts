import type { Span } from '../manifest/lines.ts';
import {
  type Container,
  type Pod,
  effectiveField,
  effectiveWindowsOption,
  placeInContext,
} from '../manifest/pod.ts';
import { type Value, field, isSet, scalar, textOf } from '../manifest/value.ts';
import { describeValue, notBoolean } from './describe.ts';
import { setInContext } from './remedies.ts';
import { type Found, type Remedy, type Report, defineRule } from './rule.ts';
import { type Setting, hasUnseenContainers, sets, settingsOf, subjectOf } from './settings.ts';
import { type Standard, standardOf } from './standard.ts';

export const runAsNonRoot = defineRule({
  id: 'run-as-non-root',
  summary: 'a container that runs as root, or that nothing keeps from it',
  headline: 'can run as root',
  severity: { immutable: 'error', strict: 'error', restricted: 'error' },
  check({ pods, ruleSet }, report) {
    const standard = standardOf(ruleSet);
    for (const pod of pods) {
      for (const found of standard ? byStandard(pod, standard) : byEffect(pod)) report(found);
    }
  },
});

/** What is in force for each container, whoever says it. */
function byEffect(pod: Pod): Report[] {
  const ofPod = hasUnseenContainers(pod) ? judgeContainer(unseen(pod)) : undefined;
  const ofContainers = pod.containers.flatMap((container): Report[] => {
    const found = judgeContainer(container);
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

function judgeContainer(container: Container): Found | undefined {
  const flag = effectiveField(container, 'runAsNonRoot')?.value;
  const root = rootUser(container);
  if (root) return { at: root.span, message: describeRoot(root, flag) };
  if (scalar(flag) === true || (!flag && container.partial)) return undefined;
  return {
    at: flag?.span ?? placeInContext(container),
    message: describe(flag),
    remedy: remedyFor(container, flag),
  };
}

/**
 * Controls runAsNonRoot and runAsUser of level restricted: each value counts where it stands, also
 * one that every container overrides. Since 1.35 a user namespace lifts both.
 */
function byStandard(pod: Pod, standard: Standard): Report[] {
  const hasUserNamespace = scalar(field(pod.spec, 'hostUsers')?.value) === false;
  if (standard.level !== 'restricted' || (hasUserNamespace && standard.isSince(35))) return [];
  const users = standard.isSince(23) ? settingsOf(pod, 'runAsUser', standard) : [];
  const flags = settingsOf(pod, 'runAsNonRoot', standard);
  const isSetByPod = isSet(field(pod.securityContext, 'runAsNonRoot')?.value);
  const missing = pod.containers.filter(
    (container) => !isSetByPod && !container.partial && !sets(container, 'runAsNonRoot'),
  );
  return [...users.flatMap(badUser), ...flags.flatMap(badFlag), ...missing.map(missingFlag)];
}

function badUser({ subject, field: { value } }: Setting): Report[] {
  const user = scalar(value);
  if (Number.isInteger(user) && user !== 0) return [];
  const message =
    user === 0
      ? describeZero(subject.container, value)
      : `\`runAsUser\` is ${describeValue(value)}, not a whole number: the API server refuses it`;
  return [{ subject, at: value.span, message, detail: 'runAsUser' }];
}

function describeZero(container: Container | undefined, { span }: Value): string {
  if (!container) {
    return (
      '`runAsUser: 0` makes containers without one of their own run as root: set the user that ' +
      'their images work with'
    );
  }
  const flag = effectiveField(container, 'runAsNonRoot')?.value;
  return describeRoot({ span, as: 'runAsUser: 0', isRefused: true }, flag);
}

function badFlag({ pod, subject, field: { value } }: Setting): Report[] {
  if (scalar(value) === true) return [];
  const { container } = subject;
  if (container)
    return [{ subject, at: value.span, message: describe(value), ...mend(container, value) }];
  const inheriting = [
    ...(hasUnseenContainers(pod) ? [unseen(pod)] : []),
    ...pod.containers.filter((candidate) => !sets(candidate, 'runAsNonRoot')),
  ];
  const remedy: Remedy = {
    safety: 'unsafe',
    changes: [{ kind: 'set', path: value.path, value: true }],
    verify: checkOf(pod),
  };
  // A container that is told to run as root would never start.
  const isFree = !inheriting.some(rootUser);
  return [{ subject, at: value.span, message: describe(value), ...(isFree && { remedy }) }];
}

function missingFlag(container: Container): Report {
  const at = placeInContext(container);
  return { subject: subjectOf(container), at, message: describe(undefined), ...mend(container) };
}

/** A remedy, unless the container would never start with it because it is told to run as root. */
function mend(container: Container, flag?: Value): Pick<Found, 'remedy'> {
  return rootUser(container) ? {} : { remedy: remedyFor(container, flag) };
}

function describe(flag: Value | undefined): string {
  if (flag === undefined) return 'nothing keeps it from running as root';
  return scalar(flag) === false
    ? '`runAsNonRoot: false` lets it run as root'
    : notBoolean('runAsNonRoot', flag);
}

function describeRoot({ as, isRefused }: RootUser, flag: Value | undefined): string {
  const effect =
    isRefused && scalar(flag) === true
      ? 'is root, so with `runAsNonRoot: true` it never starts'
      : 'makes it run as root';
  return `\`${as}\` ${effect}: set the user that its image works with`;
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

/**
 * With a user id above 0 the kubelet starts the container without looking at the image
 * (kubernetes/kubernetes, pkg/kubelet/kuberuntime/security_context_others.go), so that the flag
 * changes nothing. Without one it looks, and refuses an image that runs as root or as a name.
 */
function remedyFor(container: Container, flag: Value | undefined): Remedy {
  const isOwn = isSet(field(container.securityContext, 'runAsNonRoot')?.value);
  // A false may be right for the pod's other containers; a value that is refused is so for all, and
  // where containers are given elsewhere, there is only the pod to set it for.
  const isShown = container.pod.containers.includes(container);
  const isForAll = flag !== undefined && !isOwn && (scalar(flag) !== false || !isShown);
  const changes = isForAll
    ? [{ kind: 'set' as const, path: flag.path, value: true }]
    : setInContext(container, 'runAsNonRoot', true);
  const isLinux = container.pod.os === 'linux';
  const user = scalar(effectiveField(container, 'runAsUser')?.value);
  return isLinux && isUserId(user) && !isForAll
    ? { safety: 'safe', changes }
    : { safety: 'unsafe', changes, verify: checkOf(container.pod) };
}

function checkOf({ os }: Pod): string {
  return os === 'windows' ? WINDOWS_CHECK : LINUX_CHECK;
}

const LINUX_CHECK =
  'It starts only if its image has a numeric `USER` other than 0; if not, add the `runAsUser` ' +
  'that the image works with.';
const WINDOWS_CHECK =
  'It starts only if neither its image nor `runAsUserName` says `ContainerAdministrator`.';

/** The API takes ids up to the largest signed 32-bit number. */
function isUserId(user: unknown): boolean {
  return Number.isInteger(user) && Number(user) > 0 && Number(user) <= 2_147_483_647;
}
