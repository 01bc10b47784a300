import { sha256Hex } from '../../../text/sha256.ts';
import { type Data, type DataMap, isDataMap } from '../../../yaml/value-change.ts';

/** Marks what podseal policy wrote, so that it can be found again. */
export const MANAGED = { 'app.kubernetes.io/managed-by': 'podseal' };

/** The annotations of what podseal policy wrote: by them it tells what was edited since. */
export const DIGEST = 'podseal.dev/digest';
export const CONFIGURATION = 'podseal.dev/configuration';

/** Names data: the same data has the same digest, whatever the order of its keys. 64 bits of SHA-256. */
export function digestOf(data: Data | undefined): string {
  const text = JSON.stringify(sorted(data ?? null));
  return sha256Hex(text).slice(0, 16);
}

function sorted(data: Data): Data {
  if (Array.isArray(data)) return data.map(sorted);
  if (!isDataMap(data)) return data;
  const keys = Object.keys(data).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sorted(data[key] ?? null)]));
}

/** By the group of an object, which engine evaluates it. */
const ENGINES: readonly (readonly [group: string, engine: string])[] = [
  ['admissionregistration.k8s.io', 'vap'],
  ['policies.kyverno.io', 'kyverno'],
  ['kyverno.io', 'kyverno-cluster-policy'],
  ['templates.gatekeeper.sh', 'gatekeeper'],
  ['constraints.gatekeeper.sh', 'gatekeeper'],
];

/** The engine that evaluates an object; undefined for what is no policy. */
export function engineOf({ apiVersion }: DataMap): string | undefined {
  const group = typeof apiVersion === 'string' ? apiVersion.split('/')[0] : undefined;
  return ENGINES.find(([name]) => name === group)?.[1];
}

/** Whether an object is a policy, or a part of one, that podseal policy wrote. */
export function isWritten(object: DataMap): boolean {
  return engineOf(object) !== undefined && isManaged(object) && nameOf(object) !== '';
}

function isManaged({ metadata }: DataMap): boolean {
  const labels = isDataMap(metadata) ? metadata['labels'] : undefined;
  return Object.entries(MANAGED).every(
    ([name, value]) => isDataMap(labels) && labels[name] === value,
  );
}

/** The name of an object; empty where it has none. */
export function nameOf({ metadata }: DataMap): string {
  const name = isDataMap(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

/** Tells an object of a cluster from all others, and names it: `ValidatingAdmissionPolicy x`. */
export function identityOf(object: DataMap): string {
  const { kind } = object;
  return `${typeof kind === 'string' ? kind : '?'} ${nameOf(object) || '?'}`;
}

/** Whether an object follows a PodSecurityPolicy, and not the configuration. */
export function isSuccessor(object: DataMap): boolean {
  return /^psp-?/.test(nameOf(object));
}

/** An annotation of an object. */
export function annotationOf({ metadata }: DataMap, name: string): string | undefined {
  const annotations = isDataMap(metadata) ? metadata['annotations'] : undefined;
  const value = isDataMap(annotations) ? annotations[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Whether somebody edited an object since podseal policy wrote it; without a digest nobody can tell. */
export function isEdited(object: DataMap): boolean {
  const digest = annotationOf(object, DIGEST);
  return digest !== undefined && digest !== digestOf(object['spec']);
}
