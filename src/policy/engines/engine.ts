import type { Data, DataMap } from '../../yaml/value-change.ts';
import type { Policy } from '../check.ts';
import { templateOf } from '../variables.ts';

/** How far policies go: they tell what they would refuse, or refuse it. */
export interface Stage {
  readonly isEnforced: boolean;
}

/** What evaluates policies in a cluster. */
export interface Engine {
  /** As a sentence names it. */
  readonly title: string;
  /** What the reader of a file has to do and to know, paragraphs. */
  readonly rollout: (stage: Stage) => readonly string[];
  readonly objects: (policy: Policy, stage: Stage) => readonly DataMap[];
}

/** Namespaces of Kubernetes itself, whose pods reach their nodes. */
export const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'kube-node-lease'];

/** Where a policy counts: in namespaces with its label, or everywhere but in those of the system. */
export function namespacesOf({ onLabel }: Policy): DataMap {
  if (onLabel) return { matchLabels: { [onLabel[0]]: onLabel[1] } };
  return {
    matchExpressions: [
      { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: SYSTEM_NAMESPACES },
    ],
  };
}

/** The kinds of the API server that make pods, with what happens to them. */
export const RESOURCE_RULES: readonly DataMap[] = [
  resourceRule('', ['pods'], ['CREATE']),
  resourceRule('', ['pods/ephemeralcontainers'], ['UPDATE']),
  resourceRule('', ['podtemplates', 'replicationcontrollers'], ['CREATE', 'UPDATE']),
  resourceRule(
    'apps',
    ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
    ['CREATE', 'UPDATE'],
  ),
  resourceRule('batch', ['cronjobs', 'jobs'], ['CREATE', 'UPDATE']),
];

function resourceRule(group: string, resources: string[], operations: string[]): DataMap {
  return { apiGroups: [group], apiVersions: ['v1'], operations, resources };
}

/** The same as kinds, by group. */
export const KINDS: readonly { apiGroups: string[]; kinds: string[] }[] = [
  { apiGroups: [''], kinds: ['Pod', 'PodTemplate', 'ReplicationController'] },
  { apiGroups: ['apps'], kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
  { apiGroups: ['batch'], kinds: ['CronJob', 'Job'] },
];

/**
 * An update that leaves the pod as it is, is let in: else nobody could delete or scale what was there
 * before the policy.
 */
export const CHANGED_PODS = {
  name: 'changes-pods',
  // What is deleted is null, and so is the old object of what is made; in Kyverno both are empty
  // (kyverno/kyverno v1.19.1, pkg/utils/admission/resource.go).
  expression:
    'object != null && has(object.kind) && (oldObject == null || !has(oldObject.kind) || ' +
    `${templateOf('object')}.spec != ${templateOf('oldObject')}.spec)`,
};

/** Variables as each of the engines has them. */
export function variablesOf({ variables }: Policy): Data[] {
  return variables.map(({ name, expression }) => ({ name, expression }));
}

/** Validations as each of the engines has them. */
export function validationsOf({ validations }: Policy): Data[] {
  return validations.map(({ expression, message, messageExpression }) => ({
    expression,
    message,
    ...(messageExpression !== undefined && { messageExpression }),
  }));
}

/** Whether a policy refuses what it finds, as a review that fails. */
export function isRefusing({ isFailing }: Policy, { isEnforced }: Stage): boolean {
  return isFailing && isEnforced;
}
