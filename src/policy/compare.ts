import { dequal } from 'dequal';
import { LineCounter, parseAllDocuments } from 'yaml';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { type Data, type DataMap, isDataMap } from '../yaml/value-change.ts';
import { MANAGED } from './engines/engine.ts';
import { type Enforced, policiesOf } from './policies.ts';
import { CEL_ENGINES } from './write-policies.ts';

/** An object in a repository that podseal policy wrote. */
interface Existing {
  readonly place: string;
  readonly data: DataMap;
}

/** What of the written policies is missing, older or weaker than the configuration asks for. */
export interface Comparison {
  /** How many objects were compared. */
  readonly compared: number;
  /** Each with its place: `policies/podseal-vap.yaml:12: …`. */
  readonly faults: readonly string[];
}

/** Compares the policies in files with what the configuration asks for. */
export function comparePolicies(
  files: readonly SourceFile[],
  enforced: Enforced,
  isEnforced: boolean,
): Comparison {
  const existing = files.flatMap(writtenIn);
  const engines = new Set(existing.flatMap(({ data }) => engineOf(data) ?? []));
  const { policies } = policiesOf(enforced);
  const stage = { isEnforced: isEnforced || existing.some(({ data }) => isRefusing(data)) };
  const expected = [...engines].flatMap((name) =>
    policies.flatMap((policy) => CEL_ENGINES[name]?.objects(policy, stage) ?? []),
  );
  const found = new Map(existing.map((one) => [nameOf(one.data), one]));
  const wanted = new Set(expected.map(nameOf));
  return {
    compared: existing.length,
    faults: [
      ...expected.flatMap((object) => faultOf(object, found.get(nameOf(object)))),
      ...existing
        .filter(({ data }) => !wanted.has(nameOf(data)))
        .map(({ place, data }) => `${place}: ${nameOf(data)} is of no rule of the configuration`),
    ],
  };
}

/** Namespaces have other labels, too; and successors of PodSecurityPolicies follow no configuration. */
function writtenIn({ path, text }: SourceFile): Existing[] {
  if (!text.includes(MANAGED['app.kubernetes.io/managed-by'])) return [];
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter, logLevel: 'silent' });
  return [...documents].flatMap((document) => {
    const data: Data = document.toJS();
    if (!isDataMap(data) || !isWritten(data) || engineOf(data) === undefined) return [];
    const start = document.contents?.range?.[0] ?? 0;
    return [{ place: `${path}:${counter.linePos(start).line}`, data }];
  });
}

function isWritten({ metadata }: DataMap): boolean {
  if (!isDataMap(metadata) || !isDataMap(metadata['labels'])) return false;
  const isOurs = Object.entries(MANAGED).every(
    ([name, value]) => isDataMap(metadata['labels']) && metadata['labels'][name] === value,
  );
  return isOurs && typeof metadata['name'] === 'string' && !/^psp-?/.test(metadata['name']);
}

const ENGINES: readonly (readonly [group: string, engine: string])[] = [
  ['admissionregistration.k8s.io/', 'vap'],
  ['policies.kyverno.io/', 'kyverno'],
  ['kyverno.io/', 'kyverno-cluster-policy'],
  ['templates.gatekeeper.sh/', 'gatekeeper'],
  ['constraints.gatekeeper.sh/', 'gatekeeper'],
];

function engineOf({ apiVersion }: DataMap): string | undefined {
  const version = typeof apiVersion === 'string' ? apiVersion : '';
  return ENGINES.find(([group]) => version.startsWith(group))?.[1];
}

/** The words by which each engine refuses. */
function isRefusing(data: DataMap): boolean {
  return /"(?:Deny|deny|Enforce)"/.test(JSON.stringify(data['spec'] ?? null));
}

function nameOf({ kind, metadata }: DataMap): string {
  const name = isDataMap(metadata) ? metadata['name'] : undefined;
  return `${typeof kind === 'string' ? kind : '?'} ${typeof name === 'string' ? name : '?'}`;
}

const WRITE = 'write it again with podseal policy';

function faultOf(expected: DataMap, existing: Existing | undefined): string[] {
  if (!existing) return [`${nameOf(expected)} is missing: ${WRITE}`];
  const { place, data } = existing;
  if (dequal(data['spec'], expected['spec'])) return [];
  if (isRefusing(expected) && !isRefusing(data)) {
    return [
      `${place}: ${nameOf(data)} refuses nothing, but what it finds fails the review: ${WRITE}`,
    ];
  }
  if (isDataMap(data['spec']) && data['spec']['failurePolicy'] === 'Ignore') {
    return [`${place}: ${nameOf(data)} lets everything in when it fails (failurePolicy): ${WRITE}`];
  }
  const path = differing(data['spec'], expected['spec'], 'spec');
  return [`${place}: ${nameOf(data)} differs from the configuration at ${path}: ${WRITE}`];
}

function entries(data: Data | undefined): [string, Data][] {
  return typeof data === 'object' && data !== null ? Object.entries(data) : [];
}

/** The first place where data differs, by the order of what is expected. */
function differing(one: Data | undefined, other: Data | undefined, path: string): string {
  const keys = new Set([...entries(other), ...entries(one)].map(([key]) => key));
  const part = (data: Data | undefined, key: string): Data | undefined =>
    entries(data).find(([name]) => name === key)?.[1];
  for (const key of keys) {
    const [mine, theirs] = [part(one, key), part(other, key)];
    if (dequal(mine, theirs)) continue;
    const next = Array.isArray(other) ? `${path}[${key}]` : `${path}.${key}`;
    return mine === undefined || theirs === undefined ? next : differing(mine, theirs, next);
  }
  return path;
}
