import { type Exemption, NO_EXEMPTIONS, allowedFor } from '../rules/kit/exemption.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { and, not, or, pattern, text, valueOr } from './cel.ts';
import type { Variable } from './check.ts';
import { globPattern, literalOf } from './globs.ts';

/** What exempts findings of a rule, as variables of its policy, and what of it no policy can have. */
export interface Exempting {
  readonly variables: readonly Variable[];
  /** The containers that are judged. */
  readonly containers: string;
  /** Whether the rest of the pod is judged; undefined where nothing exempts it. */
  readonly pod: string | undefined;
  /** Whether annotations exempt, which whoever makes a pod can write. */
  readonly isAnnotated: boolean;
  readonly notes: readonly string[];
}

/** Nothing is exempt. */
export const NOTHING_EXEMPT: Exempting = {
  variables: [],
  containers: 'variables.containers',
  pod: undefined,
  isAnnotated: false,
  notes: [],
};

/** How the review lets a finding of a rule pass, as far as the API server can see it. */
export function exemptingOf(
  rule: string,
  { exemptions: policy = NO_EXEMPTIONS }: RuleSet,
): Exempting {
  const where = allowedFor(rule, policy);
  const all =
    where === 'nowhere' ? [] : policy.exemptions.filter((one) => one.rules.includes(rule));
  const current = all.filter(({ expires }) => expires === undefined || expires > policy.today);
  const conditions = current.map((exemption) => ({ exemption, found: conditionOf(exemption) }));
  const fitting = conditions.flatMap(({ exemption, found }) =>
    found ? [{ exemption, found }] : [],
  );
  const whole = fitting.filter(({ found }) => found.container === undefined);
  const ofPart = fitting.filter(({ found }) => found.container !== undefined);
  const isAnnotated = where === 'anywhere';
  const exempt = [
    ...(isAnnotated ? [annotated(text(`${PREFIX}${rule}`))] : []),
    ...whole.map(({ found }) => found.object),
  ];
  const ofContainer = [
    ...(isAnnotated ? [annotated(`(${text(`${PREFIX}${rule}.`)} + c.name)`)] : []),
    ...ofPart.map(({ found }) => and(found.object, found.container ?? 'true')),
  ];
  return {
    variables: variablesOf(exempt, ofContainer),
    containers:
      ofContainer.length + exempt.length === 0 ? 'variables.containers' : 'variables.judged',
    pod: exempt.length === 0 ? undefined : 'variables.exempt',
    isAnnotated,
    notes: conditions.map(({ exemption, found }) => noteOn(exemption, found !== undefined)),
  };
}

function variablesOf(exempt: readonly string[], ofContainer: readonly string[]): Variable[] {
  const isEmpty = exempt.length + ofContainer.length === 0;
  if (isEmpty) return [];
  const judged =
    ofContainer.length === 0
      ? 'variables.containers'
      : `variables.containers.filter(c, ${not(or(...ofContainer))})`;
  return [
    ...(exempt.length > 0 ? [{ name: 'exempt', expression: exempt.join(' || ') }] : []),
    {
      name: 'judged',
      expression: exempt.length > 0 ? `variables.exempt ? [] : ${judged}` : judged,
    },
  ];
}

const PREFIX = 'podseal.dev/exempt.';

/** Whether an annotation of the object or its pods is there, with a reason that somebody completed. */
function annotated(key: string): string {
  const value = `a[${key}]`;
  return (
    `variables.annotations.exists(a, ${key} in a && ${value}.matches(r"\\S") && ` +
    `!${value}.contains("<why>") && ` +
    `!${value}.matches(r"^\\s*[,;(]? ?until \\d{4}-\\d{2}-\\d{2}[).]*\\s*$"))`
  );
}

/** An exemption of the configuration: what of the object fits, and what of a container. */
interface Condition {
  readonly object: string;
  readonly container: string | undefined;
}

/** Undefined for one that names a file, or has a glob that RE2 can't do. */
function conditionOf({ path, ...exemption }: Exemption): Condition | undefined {
  if (path !== undefined) return undefined;
  const { kind, namespace, name, container, image } = exemption;
  const origin = [fit(kind, 'o.kind'), fit(name, 'o.name')];
  const place = fit(namespace, 'variables.namespace');
  const parts = [fit(container, 'c.name'), fit(image, valueOr('c', 'image', '""'))];
  if ([...origin, place, ...parts].includes('')) return undefined;
  const named = origin.flatMap((one) => one ?? []);
  const object = [
    ...(named.length > 0 ? [`variables.origins.exists(o, ${and(...named)})`] : []),
    ...(place === undefined ? [] : [place]),
  ];
  const ofContainer = parts.flatMap((one) => one ?? []);
  return {
    object: object.length > 0 ? and(...object) : 'true',
    container: ofContainer.length > 0 ? and(...ofContainer) : undefined,
  };
}

/** The condition that a text fits a glob; undefined where there is no glob, empty where there is no condition. */
function fit(glob: string | undefined, value: string): string | undefined {
  if (glob === undefined) return undefined;
  const literal = literalOf(glob);
  if (literal !== undefined) return `${value} == ${text(literal)}`;
  const source = globPattern(glob);
  return source === undefined ? '' : `${value}.matches(${pattern(source)})`;
}

function noteOn(exemption: Exemption, isHere: boolean): string {
  const { source, reason, expires, path } = exemption;
  const end = expires === undefined ? '' : `, until ${expires}`;
  if (isHere) return `Exempt by ${source}${end}: ${reason}`;
  const why =
    path === undefined
      ? 'it has a glob that a policy can not have'
      : 'it names a file, which no policy sees';
  return `Not exempt here, but by ${source}${end}: ${why}.`;
}
