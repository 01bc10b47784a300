import { activeRules } from '../judge/find.ts';
import { rules } from '../judge/rules.generated.ts';
import { CONFIGURATION, DIGEST, digestOf } from '../rules/kit/admission-policy/written.ts';
import { type DataMap, isDataMap } from '../yaml/value-change.ts';
import type { Policy } from './check.ts';
import { configurationDigest } from './configuration-digest.ts';
import { defaultsFor } from './defaults.ts';
import type { Engine, Stage } from './engines/engine.ts';
import { gatekeeper } from './engines/gatekeeper.ts';
import { kyverno, kyvernoClusterPolicy } from './engines/kyverno.ts';
import { labelNamespaces } from './engines/pod-security.ts';
import { validatingAdmissionPolicy } from './engines/validating-admission-policy.ts';
import { type Enforced, policiesOf } from './policies.ts';
import { type Section, printSections } from './print.ts';

/** What evaluates policies of ours in CEL. */
export const CEL_ENGINES: Readonly<Record<string, Engine>> = {
  vap: validatingAdmissionPolicy,
  kyverno,
  'kyverno-cluster-policy': kyvernoClusterPolicy,
  gatekeeper,
};

/** What is to be written. */
export interface Wanted extends Stage {
  readonly engine: string;
  /** The namespaces that get labels, for Pod Security Admission. */
  readonly namespaces: readonly string[];
  /** Whether what is safe to set is set on pods that leave it out, for the API server alone. */
  readonly hasDefaults?: boolean;
}

const WRITTEN = 'Written by podseal policy: change the configuration, and write it again.';
const PREVIEW =
  'What would be refused of the objects in a cluster: kubectl get pods,deployments,statefulsets,' +
  'daemonsets,jobs,cronjobs -A -o yaml | podseal check -';

/** The file that enforces rules in a cluster: its name and its text. */
export function writePolicies(enforced: Enforced, wanted: Wanted): { name: string; text: string } {
  const { engine } = wanted;
  const name = `podseal-${engine}.yaml`;
  const found = CEL_ENGINES[engine];
  return {
    name,
    text: printSections(found ? inCel(found, enforced, wanted) : asLabels(enforced, wanted)),
  };
}

function asLabels({ ruleSet }: Enforced, wanted: Wanted): Section[] {
  const active = activeRules(ruleSet);
  const { header, objects } = labelNamespaces(
    { ruleSet, active, all: rules, names: wanted.namespaces },
    wanted,
  );
  const title = 'Labels for Pod Security Admission, which Kubernetes has since 1.25.';
  return [{ comments: [title, WRITTEN, '', ...header], objects }];
}

function inCel(engine: Engine, enforced: Enforced, stage: Wanted): Section[] {
  const { policies, missing } = policiesOf(enforced);
  const comments = [
    `${engine.title}.`,
    WRITTEN,
    '',
    ...engine.rollout(stage),
    PREVIEW,
    ...exemptionNotes(policies, enforced),
    ...missing.map(({ rule, why }) => `No policy enforces ${rule}: ${why}.`),
  ];
  const by = { stage, configuration: configurationDigest(enforced, stage) };
  return [
    { comments, objects: [] },
    ...policies.map((policy) => sectionOf(policy, engine, by)),
    ...(stage.hasDefaults === true ? defaultSections(enforced, by) : []),
  ];
}

/** The policies that set what pods leave out, each with what its reader has to know. */
function defaultSections({ ruleSet }: Enforced, by: WrittenBy): Section[] {
  return defaultsFor(ruleSet).map(({ comments, objects }, index) => ({
    comments: [...(index === 0 ? [MUTATING] : []), ...comments],
    objects: objects.map((object) => withDigests(object, by)),
  }));
}

/** The objects that set what pods leave out. */
export function defaultObjects({ ruleSet }: Enforced, by: WrittenBy): DataMap[] {
  return defaultsFor(ruleSet).flatMap(({ objects }) =>
    objects.map((object) => withDigests(object, by)),
  );
}

const MUTATING =
  'MutatingAdmissionPolicies, for Kubernetes 1.36 or later (1.34 and 1.35 have them as v1beta1, off by ' +
  'default). They set fields on pods as these are made, not on what makes the pods: manifests stay as ' +
  'they are, and the review and the policies above still ask for the fields there.';

/** What exempts in the review, and what of it does not here. */
function exemptionNotes(policies: readonly Policy[], { ruleSet }: Enforced): string[] {
  const foreign = ruleSet.exemptions?.foreign ?? [];
  return [
    ...(policies.some(({ isAnnotated }) => isAnnotated) ? [ANNOTATED] : []),
    'Comments in manifests and the baseline exempt nothing here.',
    ...(foreign.length > 0 ? [`The annotations of ${foreign.join(', ')} do not, either.`] : []),
  ];
}

const ANNOTATED =
  'Whoever makes a pod can exempt it with an annotation podseal.dev/exempt.RULE and a reason; on a ' +
  'Deployment it belongs on the pod template. If only the configuration may exempt, set exemptions: ' +
  'configuration for the rule.';

/** How a policy is written. */
interface WrittenBy {
  readonly stage: Stage;
  /** What it follows from; undefined for what follows a PodSecurityPolicy. */
  readonly configuration?: string;
}

/** A policy with what its reader has to know. */
export function sectionOf(policy: Policy, engine: Engine, by: WrittenBy): Section {
  return {
    comments: [`${policy.name} finds ${policy.summary}.`, ...policy.notes],
    objects: objectsOf(policy, engine, by),
  };
}

/** The objects of a policy, each with the digests by which it is known whether it was edited. */
export function objectsOf(policy: Policy, engine: Engine, by: WrittenBy): DataMap[] {
  return engine.objects(policy, by.stage).map((object) => withDigests(object, by));
}

function withDigests(
  { apiVersion = '', kind = '', metadata, ...rest }: DataMap,
  { configuration }: WrittenBy,
): DataMap {
  const { annotations, ...others } = isDataMap(metadata) ? metadata : {};
  const digests = {
    ...(isDataMap(annotations) && annotations),
    [DIGEST]: digestOf(rest['spec']),
    ...(configuration !== undefined && { [CONFIGURATION]: configuration }),
  };
  return { apiVersion, kind, metadata: { ...others, annotations: digests }, ...rest };
}
