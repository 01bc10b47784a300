import { type Value, field, textOf, valueAt } from '../../yaml/value.ts';
import type { RuleOf } from './containers.ts';
import { isFalse, isTrue, textsOf } from './fields.ts';

/**
 * What a PodSecurityPolicy set on pods that said nothing: no policy that only judges does that, so that
 * manifests have to say it. Sentences.
 */
export function defaultsOf(policy: Value, spec: Value, ruleOf: RuleOf): string[] {
  // What pods have in any case, a manifest need not say.
  const isGiven = (prefix: string, usual: string): boolean =>
    !['', usual].includes(defaultProfile(policy, prefix));
  const list = (name: string): string => textsOf(field(spec, name)?.value).join(', ');
  const strategies = ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups', 'seLinux'];
  const set: readonly (readonly [what: string, isSet: boolean])[] = [
    ['readOnlyRootFilesystem: true', isTrue(spec, 'readOnlyRootFilesystem')],
    [
      'allowPrivilegeEscalation: false',
      isFalse(spec, 'allowPrivilegeEscalation') || isFalse(spec, 'defaultAllowPrivilegeEscalation'),
    ],
    [
      `capabilities.drop: [${list('requiredDropCapabilities')}]`,
      list('requiredDropCapabilities') !== '',
    ],
    [
      `capabilities.add: [${list('defaultAddCapabilities')}]`,
      list('defaultAddCapabilities') !== '',
    ],
    ['runAsNonRoot: true', ruleOf('runAsUser') === 'MustRunAsNonRoot'],
    ...strategies.map((name): [string, boolean] => [
      `the first ${name} that it allowed`,
      ruleOf(name) === 'MustRunAs',
    ]),
    ['a seccomp profile', isGiven('seccomp.security.alpha', 'unconfined')],
    ['an AppArmor profile', isGiven('apparmor.security.beta', 'runtime/default')],
    ['a runtime class', valueAt(spec, ['runtimeClass', 'defaultRuntimeClassName']) !== undefined],
  ];
  const names = set.filter(([, isSet]) => isSet).map(([what]) => what);
  return names.length === 0
    ? []
    : [
        `It set on pods that said nothing: ${names.join('; ')}. Manifests have to say it now, or a ` +
          'MutatingAdmissionPolicy.',
      ];
}

/** The profile that an annotation gives pods without one; empty for none. */
function defaultProfile(policy: Value, prefix: string): string {
  const name = `${prefix}.kubernetes.io/defaultProfileName`;
  return textOf(valueAt(policy, ['metadata', 'annotations', name])) ?? '';
}
