/** Cases for other code to decide: policies, objects, and what the review finds in these. */
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { defaultsFor } from '../src/policy/defaults.ts';
import { writePolicies } from '../src/policy/write-policies.ts';
import type { RuleSet } from '../src/rules/kit/rule.ts';
import { RULE_SETS, fixtureObjects, refusedByReview } from '../test/policy/cases.ts';
import { type DefaultedPod, withDefaults } from '../test/policy/defaulted.ts';
import { podOf } from '../test/properties/api-server.ts';
import { workload } from '../test/policy/pods.ts';

/** Policies with objects, and what is expected of both. */
interface PolicySet {
  readonly name: string;
  readonly policies: readonly unknown[];
  readonly cases: readonly { readonly object: object; readonly refused: readonly string[] }[];
  /** The Pod Security Standard that refuses the same; empty for none. */
  readonly level: string;
  readonly version: string;
}

/** Generated objects for each rule set: the seed is fixed, so that a fault is found again. */
const RUNS = 25;
const SEED = 17;

/** What an engine has to decide. */
export function policyCases(): PolicySet[] {
  const generated = fc.sample(workload, { numRuns: RUNS, seed: SEED });
  return RULE_SETS.map(([name, ruleSet]) => ({
    name,
    policies: objectsOf(ruleSet),
    cases: objectsFor(name, ruleSet, generated)
      // The API server has dropped what is null.
      .map((object) => ({ object, refused: refusedByReview(object, ruleSet) })),
    ...levelOf(ruleSet),
  }));
}

/** Policies that change pods, with pods before and after. */
interface DefaultsSet {
  readonly name: string;
  readonly policies: readonly unknown[];
  readonly cases: readonly { readonly object: object; readonly expected: object }[];
}

/** What the API server has to make of pods. */
export function defaultCases(): DefaultsSet[] {
  const generated = fc.sample(workload, { numRuns: 4 * RUNS, seed: SEED });
  const pods = [...generated, ...fixtureObjects()].flatMap((object, index): DefaultedPod[] => {
    const { spec } = podOf(object);
    if (!spec.containers?.length) return [];
    const metadata = { name: 'web', annotations: exempting(index) };
    return [{ ...{ apiVersion: 'v1', kind: 'Pod' }, metadata, spec }];
  });
  const policies = defaultsFor({ profile: 'immutable' }).flatMap(({ objects }) =>
    objects.filter(({ kind }) => kind === 'MutatingAdmissionPolicy'),
  );
  const cases = pods.map((object) => ({ object, expected: withDefaults(object) }));
  return [{ name: 'defaults', policies, cases }];
}

/** Some pods have an exemption, of one container or of all. */
function exempting(index: number): Record<string, string> {
  const keys = ['no-privilege-escalation', 'seccomp-profile', 'seccomp-profile.app'];
  const key = keys[index % 7];
  return key === undefined ? {} : { [`podseal.dev/exempt.${key}`]: 'It needs it.' };
}

/** Pods for a level, as Pod Security Admission refuses nothing else; for one rule set the fixtures as well. */
function objectsFor(name: string, ruleSet: RuleSet, generated: readonly object[]): object[] {
  const { level } = levelOf(ruleSet);
  if (level !== '') {
    const specs = generated.map((object) => podOf(object).spec);
    return specs
      .filter(({ containers = [] }) => containers.length > 0)
      .map((spec) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec }));
  }
  return name === 'strict' ? [...generated, ...fixtureObjects()] : [...generated];
}

function objectsOf(ruleSet: RuleSet): unknown[] {
  const { text } = writePolicies(
    { ruleSet, failOn: 'error' },
    { engine: 'vap', isEnforced: true, namespaces: [] },
  );
  return parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter((data) => isPolicy(data));
}

function isPolicy(data: unknown): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    'kind' in data &&
    data.kind === 'ValidatingAdmissionPolicy'
  );
}

function levelOf({ profile, podSecurityVersion }: RuleSet): Pick<PolicySet, 'level' | 'version'> {
  if (profile !== 'baseline' && profile !== 'restricted') return { level: '', version: '' };
  const version = podSecurityVersion === undefined ? 'latest' : `v1.${podSecurityVersion}`;
  return { level: profile, version };
}
