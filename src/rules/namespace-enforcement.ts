import { placeFor } from '../kubernetes/pod.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { type Path, type Value, field, isMapping, isSet, textOf } from '../yaml/value.ts';
import { code, describeValue } from './kit/describe.ts';
import { nearest } from '../schema/nearest.ts';
import { type AdmittedLevel, type Found, type Remedy, defineRule } from './kit/rule.ts';

/** The labels that Pod Security Admission reads (kubernetes/pod-security-admission, api/constants.go). */
const PREFIX = 'pod-security.kubernetes.io/';
const ENFORCE = `${PREFIX}enforce`;
const MODES = ['enforce', 'audit', 'warn'];
const LEVELS = ['privileged', 'baseline', 'restricted'];
/** As ParseVersion in api/helpers.go there. */
const VERSION = /^(?:latest|v1\.(?:0|[1-9]\d*))$/;

/** Any other name is a placeholder (`_`): Kustomize puts in the real one, and perhaps labels. */
const NAME = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;

/** Kubernetes makes these for its own parts, which have to reach their nodes. */
const SYSTEM = ['kube-node-lease', 'kube-public', 'kube-system', 'openshift'];
/** OpenShift keeps the labels of these itself. */
const OPENSHIFT = 'openshift-';

export const namespaceEnforcement = defineRule({
  id: 'namespace-enforcement',
  summary: 'a Namespace without a label that enforces a Pod Security level',
  headline: 'enforces no Pod Security level',
  severity: { immutable: 'notice', strict: 'error' },
  dependsOn: 'everything',
  check({ resource, admittedLevel }, report) {
    if (resource.kind !== 'Namespace' || resource.group !== '') return;
    const { name, value } = resource;
    const metadata = field(value, 'metadata')?.value;
    if (!isMapping(metadata) || SYSTEM.includes(name) || name.startsWith(OPENSHIFT)) return;
    const labels = field(metadata, 'labels')?.value;
    const known = (): AdmittedLevel => admittedLevel(name);
    for (const found of [...missing(resource, metadata, known), ...invalid(resource, labels)]) {
      report({ subject: { resource, value }, ...found });
    }
  },
});

/** Nothing is enforced, as no label says so, or one says `privileged`. */
function missing(resource: Resource, metadata: Value, known: () => AdmittedLevel): Found[] {
  const labels = field(metadata, 'labels')?.value;
  const said = ['enforce', 'warn', 'audit'].filter((mode) => isSet(labelled(labels, mode)));
  // What the owner has tried the namespace with is what it gets.
  const tried = said.map((mode) => labelled(labels, mode)).find((value) => isLevel(value));
  if (tried && textOf(tried) === 'privileged') {
    const message =
      'the level `privileged` lets in every pod: enforce `baseline`, or keep only what needs it here';
    return [{ at: tried.span, message, detail: 'enforce' }];
  }
  if (said.includes('enforce') || !NAME.test(resource.name)) return [];
  const { level: admitted, refused: offender } = known();
  const level = strictest(textOf(tried) ?? 'restricted', admitted);
  const opening =
    said.length > 0
      ? `the \`${said.join('` and `')}\` labels refuse no pod`
      : 'no label enforces a Pod Security level';
  if (level === 'privileged') {
    const message = `${opening}; ${describe(offender)} in this file needs the level \`privileged\``;
    return [{ at: placeFor(metadata, 'labels'), message, detail: 'enforce' }];
  }
  const message =
    offender && level === admitted
      ? `${opening}, and ${describe(offender)} in this file does not meet \`restricted\``
      : opening;
  const path = [...metadata.path, 'labels', ENFORCE];
  return [
    {
      at: placeFor(metadata, 'labels'),
      message,
      advice: `add \`${ENFORCE}: ${level}\``,
      detail: 'enforce',
      remedy: setLabel(resource, path, 'enforce', level),
    },
  ];
}

/** The less strict one of what is wanted and what the workloads of the file meet. */
function strictest(wanted: string, admitted: string): string {
  return LEVELS.indexOf(wanted) < LEVELS.indexOf(admitted) ? wanted : admitted;
}

function describe(resource: Resource | undefined): string {
  return resource ? `${resource.kind} ${code(resource.name)}` : 'a workload';
}

function labelled(labels: Value | undefined, name: string): Value | undefined {
  return field(labels, PREFIX + name)?.value;
}

function isLevel(value: Value | undefined): boolean {
  return LEVELS.includes(textOf(value) ?? '');
}

/** Values that the API server refuses: it takes no namespace with one of them. */
function invalid(resource: Resource, labels: Value | undefined): Found[] {
  return MODES.flatMap((mode) => [
    ...wrongLevel(resource, labelled(labels, mode), mode),
    ...wrongVersion(labelled(labels, `${mode}-version`), `${mode}-version`),
  ]);
}

function wrongLevel(resource: Resource, value: Value | undefined, mode: string): Found[] {
  if (!isSet(value) || isLevel(value)) return [];
  const message = `${refused(mode, value)}: use one of ${LEVELS.join(', ')}`;
  const found: Found = { at: value.span, message, detail: mode, isRefused: true };
  const meant = nearest(textOf(value) ?? '', LEVELS);
  if (meant === undefined || meant === 'privileged') return [found];
  return [{ ...found, remedy: setLabel(resource, value.path, mode, meant) }];
}

function wrongVersion(value: Value | undefined, name: string): Found[] {
  if (!isSet(value) || VERSION.test(textOf(value) ?? '')) return [];
  const message = `${refused(name, value)}: use \`latest\`, or a version such as \`v1.35\``;
  return [{ at: value.span, message, detail: name, isRefused: true }];
}

function refused(name: string, value: Value): string {
  return `${describeValue(value)} is not a value of \`${PREFIX}${name}\`, so the API server refuses it`;
}

/** What is enforced may refuse pods; `audit` and `warn` only tell of them. */
function setLabel({ name }: Resource, path: Path, mode: string, level: string): Remedy {
  const changes = [{ kind: 'set' as const, path, value: level }];
  if (mode !== 'enforce') return { safety: 'safe', changes };
  // People run this command: only a real name may stand in it.
  const namespace = NAME.test(name) ? name : 'NAMESPACE';
  const command = `kubectl label --dry-run=server --overwrite namespace ${namespace} ${ENFORCE}=${level}`;
  return {
    safety: 'unsafe',
    changes,
    verify:
      `Check that all pods of the namespace meet \`${level}\`. If the namespace exists, ` +
      `${code(command, Infinity)} names the running pods that it would refuse.`,
  };
}
