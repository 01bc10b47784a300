import type { Container } from '../kubernetes/pod.ts';
import { type Value, field, isSet, items, scalar, textOf, valueAt } from '../yaml/value.ts';
import type { Variable } from './plan.ts';
import { type DataKind, type PodData, textOfContent } from './pod-data.ts';

/** What is said of a pod where a cluster would know it. */
export interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
}

/** The variables of a container, and what they lack, in sentences. */
export interface Variables {
  readonly env: readonly Variable[];
  readonly notes: readonly string[];
}

/** Stands for a value that no file has: not empty, since programs refuse empty passwords. */
const PLACEHOLDER = 'podseal-try';

/** C identifiers and what the API server takes besides, and nothing that an engine reads otherwise. */
const NAME = /^[-._A-Za-z][-._A-Za-z0-9]*$/;

/** The variables of a container, as the kubelet sets them: `envFrom` first, and values expanded. */
export function variablesFor(
  container: Container,
  data: PodData,
  identity: PodIdentity,
): Variables {
  const env = new Map<string, string>();
  const notes = new Set<string>();
  for (const source of items(field(container.value, 'envFrom')?.value)) {
    for (const [name, value] of readSource(source, data, notes)) env.set(name, value);
  }
  for (const variable of items(field(container.value, 'env')?.value)) {
    const name = textOf(field(variable, 'name')?.value) ?? '';
    if (!NAME.test(name)) continue;
    const from = field(variable, 'valueFrom')?.value;
    const value = isSet(from)
      ? readReference(from, { name, container, data, identity, notes })
      : expand(textOf(field(variable, 'value')?.value) ?? '', env);
    if (value !== undefined) env.set(name, value);
  }
  return { env: [...env], notes: [...notes] };
}

function readSource(source: Value, data: PodData, notes: Set<string>): Variable[] {
  const prefix = textOf(field(source, 'prefix')?.value) ?? '';
  const [kind, reference] = referenceIn(source, ['configMapRef', 'secretRef']);
  if (!reference) return [];
  const name = textOf(field(reference, 'name')?.value) ?? '';
  const entries = data.entriesOf(kind, name);
  if (!entries && !isOptional(reference)) {
    notes.add(`${kind} ${name} is in none of the files: its variables are not set.`);
  }
  return [...(entries ?? [])].flatMap(([key, content]): Variable[] => {
    const text = textOfContent(content);
    return NAME.test(prefix + key) && text !== undefined ? [[prefix + key, text]] : [];
  });
}

function referenceIn(
  value: Value,
  [config, secret]: readonly [string, string],
): readonly [DataKind, Value | undefined] {
  const found = field(value, config)?.value;
  return isSet(found) ? ['ConfigMap', found] : ['Secret', field(value, secret)?.value];
}

function isOptional(reference: Value): boolean {
  return scalar(field(reference, 'optional')?.value) === true;
}

interface Asked {
  readonly name: string;
  readonly container: Container;
  readonly data: PodData;
  readonly identity: PodIdentity;
  readonly notes: Set<string>;
}

function readReference(from: Value, asked: Asked): string | undefined {
  const path = textOf(valueAt(from, ['fieldRef', 'fieldPath']));
  if (path !== undefined) return fieldOf(path, asked.identity);
  const resource = textOf(valueAt(from, ['resourceFieldRef', 'resource']));
  if (resource !== undefined) return resourceOf(resource, asked.container);
  const [kind, reference] = referenceIn(from, ['configMapKeyRef', 'secretKeyRef']);
  if (!reference) return undefined;
  const name = textOf(field(reference, 'name')?.value) ?? '';
  const key = textOf(field(reference, 'key')?.value) ?? '';
  const content = asked.data.entriesOf(kind, name)?.get(key);
  if (content) return textOfContent(content);
  if (isOptional(reference)) return undefined;
  asked.notes.add(
    `${kind} ${name} with ${key} is in none of the files: ${asked.name} is \`${PLACEHOLDER}\`.`,
  );
  return PLACEHOLDER;
}

const FIELDS: Readonly<Record<string, (identity: PodIdentity) => string>> = {
  'metadata.name': ({ name }) => name,
  'metadata.namespace': ({ namespace }) => namespace,
  'metadata.uid': () => '00000000-0000-4000-8000-000000000000',
  'spec.nodeName': () => PLACEHOLDER,
  'spec.serviceAccountName': ({ serviceAccount }) => serviceAccount,
  'status.podIP': () => '127.0.0.1',
  'status.podIPs': () => '127.0.0.1',
  'status.hostIP': () => '127.0.0.1',
  'status.hostIPs': () => '127.0.0.1',
};

/** What the downward API says of a field of the pod. */
export function fieldOf(path: string, identity: PodIdentity): string {
  const [, map, key] = /^metadata\.(labels|annotations)(?:\['(.*)'\])?$/.exec(path) ?? [];
  if (map === undefined) {
    return (Object.hasOwn(FIELDS, path) ? FIELDS[path]?.(identity) : undefined) ?? '';
  }
  const values = map === 'labels' ? identity.labels : identity.annotations;
  if (key !== undefined) return values.get(key) ?? '';
  return [...values].map(([name, value]) => `${name}=${JSON.stringify(value)}`).join('\n');
}

/** What the downward API says of a resource: a whole number of cores or bytes, 0 for none. */
export function resourceOf(name: string, { value }: Container): string {
  const written = textOf(valueAt(value, ['resources', ...name.split('.', 2)]));
  return String(Math.ceil(quantityOf(written) ?? 0));
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ '': 1, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 },
};

/** A quantity of Kubernetes as a number; undefined for what is none. */
export function quantityOf(text: string | undefined): number | undefined {
  const [, number, unit = ''] =
    /^(\d{1,18}(?:\.\d{1,9})?(?:e\d{1,2})?)([A-Za-z]{0,2})$/.exec(text ?? '') ?? [];
  const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

/**
 * Fills `$(NAME)` in, as the kubelet does: what is not known stays as it is, and `$$` is a dollar
 * sign (kubernetes/kubernetes, third_party/forked/golang/expansion).
 */
export function expand(text: string, env: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\$|\(([^()]*)\))/g, (whole, name: unknown) =>
    typeof name === 'string' ? (env.get(name) ?? whole) : '$',
  );
}
