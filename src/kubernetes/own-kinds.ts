import picomatch from 'picomatch';
import { type Value, field, isSet } from '../yaml/value.ts';
import { type Place, placesOf, readPlaces, valuesAt } from './places.ts';
import type { Resource } from './resource.ts';

/** Kinds that a team describes itself: where their objects hold pods. */
export interface OwnKind {
  readonly kinds: readonly string[];
  /** A glob; any when undefined. */
  readonly apiVersion?: string | undefined;
  /** Where a pod template or the spec of a pod is: `spec.template`, `spec.jobs[].template`. */
  readonly pods: readonly string[];
  /** Whether an operator adds what the object leaves out. */
  readonly partial?: boolean | undefined;
  /** Where that is written: `.github/podseal.yml:12`. */
  readonly source: string;
}

/**
 * An object with the places that a team says its kind has, beside those that are known of it. A kind
 * that Podseal knows keeps its places: nobody hides a Deployment from the rules this way.
 */
export function withOwnPlaces(resource: Resource, kinds: readonly OwnKind[]): Resource {
  const meant = kinds.filter((one) => isMeant(one, resource));
  if (meant.length === 0) return resource;
  const known = placesOf(resource) ?? [];
  const taken = new Set(known.map(({ steps }) => steps.join('.')));
  const own = meant.flatMap((one) => placesIn(resource.value, one));
  return {
    ...resource,
    places: [...known, ...own.filter(({ steps }) => !taken.has(steps.join('.')))],
  };
}

function isMeant({ kinds, apiVersion }: OwnKind, resource: Resource): boolean {
  if (!kinds.includes(resource.kind)) return false;
  // A patch may leave it out.
  return (
    apiVersion === undefined ||
    resource.apiVersion === '' ||
    matches(apiVersion, resource.apiVersion)
  );
}

function matches(glob: string, apiVersion: string): boolean {
  return picomatch.isMatch(apiVersion, glob);
}

/** A template has a spec; what has none is the spec itself. */
function placesIn(root: Value, { pods, partial }: OwnKind): Place[] {
  return pods.flatMap((path) => {
    const [place] = readPlaces(`${path}: template`);
    const values = place ? valuesAt(root, place.steps) : [];
    const isSpec =
      values.length > 0 && values.every((value) => !isSet(field(value, 'spec')?.value));
    const standing = isSpec ? 'podSpec' : 'template';
    return readPlaces(`${path}: ${partial === true ? 'partial ' : ''}${standing}`);
  });
}

const patterns = new WeakMap<readonly OwnKind[], RegExp>();

/** Whether a text may have an object of such a kind, which the parser has to see. */
export function mayHaveOwnKind(text: string, kinds: readonly OwnKind[]): boolean {
  if (kinds.length === 0) return false;
  const names = kinds.flatMap((one) => one.kinds).join('|');
  const pattern =
    patterns.get(kinds) ??
    new RegExp(String.raw`\bkind["']?\s*:\s*(?:["']?(?:${names})(?:List)?\b|[&*!|>#])`);
  patterns.set(kinds, pattern);
  return pattern.test(text);
}
