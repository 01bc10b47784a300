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
import { nonRootCheck, nonRootRemedy } from './kit/non-root.ts';
import { type Found, type Remedy, type Report, type RuleSet, defineRule } from './kit/rule.ts';
import { type Setting, isPatch, sets, settingsOf, subjectOf } from './kit/context-fields.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

export const runAsNonRoot = defineRule({
  id: 'run-as-non-root',
  summary: 'a container that runs as root, or that nothing keeps from it',
  headline: 'can run as root',
  severity: { immutable: 'error', strict: 'error', restricted: 'error' },
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
  if (root) return { at: root.span, message: describeRoot(root, flag) };
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
    ...users.flatMap(badUser),
    ...flags.flatMap((setting) => badFlag(setting, ruleSet)),
    ...missing.map((container) => ({
      subject: subjectOf(container),
      at: placeInContext(container),
      ...describeAndFix(container, undefined, ruleSet),
    })),
  ];
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
  const remedy: Remedy = {
    safety: 'unsafe',
    changes: [{ kind: 'set', path: value.path, value: true }],
    verify: nonRootCheck(pod),
  };
  // A container that is told to run as root would never start.
  const isFree = !inheriting.some(rootUser);
  const message = describe(value);
  return isFree
    ? [{ subject, at: value.span, message: withAdvice(message, value), remedy }]
    : [{ subject, at: value.span, message }];
}

/** A remedy, unless the container would never start with it because it is told to run as root. */
function describeAndFix(
  container: Container,
  flag: Value | undefined,
  ruleSet: RuleSet,
): Pick<Found, 'message' | 'remedy'> {
  const message = describe(flag);
  if (rootUser(container)) return { message };
  const remedy = nonRootRemedy(container, flag, ruleSet);
  return 'obstacle' in remedy
    ? { message: `${message}, and ${remedy.obstacle}` }
    : { message: withAdvice(message, flag), remedy };
}

/** A value that the API server refuses is told what it has to be. */
function withAdvice(message: string, flag: Value | undefined): string {
  const isRefused = flag !== undefined && typeof scalar(flag) !== 'boolean';
  return isRefused ? message : `${message}: set \`runAsNonRoot: true\``;
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
