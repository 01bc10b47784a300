import { type Container, type Pod, placeInContext } from '../kubernetes/pod.ts';
import { field, isSet, textOf } from '../yaml/value.ts';
import { badAnnotation, unconfined } from './kit/confinement.ts';
import { type Report, defineRule } from './kit/rule.ts';
import { annotationsOf, sets, settingsOf, subjectOf } from './kit/context-fields.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';
const CONFINED = /^(?:(?:runtime|docker)\/default$|localhost\/)/;

const DIFFERENCE =
  '`RuntimeDefault` refuses what few programs do, such as io_uring, eBPF, `keyctl`, `mount` and ' +
  'new namespaces: try it, and look for "Operation not permitted" in the log.';
const MISSING =
  'unless its node sets a profile, it may make any system call: set ' +
  '`seccompProfile: {type: RuntimeDefault}`';
const DEFAULTED = 'Where the kubelet runs with `seccompDefault`, that profile is in force already.';

export const seccompProfile = defineRule({
  id: 'seccomp-profile',
  summary: 'a container without a seccomp profile: it may make any system call',
  headline: 'may make any system call',
  severity: { immutable: 'notice', strict: 'error', baseline: 'error', restricted: 'error' },
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
    return found ? [{ subject: setting.subject, ...found }] : [];
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
      remedy: {
        safety: 'unsafe',
        changes: setRuntimeDefault(container),
        verify: `${DIFFERENCE} ${DEFAULTED}`,
      },
    }));
}

function setRuntimeDefault({
  pod,
  contextPath,
}: Container): NonNullable<Report['remedy']>['changes'] {
  // The API server refuses the field in a Windows pod.
  if (!contextPath || pod.os === 'windows') return [];
  const path = [...contextPath, 'seccompProfile', 'type'];
  return [{ kind: 'set', path, value: 'RuntimeDefault' }];
}

/** What stood for the field before 1.19. */
function badAnnotations(pod: Pod): Report[] {
  const ofContainers = pod.containers.map(({ name }) => CONTAINER_ANNOTATION + name);
  return annotationsOf(pod, [POD_ANNOTATION, ...ofContainers])
    .filter(({ value }) => !CONFINED.test(textOf(value) ?? ''))
    .map((found) => badAnnotation(pod, found, DIFFERENCE));
}
