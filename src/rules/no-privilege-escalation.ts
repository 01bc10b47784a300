import { type Container, type Pod, isDeclaredWindows, placeInContext } from '../kubernetes/pod.ts';
import { type Value, field, isSet, scalar } from '../yaml/value.ts';
import { addsCapSysAdmin } from './kit/capabilities.ts';
import { imageOf } from './kit/container-image.ts';
import { code, notBoolean } from './kit/describe.ts';
import { listPrograms, privilegedPrograms } from './kit/privileged-programs.ts';
import { setInContext, unprivileged } from './kit/remedies.ts';
import { type Found, type Remedy, type RuleSet, defineContainerRule } from './kit/rule.ts';
import { podSecurityLevel } from './kit/pod-security-level.ts';

export const noPrivilegeEscalation = defineContainerRule({
  id: 'no-privilege-escalation',
  summary: 'a container whose programs can gain privileges that it did not start with',
  headline: 'can gain privileges',
  severity: { immutable: 'notice', strict: 'error', restricted: 'error' },
  dependsOn: ['allowPrivilegeEscalation'],
  check(container, report, ruleSet) {
    if (isExempt(container.pod, ruleSet)) return;
    const flag = field(container.securityContext, 'allowPrivilegeEscalation')?.value;
    if (scalar(flag) === false || (!isSet(flag) && container.partial)) return;
    const isRefused = addsCapSysAdmin(container.securityContext);
    const remedy = isRefused ? undefined : remedyFor(container, ruleSet);
    report({
      at: isSet(flag) ? flag.span : placeInContext(container),
      message: describe(flag, isRefused),
      ...adviceOn(flag, isRefused),
      ...(remedy && { remedy }),
    });
  },
});

/** The field is for Linux; the Pod Security Standards know that by `os.name` since 1.25. */
function isExempt(pod: Pod, ruleSet: RuleSet): boolean {
  const standard = podSecurityLevel(ruleSet);
  if (!standard) return pod.os === 'windows';
  return !standard.isSince(8) || (standard.isSince(25) && isDeclaredWindows(pod));
}

function describe(flag: Value | undefined, isRefused: boolean): string {
  if (isRefused) return `${BESIDE}: remove the capability first`;
  if (!isSet(flag)) return 'set-uid programs can gain privileges';
  return scalar(flag) === true
    ? '`allowPrivilegeEscalation: true` lets set-uid programs gain privileges'
    : notBoolean('allowPrivilegeEscalation', flag);
}

/** A value of another type is told what it has to be. */
function adviceOn(
  flag: Value | undefined,
  isRefused: boolean,
): Pick<Found, 'advice' | 'isRefused'> {
  if (isRefused) return {};
  const isTyped = !isSet(flag) || scalar(flag) === true;
  return isTyped ? { advice: 'set `allowPrivilegeEscalation: false`' } : { isRefused: true };
}

const BESIDE =
  'set-uid programs can gain privileges, and the API server refuses `allowPrivilegeEscalation: ' +
  'false` beside `CAP_SYS_ADMIN`';

/** Beside `privileged` the API server refuses `false` as well, so that goes along with it. */
function remedyFor(container: Container, ruleSet: RuleSet): Remedy | undefined {
  if (isDeclaredWindows(container.pod)) return undefined;
  const sets = setInContext(container, 'allowPrivilegeEscalation', false);
  const also = sets.length === 0 ? [] : unprivileged(container);
  const changes = [...also, ...sets];
  const programs = privilegedPrograms(container, ruleSet);
  if (!programs) return { safety: 'unsafe', changes, verify: checkOf(container, ruleSet) };
  if (programs.length > 0) {
    const verify = `${listPrograms(programs)} gain no privileges any more: check that nothing needs that.`;
    return { safety: 'unsafe', changes, verify };
  }
  const reason = 'The image has no program that gains privileges: its layers say so.';
  return also.length > 0
    ? { safety: 'unsafe', changes, verify: CHECK }
    : { safety: 'safe', changes, reason };
}

/**
 * Of a known image whose program has a file capability, the check is what that was for. containerd permits a
 * container's capabilities to any user, so that the file's stays in effect; Docker permits them to root alone.
 */
function checkOf(container: Container, ruleSet: RuleSet): string {
  const lost = imageOf(container, ruleSet)?.fileCapabilities ?? [];
  if (lost.length === 0) return CHECK;
  const names = lost.map((name) => code(name)).join(' and ');
  return lost.includes('NET_BIND_SERVICE')
    ? `Not every runtime leaves the program its file capability ${names} then: check that it still listens on its ports.`
    : `Not every runtime leaves the program its file capability ${names} then: check that it starts.`;
}

const CHECK =
  'Programs that need set-uid or file capabilities, such as `sudo`, lose them: ' +
  '`find / -xdev -perm /6000 -type f` and `getcap -r /` in the image list them.';
