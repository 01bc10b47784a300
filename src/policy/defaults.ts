import type { RuleSet } from '../rules/kit/rule.ts';
import { MANAGED } from '../rules/kit/admission-policy/written.ts';
import type { DataMap } from '../yaml/value-change.ts';
import { SPEC, and, has, not, ownAnd, setAnd, text, valueOr } from './cel.ts';
import { WINDOWS, same } from './conditions.ts';
import { SYSTEM_NAMESPACES } from './engines/engine.ts';
import { type Exempting, exemptingOf } from './exemptions.ts';
import { withShared } from './variables.ts';

/** A policy that sets what pods leave out. */
export interface Defaulting {
  readonly comments: readonly string[];
  readonly objects: readonly DataMap[];
}

/** What is safe to set on containers that say nothing, with the rule that asks for it. */
interface Default {
  readonly rule: string;
  readonly name: string;
  /** What its policy does, and what a person has to know of it. */
  readonly comment: string;
  /** Which containers it is about, of those that nothing exempts. */
  readonly unset: string;
  /** The fields of a securityContext of this type. */
  readonly fields: (type: string) => string;
}

const CAPABLE = setAnd(
  'c',
  'securityContext.capabilities.add',
  (added) =>
    // The API server refuses the field beside SYS_ADMIN (kubernetes/kubernetes, ValidateSecurityContext).
    `${added}.exists(name, name.upperAscii() in ["SYS_ADMIN", "CAP_SYS_ADMIN", "ALL"])`,
);

const DEFAULTS: readonly Default[] = [
  {
    rule: 'no-privilege-escalation',
    name: 'podseal-default-privilege-escalation',
    comment:
      'sets allowPrivilegeEscalation: false on containers that leave it out, are not privileged, and ' +
      'do not add SYS_ADMIN or ALL. Programs such as sudo then get no rights by setuid: where a ' +
      'container needs that, set allowPrivilegeEscalation: true in its manifest, and exempt it.',
    unset: and(
      not(has('c', 'securityContext.allowPrivilegeEscalation')),
      not(ownAnd('privileged', same)),
      not(CAPABLE),
    ),
    fields: () => 'allowPrivilegeEscalation: false',
  },
  {
    rule: 'seccomp-profile',
    name: 'podseal-default-seccomp-profile',
    comment:
      'sets seccompProfile RuntimeDefault on containers that set none, in pods that set none. The ' +
      'profile takes rare system calls from programs: where a container needs one of them, set ' +
      'another profile in its manifest.',
    unset: and(
      not(has('c', 'securityContext.seccompProfile')),
      not(has(SPEC, 'securityContext.seccompProfile')),
    ),
    fields: (type) => `seccompProfile: ${type}.seccompProfile{type: "RuntimeDefault"}`,
  },
];

/** The pod with the fields on the containers that `variables.unset` names: lists are merged by name. */
function patchOf({ fields }: Default): string {
  const lists = ['containers', 'initContainers'].map((list) => {
    const type = `Object.spec.${list}`;
    const context = `${type}.securityContext{${fields(`${type}.securityContext`)}}`;
    return (
      `${list}: ${valueOr(SPEC, list, '[]')}.filter(c, c.name in variables.unset)` +
      `.map(c, ${type}{name: c.name, securityContext: ${context}})`
    );
  });
  return `Object{spec: Object.spec{${lists.join(', ')}}}`;
}

/** The policies that set what is safe to set, each for its rule and with the exemptions of that. */
export function defaultsFor(ruleSet: RuleSet): Defaulting[] {
  return DEFAULTS.map((one) => {
    const exempting = exemptingOf(one.rule, ruleSet);
    const metadata = { name: one.name, labels: MANAGED };
    return {
      comments: [`${one.name} ${one.comment}`, ...exempting.notes],
      objects: [policyOf(one, exempting, metadata), bindingOf(metadata)],
    };
  });
}

const API_VERSION = 'admissionregistration.k8s.io/v1';

function policyOf(one: Default, exempting: Exempting, metadata: DataMap): DataMap {
  const unset = `${exempting.containers}.filter(c, ${one.unset}).map(c, c.name)`;
  const own = [...exempting.variables, { name: 'unset', expression: unset }];
  const condition = `variables.unset.size() > 0 && !${WINDOWS}`;
  const expression = `${condition} ? ${patchOf(one)} : Object{}`;
  return {
    ...{ apiVersion: API_VERSION, kind: 'MutatingAdmissionPolicy', metadata },
    spec: {
      // What it would set is asked for by the validating policies in any case.
      failurePolicy: 'Ignore',
      // A container that a webhook adds after it gets the same.
      reinvocationPolicy: 'IfNeeded',
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
        ],
      },
      // The kubelet makes mirror pods of what it runs already.
      matchConditions: [
        {
          name: 'no-mirror-pod',
          expression: not(
            setAnd('object', 'metadata.annotations', (all) => `${text(MIRROR)} in ${all}`),
          ),
        },
      ],
      variables: withShared(own, [expression]).map((variable) => ({ ...variable })),
      mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
    },
  };
}

const MIRROR = 'kubernetes.io/config.mirror';

function bindingOf(metadata: DataMap): DataMap {
  const { name = '' } = metadata;
  return {
    ...{ apiVersion: API_VERSION, kind: 'MutatingAdmissionPolicyBinding', metadata },
    spec: {
      policyName: name,
      matchResources: {
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: SYSTEM_NAMESPACES },
          ],
        },
      },
    },
  };
}
