import { type Container, type Pod, placeInContext } from '../kubernetes/pod.ts';
import { field, isSet, textOf } from '../yaml/value.ts';
import { badAnnotation, unconfined } from './kit/confinement.ts';
import { type Found, type Remedy, type Report, defineRule } from './kit/rule.ts';
import { annotationsOf, sets, settingsOf, sharedContext, subjectOf } from './kit/context-fields.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';
/** What stands for `RuntimeDefault` in an annotation. */
const DEFAULT = /^(?:runtime|docker)\/default$/;
const CONFINED = /^(?:(?:runtime|docker)\/default$|localhost\/)/;

const DIFFERENCE =
  'Run it once and look for "Operation not permitted" in the log: `RuntimeDefault` refuses `io_uring`, ' +
  'eBPF, `keyctl`, `mount` and new namespaces, which few programs use.';
const MISSING = 'may make any system call, unless its node sets a seccomp profile';
const ADVICE = 'set `seccompProfile: {type: RuntimeDefault}`';
const DEFAULTED = 'A kubelet with `seccompDefault` applies that profile already.';

export const seccompProfile = defineRule({
  id: 'seccomp-profile',
  summary: 'a container without a seccomp profile, which may make any system call',
  headline: 'may make any system call',
  severity: { immutable: 'notice', strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: ['seccompProfile'],
  check({ pods, ruleSet }, report) {
    const standard = podSecurityLevel(ruleSet);
    for (const pod of pods) for (const found of findingsOf(pod, standard)) report(found);
  },
});

function findingsOf(pod: Pod, standard: Standard | undefined): Report[] {
  if (standard && !standard.isSince(19)) return badAnnotations(pod);
  if (isExempt(pod, standard)) return [];
  const bad = settingsOf(pod, 'seccompProfile', standard).flatMap((setting): Report[] => {
    const effect = `lets ${setting.whom} make any system call`;
    const found = unconfined(setting, { effect, verify: DIFFERENCE });
    const { subject } = setting;
    return found ? [{ subject, ...found, ...withAnnotation(pod, subject.container, found) }] : [];
  });
  // Absence is what level baseline lets pass.
  return standard?.level === 'baseline' ? bad : [...bad, ...missing(pod)];
}

/** Windows has no seccomp. Level baseline says nothing of it; restricted exempts it since 1.25. */
function isExempt({ os, isOsDeclared }: Pod, standard: Standard | undefined): boolean {
  if (os !== 'windows') return false;
  if (!standard) return true;
  return standard.level === 'restricted' && standard.isSince(25) && isOsDeclared;
}

/** Containers that set no profile and inherit none; a bad one of the pod is found there. */
function missing(pod: Pod): Report[] {
  if (isSet(field(pod.securityContext, 'seccompProfile')?.value)) return [];
  return pod.containers
    .filter((container) => !container.partial && !sets(container, 'seccompProfile'))
    .map((container) => ({
      subject: subjectOf(container),
      at: placeInContext(container),
      message: MISSING,
      advice: ADVICE,
      remedy: {
        safety: 'unsafe',
        changes: setRuntimeDefault(container),
        verify: `${DIFFERENCE} ${DEFAULTED}`,
      },
    }));
}

function setRuntimeDefault(container: Container): Remedy['changes'] {
  const { pod, contextPath } = container;
  // The API server refuses the field in a Windows pod.
  if (!contextPath || pod.os === 'windows') return [];
  const shared = sharedContext(pod);
  if (shared && pod.containers.every((one) => !one.partial && !sets(one, 'seccompProfile'))) {
    const path = [...shared.path, 'seccompProfile', 'type'];
    const annotations = [undefined, ...pod.containers].flatMap((one) => setAnnotation(pod, one));
    return [{ kind: 'set', path, value: 'RuntimeDefault' }, ...annotations];
  }
  const path = [...contextPath, 'seccompProfile', 'type'];
  return [{ kind: 'set', path, value: 'RuntimeDefault' }, ...setAnnotation(pod, container)];
}

/**
 * The API server refuses a field and an annotation that differ (pkg/apis/core/validation,
 * validateSeccompAnnotationsAndFields), so the annotation goes along.
 */
function setAnnotation(pod: Pod, container: Container | undefined): Remedy['changes'] {
  const key = container ? CONTAINER_ANNOTATION + container.name : POD_ANNOTATION;
  return annotationsOf(pod, [key])
    .filter(({ value }) => !DEFAULT.test(textOf(value) ?? ''))
    .map(({ value }) => ({ kind: 'set', path: value.path, value: 'runtime/default' }));
}

function withAnnotation(
  pod: Pod,
  container: Container | undefined,
  { remedy }: Found,
): Pick<Found, 'remedy'> {
  if (!remedy) return {};
  return { remedy: { ...remedy, changes: [...remedy.changes, ...setAnnotation(pod, container)] } };
}

/** What stood for the field before 1.19. */
function badAnnotations(pod: Pod): Report[] {
  const ofContainers = pod.containers.map(({ name }) => CONTAINER_ANNOTATION + name);
  return annotationsOf(pod, [POD_ANNOTATION, ...ofContainers])
    .filter(({ value }) => !CONFINED.test(textOf(value) ?? ''))
    .map((found) => badAnnotation(pod, found, DIFFERENCE));
}
