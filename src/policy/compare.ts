import { dequal } from 'dequal';
import { LineCounter, parseAllDocuments } from 'yaml';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { type Data, type DataMap, isDataMap } from '../yaml/value-change.ts';
import {
  CONFIGURATION,
  MANAGED,
  annotationOf,
  engineOf,
  identityOf,
  isEdited,
  isSuccessor,
  isWritten,
} from '../rules/kit/admission-policy/written.ts';
import { weakenings } from '../rules/kit/admission-policy/weaker.ts';
import { configurationDigest } from './configuration-digest.ts';
import { type Enforced, policiesOf } from './policies.ts';
import { CEL_ENGINES, defaultObjects, objectsOf } from './write-policies.ts';

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
  const configuration = configurationDigest(enforced, stage);
  const by = { stage, configuration };
  const written = [...engines].flatMap((name) =>
    policies.flatMap((policy) => {
      const engine = CEL_ENGINES[name];
      return engine ? objectsOf(policy, engine, by) : [];
    }),
  );
  const hasDefaults = existing.some(({ data }) => isMutating(data));
  const expected = hasDefaults ? [...written, ...defaultObjects(enforced, by)] : written;
  const found = new Map(existing.map((one) => [identityOf(one.data), one]));
  const wanted = new Set(expected.map(identityOf));
  return {
    compared: existing.length,
    faults: [
      ...expected.flatMap((object) => faultOf(object, found.get(identityOf(object)))),
      ...existing
        .filter(({ data }) => !wanted.has(identityOf(data)))
        .map(
          ({ place, data }) => `${place}: ${identityOf(data)} is of no rule of the configuration`,
        ),
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
    if (!isDataMap(data) || !isWritten(data) || isSuccessor(data)) return [];
    const start = document.contents?.range?.[0] ?? 0;
    return [{ place: `${path}:${counter.linePos(start).line}`, data }];
  });
}

/** The words by which each engine refuses. */
function isRefusing(data: DataMap): boolean {
  return /"(?:Deny|deny|Enforce)"/.test(JSON.stringify(data['spec'] ?? null));
}

function isMutating({ kind }: DataMap): boolean {
  return typeof kind === 'string' && kind.startsWith('MutatingAdmissionPolicy');
}

const WRITE = 'write it again with podseal policy';

function faultOf(expected: DataMap, existing: Existing | undefined): string[] {
  if (!existing) return [`${identityOf(expected)} is missing: ${WRITE}`];
  const { place, data } = existing;
  const say = (what: string): string[] => [`${place}: ${identityOf(data)} ${what}: ${WRITE}`];
  if (dequal(data['spec'], expected['spec'])) return [];
  if (isRefusing(expected) && !isRefusing(data)) {
    return say('refuses nothing, but what it finds fails the review');
  }
  const weaker = weakenings(expected, data).map(({ message }) => message.replaceAll('`', ''));
  if (weaker.length > 0) return say(`is weaker than the configuration: ${weaker.join('; ')}`);
  const path = differing(data['spec'], expected['spec'], 'spec');
  if (isEdited(data)) return say(`was edited by hand at ${path}`);
  const isOlder = annotationOf(data, CONFIGURATION) !== annotationOf(expected, CONFIGURATION);
  return say(
    isOlder
      ? `is older than the configuration, and differs at ${path}`
      : `is of another version of Podseal, and differs at ${path}`,
  );
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
