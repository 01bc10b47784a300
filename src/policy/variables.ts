import type { Variable } from './check.ts';
import { SPEC, has, valueOr } from './cel.ts';

/**
 * Where the pod of an object is. With `dyn` the API server checks no types: each expression is for
 * several kinds, and would not fit the schema of any one.
 */
export function templateOf(object: string): string {
  return (
    `(${object}.kind == "Pod" ? dyn(${object}) : ` +
    `${object}.kind == "PodTemplate" ? dyn(${object}).template : ` +
    `${object}.kind == "CronJob" ? dyn(${object}).spec.jobTemplate.spec.template : ` +
    `dyn(${object}).spec.template)`
  );
}

const OS_LABELS = '["kubernetes.io/os", "beta.kubernetes.io/os"]';
const TERMS =
  'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';

/** A container's name after its kind of owner: what an exemption of `kind` and `name` is about. */
const ORIGINS =
  '[{"kind": dyn(object.kind), "name": dyn(variables.name)}] + variables.owners + ' +
  // A ReplicaSet of a Deployment is named after it and the hash that its pods have as a label.
  'variables.owners.filter(o, o.kind == "ReplicaSet" && variables.hash != "" && ' +
  'o.name.endsWith("-" + variables.hash)).map(o, {"kind": dyn("Deployment"), ' +
  '"name": dyn(o.name.substring(0, o.name.size() - variables.hash.size() - 1))}) + ' +
  // A Job of a CronJob is named after it and its time, in minutes.
  'variables.owners.filter(o, o.kind == "Job" && o.name.matches(r"-[0-9]{8,10}$")).map(o, ' +
  '{"kind": dyn("CronJob"), "name": dyn(o.name.substring(0, o.name.lastIndexOf("-")))})';

/** What the checks may use, in the order in which the variables need each other. */
const SHARED: readonly Variable[] = [
  { name: 'template', expression: templateOf('object') },
  { name: 'spec', expression: 'variables.template.spec' },
  {
    name: 'containers',
    expression: ['containers', 'initContainers', 'ephemeralContainers']
      .map((name) => valueOr(SPEC, name, '[]'))
      .join(' + '),
  },
  { name: 'volumes', expression: valueOr(SPEC, 'volumes', '[]') },
  {
    name: 'osOfTerms',
    expression:
      `${valueOr(SPEC, TERMS, '[]')}.map(t, (has(t.matchExpressions) ? t.matchExpressions : [])` +
      `.filter(e, e.key in ${OS_LABELS} && e.operator == "In" && has(e.values) && ` +
      'e.values.size() == 1).map(e, e.values[0]))',
  },
  {
    name: 'hostProcess',
    expression:
      `(${has(SPEC, 'securityContext.windowsOptions.hostProcess')} && ` +
      `${SPEC}.securityContext.windowsOptions.hostProcess) || ` +
      `${valueOr(SPEC, 'containers', '[]')}.exists(c, ` +
      `${has('c', 'securityContext.windowsOptions.hostProcess')} && ` +
      'c.securityContext.windowsOptions.hostProcess)',
  },
  {
    name: 'windows',
    expression:
      `${has(SPEC, 'os.name')} ? ${SPEC}.os.name == "windows" : variables.hostProcess || ` +
      `(has(${SPEC}.nodeSelector) && "kubernetes.io/os" in ${SPEC}.nodeSelector ? ` +
      `${SPEC}.nodeSelector["kubernetes.io/os"] == "windows" : ` +
      `has(${SPEC}.nodeSelector) && "beta.kubernetes.io/os" in ${SPEC}.nodeSelector ? ` +
      `${SPEC}.nodeSelector["beta.kubernetes.io/os"] == "windows" : ` +
      'variables.osOfTerms.size() > 0 && variables.osOfTerms[0].size() > 0 && ' +
      'variables.osOfTerms[0][0] == "windows" && ' +
      'variables.osOfTerms.all(values, "windows" in values))',
  },
  {
    name: 'annotations',
    expression:
      '(object.kind == "Pod" ? [dyn(object)] : [dyn(object), variables.template])' +
      `.filter(o, ${has('o', 'metadata.annotations')}).map(o, o.metadata.annotations)`,
  },
  {
    name: 'podAnnotations',
    expression: valueOr('variables.template', 'metadata.annotations', '{}'),
  },
  { name: 'name', expression: valueOr('dyn(object)', 'metadata.name', '""') },
  {
    name: 'namespace',
    expression:
      'has(object.metadata) && "namespace" in dyn(object).metadata ? ' +
      'dyn(object).metadata["namespace"] : ""',
  },
  {
    name: 'owners',
    expression:
      valueOr('dyn(object)', 'metadata.ownerReferences', '[]') +
      '.map(o, {"kind": dyn(o.kind), "name": dyn(o.name)})',
  },
  {
    name: 'hash',
    expression:
      `${has('dyn(object)', 'metadata.labels')} && ` +
      '"pod-template-hash" in dyn(object).metadata.labels ? ' +
      'dyn(object).metadata.labels["pod-template-hash"] : ""',
  },
  { name: 'origins', expression: ORIGINS },
];

/** The shared variables that expressions use, and those which these need, before their own. */
export function withShared(own: readonly Variable[], expressions: readonly string[]): Variable[] {
  const used = new Set<string>();
  const visit = (expression: string): void => {
    for (const [, name = ''] of expression.matchAll(/\bvariables\.(\w+)/g)) {
      const shared = SHARED.find((variable) => variable.name === name);
      if (!shared || used.has(name)) continue;
      used.add(name);
      visit(shared.expression);
    }
  };
  for (const expression of [...own.map((variable) => variable.expression), ...expressions]) {
    visit(expression);
  }
  return [...SHARED.filter(({ name }) => used.has(name)), ...own];
}
