/** Cases for other code to decide: policies, objects, and what the review finds in these. */
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { defaultsFor } from '../src/policy/defaults.ts';
import { SYSTEM_NAMESPACES } from '../src/policy/engines/engine.ts';
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
    policies: objectsOf(ruleSet, 'vap').filter((data) => isPolicy(data)),
    cases: objectsFor(name, ruleSet, generated)
      // The API server has dropped what is null.
      .map((object) => ({ object, refused: refusedByReview(object, ruleSet) })),
    ...levelOf(ruleSet),
  }));
}

/** An engine that other code than the API server's has. */
export type OtherEngine = 'kyverno' | 'kyverno-cluster-policy' | 'gatekeeper';

/**
 * What Kyverno or Gatekeeper has to decide. Kyverno compiles a ClusterPolicy again for each object, so
 * that it gets fewer of them.
 */
export function engineCases(engine: OtherEngine): EngineSet[] {
  const generated = fc.sample(workload, { numRuns: RUNS, seed: SEED });
  const step = engine === 'kyverno-cluster-policy' ? EVERY : 1;
  return RULE_SETS.map(([name, ruleSet]) => ({
    name: `${engine}, ${name}`,
    policies: objectsOf(ruleSet, engine),
    cases: [...generated, ...(name === 'strict' ? fixtureObjects() : [])]
      .filter((_, index) => index % step === 0)
      .map((object) => ({ object, refused: refusedInCluster(object, ruleSet) })),
  }));
}

/** Every so many objects. */
const EVERY = 8;

type EngineSet = Pick<PolicySet, 'name' | 'policies' | 'cases'>;

/** What the review finds, but in the namespaces that policies leave out. */
function refusedInCluster(object: object, ruleSet: RuleSet): string[] {
  const { resources } = readManifest({ path: 'x.json', text: JSON.stringify(object) });
  const isLeftOut = SYSTEM_NAMESPACES.includes(resources[0]?.namespace ?? '');
  return isLeftOut ? [] : refusedByReview(object, ruleSet);
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

function objectsOf(ruleSet: RuleSet, engine: string): unknown[] {
  const { text } = writePolicies(
    { ruleSet, failOn: 'error' },
    { engine, isEnforced: true, namespaces: [] },
  );
  return parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter((data) => data !== null);
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
