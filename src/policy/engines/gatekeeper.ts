import type { DataMap } from '../../yaml/value-change.ts';
import { MANAGED } from '../../rules/kit/admission-policy/written.ts';
import type { Policy } from '../check.ts';
import {
  CHANGED_PODS,
  type Engine,
  KINDS,
  type Stage,
  isRefusing,
  namespacesOf,
  validationsOf,
  variablesOf,
} from './engine.ts';

/** Gatekeeper's templates with CEL, and a constraint of each. */
export const gatekeeper: Engine = {
  title: 'ConstraintTemplates with CEL, and constraints, for Gatekeeper 3.18 or later',
  rollout: ({ isEnforced }) => [
    'Apply the file again once Gatekeeper has made the kinds of the constraints.',
    isEnforced
      ? 'Constraints with the action deny refuse what they find.'
      : 'The constraints refuse nothing: they warn, or list what they find. Refuse it with podseal ' +
        'policy --enforce.',
    'kubectl get constraints lists how much of what is in the cluster each of them finds.',
  ],
  objects(policy, stage) {
    const kind = policy.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    return [template(policy, kind), constraint(policy, kind, stage)];
  },
};

function template(policy: Policy, kind: string): DataMap {
  const source = {
    failurePolicy: 'Fail',
    // It has another name than in a ValidatingAdmissionPolicy (pkg/drivers/k8scel/schema/schema.go).
    matchCondition: [CHANGED_PODS],
    variables: variablesOf(policy),
    validations: validationsOf(policy),
  };
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: kind.toLowerCase(), labels: MANAGED },
    spec: {
      crd: { spec: { names: { kind }, validation: { openAPIV3Schema: { type: 'object' } } } },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [{ engine: 'K8sNativeValidation', source }],
        },
      ],
    },
  };
}

function constraint(policy: Policy, kind: string, stage: Stage): DataMap {
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind,
    metadata: { name: policy.name, labels: MANAGED },
    spec: {
      enforcementAction: actionOf(policy, stage),
      match: { kinds: KINDS, namespaceSelector: namespacesOf(policy) },
    },
  };
}

function actionOf(policy: Policy, stage: Stage): string {
  if (isRefusing(policy, stage)) return 'deny';
  return policy.severity === 'notice' && !policy.isFailing ? 'dryrun' : 'warn';
}
