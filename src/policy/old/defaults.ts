import { type Value, field, textOf, valueAt } from '../../yaml/value.ts';
import type { RuleOf } from './containers.ts';
import { isFalse, isTrue, textsOf } from './fields.ts';

/**
 * What a PodSecurityPolicy set on pods that said nothing: no policy that only judges does that, so that
 * manifests have to say it. Sentences.
 */
export function defaultsOf(policy: Value, spec: Value, ruleOf: RuleOf): string[] {
  const text = (name: string): string =>
    textOf(valueAt(policy, ['metadata', 'annotations', name])) ?? '';
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
    // What pods have in any case, a manifest need not say.
    [
      'a seccomp profile',
      !['', 'unconfined'].includes(text('seccomp.security.alpha.kubernetes.io/defaultProfileName')),
    ],
    [
      'an AppArmor profile',
      !['', 'runtime/default'].includes(
        text('apparmor.security.beta.kubernetes.io/defaultProfileName'),
      ),
    ],
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
