import { type Value, field, textOf } from '../../yaml/value.ts';
import type { Resource } from '../resource.ts';

/** Which objects a patch is for. What it does not say, it does not ask for. */
export interface Selector {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Whether its texts are names; else they are patterns. */
  readonly isExact: boolean;
  /** Whether it asks for labels or annotations as well. */
  readonly hasMore?: boolean;
}

const KEYS = ['group', 'kind', 'name', 'namespace'] as const;

/** Reads the `target` of a patch. */
export function readSelector(target: Value): Selector {
  const texts = KEYS.flatMap((key) => {
    const text = textOf(field(target, key)?.value);
    return text === undefined || text === '' ? [] : [[key, text] as const];
  });
  const hasMore = ['labelSelector', 'annotationSelector'].some((key) => field(target, key));
  return { ...Object.fromEntries(texts), isExact: false, hasMore };
}

/** How sure it is that a selector is for an object. */
export function selects(selector: Selector, resource: Resource): 'yes' | 'no' | 'maybe' {
  const answers = KEYS.map((key): 'yes' | 'no' | 'maybe' => {
    const pattern = selector[key];
    if (pattern === undefined) return 'yes';
    // A namespace may be given to the object by the kustomization.
    if (key === 'namespace' && resource.namespace === '') return 'maybe';
    if (selector.isExact) return pattern === resource[key] ? 'yes' : 'no';
    return matches(pattern, resource[key]);
  });
  if (answers.includes('no')) return 'no';
  return answers.includes('maybe') || selector.hasMore === true ? 'maybe' : 'yes';
}

/** Kustomize takes the whole text for a regular expression; most are names, or have `.*` in them. */
function matches(pattern: string, text: string): 'yes' | 'no' | 'maybe' {
  const parts = pattern.replace(/^\^/, '').replace(/\$$/, '').split('.*');
  if (!parts.every((part) => /^[\w./-]*$/.test(part))) return 'maybe';
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return first === text ? 'yes' : 'no';
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) return 'no';
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return 'no';
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last) ? 'yes' : 'no';
}
