import type { DataMap } from '../../../yaml/value-change.ts';
import type { Path } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import { alternativesOf } from './alternatives.ts';
import { type Facet, facetsOf } from './facets.ts';

/** What a policy refuses no more. */
export interface Weakening {
  /** What it was that was lost or came to it: it tells one weakening of a policy from another. */
  readonly detail: string;
  /** A clause about the policy. */
  readonly message: string;
  /** In the policy as it is now: the nearest field that there is. */
  readonly path: Path;
}

/** Expressions are long: so much of one shows which it is. */
const MAX_CODE = 80;

/** So many of a kind are named; of the others it is only said that there are some. */
const MAX_NAMED = 3;

/**
 * What a policy refuses no more, or leaves out now. An expression that is another one is no weakening:
 * nobody can tell by its text whether it refuses less.
 */
export function weakenings(before: DataMap, now: DataMap): Weakening[] {
  const [old, found] = [before, now].map((one) => facetsOf(one['spec'] ?? null, ['spec']));
  const [was = [], is = []] = [old, found];
  return [
    ...weakerActions(was, is),
    ...ignoredFailures(was, is),
    ...listed(lost(was, is, 'validation'), 'no longer asks for'),
    ...listed(lost(was, is, 'match'), 'no longer looks at'),
    ...listed(lost(is, was, 'exclusion'), 'leaves out'),
    ...listed(lost(is, was, 'condition'), 'has one more condition:'),
    ...variables(was, is),
  ];
}

function weakerActions(was: readonly Facet[], is: readonly Facet[]): Weakening[] {
  const actions = is.filter(({ of }) => of === 'action');
  return was
    .filter(({ of }) => of === 'action')
    .flatMap(({ name, value, path }) => {
      const other = actions.find((one) => one.name === name);
      if (other && strength(other.value) >= strength(value)) return [];
      const now = other ? code(other.value) : 'missing';
      const detail = `${name} ${value} ${now}`;
      return { detail, message: `${code(name)} was ${code(value)} and is ${now} now`, path };
    });
}

/** What the engines do with what a policy finds, the mildest first. */
const STRENGTHS = [['audit', 'dryrun'], ['warn'], ['deny', 'enforce']];

/** Gatekeeper's constraints deny where they say nothing; the others always say something. */
function strength(actions: string): number {
  const words = actions.toLowerCase().split(', ');
  return STRENGTHS.findLastIndex((some) => some.some((word) => words.includes(word)));
}

function isIgnoring({ of, value }: Facet): boolean {
  return of === 'failure' && value === 'Ignore';
}

function ignoredFailures(was: readonly Facet[], is: readonly Facet[]): Weakening[] {
  const ignoring = is.find(isIgnoring);
  if (!ignoring || was.some(isIgnoring)) return [];
  const message = `${code('failurePolicy: Ignore')} lets everything in when the policy fails`;
  return [{ detail: 'failurePolicy', message, path: ignoring.path }];
}

/** What of a kind is in one list, and not in another one. */
function lost(from: readonly Facet[], to: readonly Facet[], of: Facet['of']): readonly Facet[] {
  const names = new Set(to.filter((one) => one.of === of).map(({ name }) => name));
  return from.filter((one) => one.of === of && !names.has(one.name));
}

function listed(facets: readonly Facet[], verb: string): Weakening[] {
  const [first] = facets;
  if (!first) return [];
  const named = facets.slice(0, MAX_NAMED).map(({ name }) => code(name, MAX_CODE));
  const rest = facets.length - named.length;
  const detail = `${verb} ${facets.map(({ name }) => name).join(' ')}`;
  const message = `${verb} ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return [{ detail, message, path: first.path }];
}

/** The lists of a pod that a policy has its containers from. */
const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

function variables(was: readonly Facet[], is: readonly Facet[]): Weakening[] {
  const old = new Map(
    was.filter(({ of }) => of === 'variable').map((one) => [one.name, one.value]),
  );
  return is
    .filter(({ of }) => of === 'variable')
    .flatMap(({ name, value, path }) => {
      const before = old.get(name) ?? '';
      if (before === value) return [];
      if (name === 'exempt' || name === 'judged') return wider(before, value, path);
      if (name !== 'containers') return [];
      const gone = LISTS.filter((list) => has(before, list) && !has(value, list));
      const missing = gone.map((list): Facet => ({ of: 'match', name: list, value: list, path }));
      return listed(missing, 'no longer looks at');
    });
}

function has(expression: string, list: string): boolean {
  return expression.includes(`spec.${list}`);
}

/** Conditions that exempt now, and did not before. */
function wider(before: string, now: string, path: Path): Weakening[] {
  const known = new Set(alternativesOf(before));
  const added = alternativesOf(now).filter((one) => !known.has(one));
  const facets = added.map((name): Facet => ({ of: 'exclusion', name, value: name, path }));
  return listed(facets, 'exempts');
}
