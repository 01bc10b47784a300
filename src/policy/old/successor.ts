import type { Manifest, SourceFile } from '../../kubernetes/manifest.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import { openings } from '../../rules/kit/pod-security-policy/pod-security-policy-fields.ts';
import {
  isPatch,
  mistakes,
  ruleOf,
} from '../../rules/kit/pod-security-policy/pod-security-policy-schema.ts';
import { type Value, field, isMapping, textOf, valueAt } from '../../yaml/value.ts';
import type { Check, Policy } from '../check.ts';
import { NOTHING_EXEMPT } from '../exemptions.ts';
import { evaluated } from '../policies.ts';
import { containerChecks } from './containers.ts';
import { defaultsOf } from './defaults.ts';
import { grantedTo } from './granted.ts';
import { podChecks } from './pods.ts';

/** What follows a PodSecurityPolicy. */
export interface Successor {
  /** Its name in the cluster. */
  readonly of: string;
  readonly policy: Policy;
  readonly checks: readonly Check[];
  /** The strictest Pod Security level that refuses nothing of what it let in, by its own fields. */
  readonly level: 'privileged' | 'baseline' | 'restricted';
  /** The fields and annotations because of which it is not the next one. */
  readonly because: readonly string[];
  /** What was wrong with it: `psp.yaml:7: …`. */
  readonly mistakes: readonly string[];
}

/** The label of namespaces that chooses a policy, where there are several. */
const LABEL = 'podseal.dev/pod-security-policy';

/** The successors of the PodSecurityPolicies in some files. */
export function successorsIn(manifests: readonly Manifest[]): Successor[] {
  const files = manifests.map(({ file }) => file);
  const found = manifests.flatMap((manifest) =>
    manifest.resources.flatMap((resource) => {
      const spec = field(resource.value, 'spec')?.value;
      const isOld = resource.kind === 'PodSecurityPolicy' && GROUPS.includes(resource.group);
      return isOld && isMapping(spec) ? [{ manifest, resource, spec }] : [];
    }),
  );
  return found.map((old) => successorOf(old, files, found.length > 1));
}

const GROUPS = ['policy', 'extensions'];

interface Old {
  readonly manifest: Manifest;
  readonly resource: Resource;
  readonly spec: Value;
}

function successorOf(
  { manifest, resource, spec }: Old,
  files: readonly SourceFile[],
  isChosen: boolean,
): Successor {
  const { name, value } = resource;
  const rule = (strategy: string): string | undefined => ruleOf(spec, strategy);
  const checks = [...containerChecks(value, spec, rule), ...podChecks(spec, rule)];
  const wrong = mistakes(spec).map(
    ({ at, message }) =>
      `${manifest.file.path}:${manifest.lines.position(at.start).line}: ${message}`,
  );
  const users = grantedTo(name, files);
  return {
    of: name,
    checks,
    policy: {
      name: `psp-${name}`,
      summary: `what the PodSecurityPolicy ${name} refused`,
      severity: 'error',
      isFailing: true,
      ...(isChosen && { onLabel: [LABEL, name] as const }),
      isAnnotated: false,
      notes: [...wrong.map(asNote), ...whomNotes(name, users, isChosen), ...restNotes(value, spec)],
      ...evaluated(checks, NOTHING_EXEMPT),
    },
    ...levelOf(value, spec),
    mistakes: wrong,
  };
}

function asNote(mistake: string): string {
  return `It was never as it is written. ${mistake}.`;
}

function whomNotes(name: string, users: readonly string[], isChosen: boolean): string[] {
  return [
    users.length > 0
      ? `It could apply to pods made by: ${users.join(', ')}.`
      : 'It could apply to no pod by the roles in these files: nobody may use it.',
    isChosen
      ? `Its successor counts in namespaces with the label ${LABEL}=${name}. A namespace without such ` +
        'a label has none.'
      : 'Its successor counts for all pods, whoever makes them: no policy can select by RBAC.',
  ];
}

function restNotes(policy: Value, spec: Value): string[] {
  const rule = (strategy: string): string | undefined => ruleOf(spec, strategy);
  return [...defaultsOf(policy, spec, rule), ...(isSeccompLocked(policy) ? [SECCOMP] : [])];
}

const SECCOMP =
  'It refused every seccomp profile, as no annotation allowed one. Its successor lets pods have one, ' +
  'because a profile only takes from a container.';

function isSeccompLocked(policy: Value): boolean {
  const name = 'seccomp.security.alpha.kubernetes.io/allowedProfileNames';
  return textOf(valueAt(policy, ['metadata', 'annotations', name])) === undefined;
}

/** By what of its openings a level refuses; no level has an opinion on the rest. */
function levelOf(policy: Value, spec: Value): Pick<Successor, 'level' | 'because'> {
  const found = openings(policy, spec, isPatch(spec));
  const refusedBy = (level: string): string[] => [
    ...new Set(found.filter((one) => one.level === level).map(({ detail = '' }) => detail)),
  ];
  const baseline = refusedBy('baseline');
  if (baseline.length > 0) return { level: 'privileged', because: baseline };
  const restricted = refusedBy('restricted');
  return restricted.length > 0
    ? { level: 'baseline', because: restricted }
    : { level: 'restricted', because: [] };
}
