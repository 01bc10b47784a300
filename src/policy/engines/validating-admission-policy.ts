import { MANAGED } from '../../rules/kit/admission-policy/written.ts';
import type { Policy } from '../check.ts';
import {
  CHANGED_PODS,
  type Engine,
  RESOURCE_RULES,
  type Stage,
  isRefusing,
  namespacesOf,
  validationsOf,
  variablesOf,
} from './engine.ts';

const API_VERSION = 'admissionregistration.k8s.io/v1';

/** What the API server evaluates itself since Kubernetes 1.30. */
export const validatingAdmissionPolicy: Engine = {
  title: 'ValidatingAdmissionPolicies, for Kubernetes 1.30 or later',
  rollout: ({ isEnforced }) => [
    isEnforced
      ? 'Bindings with Deny refuse what their policy finds.'
      : 'The bindings refuse nothing: whoever applies such an object is warned. The audit log has it as ' +
        'validation.policy.admission.k8s.io/validation_failure. Refuse it with podseal policy --enforce.',
  ],
  objects(policy, stage) {
    const metadata = { name: policy.name, labels: MANAGED };
    return [
      {
        ...{ apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicy', metadata },
        spec: {
          failurePolicy: 'Fail',
          matchConstraints: { resourceRules: RESOURCE_RULES },
          matchConditions: [CHANGED_PODS],
          variables: variablesOf(policy),
          validations: validationsOf(policy),
        },
      },
      {
        ...{ apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicyBinding', metadata },
        spec: {
          policyName: policy.name,
          validationActions: actionsOf(policy, stage),
          matchResources: { namespaceSelector: namespacesOf(policy) },
        },
      },
    ];
  },
};

/** As the review: what fails it is refused, a warning is told, and a notice is only noted. */
function actionsOf(policy: Policy, stage: Stage): string[] {
  if (isRefusing(policy, stage)) return ['Deny', 'Audit'];
  return policy.severity === 'notice' && !policy.isFailing ? ['Audit'] : ['Audit', 'Warn'];
}
