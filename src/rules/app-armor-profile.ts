import { type Container, type Pod, effectiveField } from '../kubernetes/pod.ts';
import { field, ownFields, scalar, textOf } from '../yaml/value.ts';
import { badAnnotation, unconfined } from './kit/confinement.ts';
import { type Report, defineRule } from './kit/rule.ts';
import { annotationsOf, settingsOf } from './kit/context-fields.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const CONFINED = /^(?:$|runtime\/default$|localhost\/)/;

const VERIFY =
  'Run it once on a node with AppArmor and look for "Permission denied" in the log: the profile of ' +
  'the runtime refuses `mount`, and writing to most of /proc and /sys.';

export const appArmorProfile = defineRule({
  id: 'app-armor-profile',
  summary: 'a container that turns AppArmor off for itself',
  headline: 'turns AppArmor off',
  severity: { strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: ['appArmorProfile'],
  check({ pods, ruleSet }, report) {
    const standard = podSecurityLevel(ruleSet);
    for (const pod of pods) {
      // Windows has no AppArmor, but the standards do not ask.
      if (pod.os === 'windows' && !standard) continue;
      for (const found of [...badFields(pod, standard), ...badAnnotations(pod)]) report(found);
    }
  },
});

function badFields(pod: Pod, standard: Standard | undefined): Report[] {
  return settingsOf(pod, 'appArmorProfile', standard).flatMap((setting): Report[] => {
    const { subject, whom } = setting;
    const effect = `turns AppArmor off for ${whom}`;
    const found = unconfined(setting, { effect, verify: VERIFY });
    if (!found) return [];
    const { remedy, ...rest } = found;
    const containers = subject.container ? [subject.container] : pod.containers;
    const isFree = !containers.some(hasAnnotation);
    return [{ subject, ...rest, ...(remedy && isFree && { remedy }) }];
  });
}

/** The API server refuses a pod whose annotation and field differ, so neither is changed alone. */
function hasAnnotation({ pod, name }: Container): boolean {
  return annotationsOf(pod, [ANNOTATION + name]).length > 0;
}

/** What stood for the field before 1.30, and still does where there is none. */
function badAnnotations(pod: Pod): Report[] {
  const keys = [
    ...pod.containers.map(({ name }) => ANNOTATION + name),
    ...ownFields(field(pod.metadata, 'annotations')?.value)
      .map(({ name }) => name)
      .filter((name) => name.startsWith(ANNOTATION)),
  ];
  return annotationsOf(pod, keys)
    .filter(({ value }) => !CONFINED.test(textOf(value) ?? '') || scalar(value) === undefined)
    .map((found) => {
      const { remedy, ...rest } = badAnnotation(pod, found, VERIFY);
      const isFree = !pod.containers.some(
        (container) =>
          found.name === ANNOTATION + container.name &&
          effectiveField(container, 'appArmorProfile'),
      );
      return { ...rest, ...(remedy && isFree && { remedy }) };
    });
}
