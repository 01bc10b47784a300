import { MANAGED } from '../../rules/kit/admission-policy/written.ts';
import {
  CHANGED_PODS,
  type Engine,
  KINDS,
  RESOURCE_RULES,
  type Stage,
  isRefusing,
  namespacesOf,
  validationsOf,
  variablesOf,
} from './engine.ts';

function rollout({ isEnforced }: Stage): string[] {
  return [
    isEnforced
      ? 'Policies that deny refuse what they find.'
      : 'The policies refuse nothing. Refuse what they find with podseal policy --enforce.',
    'kubectl get policyreports -A lists what they find, also in what is in the cluster already.',
  ];
}

/** Kyverno's policies in CEL. */
export const kyverno: Engine = {
  title: 'ValidatingPolicies, for Kyverno 1.17 or later',
  rollout,
  objects: (policy, stage) => [
    {
      apiVersion: 'policies.kyverno.io/v1',
      kind: 'ValidatingPolicy',
      metadata: { name: policy.name, labels: MANAGED },
      spec: {
        validationActions: [isRefusing(policy, stage) ? 'Deny' : 'Audit'],
        failurePolicy: 'Fail',
        // Each kind is named below, so that Kyverno need not write policies for those that make pods.
        autogen: { podControllers: { controllers: [] } },
        matchConstraints: {
          resourceRules: RESOURCE_RULES,
          namespaceSelector: namespacesOf(policy),
        },
        matchConditions: [CHANGED_PODS],
        variables: variablesOf(policy),
        validations: validationsOf(policy),
      },
    },
  ],
};

/** The same as the kind that Kyverno had before, for its older versions. */
export const kyvernoClusterPolicy: Engine = {
  title: 'ClusterPolicies, for Kyverno 1.13 or later',
  rollout,
  objects: (policy, stage) => [
    {
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: {
        name: policy.name,
        labels: MANAGED,
        annotations: { 'pod-policies.kyverno.io/autogen-controllers': 'none' },
      },
      spec: {
        background: true,
        failurePolicy: 'Fail',
        rules: [
          {
            name: policy.name,
            match: {
              any: [
                {
                  resources: {
                    kinds: KINDS.flatMap(({ kinds }) => kinds),
                    operations: ['CREATE', 'UPDATE'],
                    namespaceSelector: namespacesOf(policy),
                  },
                },
              ],
            },
            celPreconditions: [CHANGED_PODS],
            validate: {
              failureAction: isRefusing(policy, stage) ? 'Enforce' : 'Audit',
              cel: { variables: variablesOf(policy), expressions: validationsOf(policy) },
            },
          },
        ],
      },
    },
  ],
};
