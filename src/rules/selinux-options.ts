import { type Value, field, isMapping, isSet, textOf } from '../yaml/value.ts';
import { describeValue, wrongType } from './kit/describe.ts';
import { type Found, defineRule } from './kit/rule.ts';
import { settingsOf } from './kit/context-fields.ts';
import { type Standard, podSecurityLevel } from './kit/pod-security-level.ts';

/** The types that the Pod Security Standards allow (policy/check_seLinuxOptions.go). */
export const SELINUX_TYPES = ['container_t', 'container_init_t', 'container_kvm_t'];
/** The same since Kubernetes 1.31. */
export const SELINUX_TYPES_SINCE_31 = [...SELINUX_TYPES, 'container_engine_t'];

export const selinuxOptions = defineRule({
  id: 'selinux-options',
  summary: 'a container that sets its own SELinux type, user or role',
  headline: 'sets its own SELinux label',
  severity: { strict: 'error', baseline: 'error', restricted: 'error' },
  dependsOn: [],
  check({ pods, ruleSet }, report) {
    const standard = podSecurityLevel(ruleSet);
    for (const pod of pods) {
      // Windows has no SELinux, but the standards do not ask.
      if (pod.os === 'windows' && !standard) continue;
      for (const setting of settingsOf(pod, 'seLinuxOptions', standard)) {
        const { subject, field: options } = setting;
        if (isMapping(options.value)) {
          for (const found of badOptions(options.value, standard)) report({ subject, ...found });
        } else {
          const message = wrongType('`seLinuxOptions`', options.value, 'a mapping');
          report({ subject, at: options.key, message });
        }
      }
    }
  },
});

function badOptions(options: Value, standard: Standard | undefined): Found[] {
  return [
    ...badType(options, standard),
    ...['user', 'role'].flatMap((name) => given(options, name)),
  ];
}

function badType(options: Value, standard: Standard | undefined): Found[] {
  const allowed = (standard?.isSince(31) ?? true) ? SELINUX_TYPES_SINCE_31 : SELINUX_TYPES;
  const type = field(options, 'type')?.value;
  const text = textOf(type);
  if (!isSet(type) || (text !== undefined && ['', ...allowed].includes(text))) return [];
  const message =
    `\`seLinuxOptions.type\` is ${describeValue(type)}: remove it, which means \`container_t\`, or set ` +
    list(allowed.slice(1));
  return [{ at: type.span, message, detail: `type ${text ?? ''}` }];
}

function given(options: Value, name: string): Found[] {
  const value = field(options, name)?.value;
  if (!isSet(value) || textOf(value) === '') return [];
  return [
    {
      at: value.span,
      message: `\`seLinuxOptions.${name}\` is ${describeValue(value)}`,
      advice: 'remove it, so that the runtime chooses',
      detail: `${name} ${textOf(value) ?? ''}`,
      remedy: {
        safety: 'unsafe',
        changes: [{ kind: 'remove', path: value.path }],
        verify:
          'The runtime then gives the usual SELinux user and role: if a `type` is set, check that the ' +
          "nodes' policy allows that type with them.",
      },
    },
  ];
}

/** `a`, `b` or `c`. */
function list(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}
