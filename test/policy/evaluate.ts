import { type CelInput, type CelValue, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { Policy, Validation } from '../../src/policy/check.ts';

const environment = celEnv({ funcs: strings });
const plans = new Map<string, ReturnType<typeof plan>>();

/** What a policy says of an object: the messages of what it refuses. */
export function evaluate(
  { variables, validations }: Pick<Policy, 'variables' | 'validations'>,
  object: object,
): string[] {
  const known = shared.get(object) ?? new Map<string, CelInput>();
  shared.set(object, known);
  const values = new Map<string, CelInput>();
  const scope = { object: celOf(object), oldObject: null, variables: values };
  for (const { name, expression } of variables) {
    const value = known.get(expression) ?? run(expression, scope);
    if (!/variables\.(?:exempt|judged)/.test(expression)) known.set(expression, value);
    values.set(name, value);
  }
  return validations.flatMap((validation) => messageOf(validation, scope) ?? []);
}

/** What variables are for an object; most policies have the same. */
const shared = new WeakMap<object, Map<string, CelInput>>();
const objects = new WeakMap<object, CelInput>();

function celOf(object: object): CelInput {
  const known = objects.get(object) ?? toCel(object);
  objects.set(object, known);
  return known;
}

type Scope = Record<string, CelInput>;

function messageOf(
  { expression, message, messageExpression }: Validation,
  scope: Scope,
): string | undefined {
  const verdict = run(expression, scope);
  if (verdict === true) return undefined;
  if (verdict !== false) throw new Error(`No verdict but true and false: ${expression}`);
  return messageExpression === undefined ? message : textOf(run(messageExpression, scope));
}

/** Whether a condition holds for a request; null for what a request does not have. */
export function holds(
  expression: string,
  object: object | null,
  oldObject: object | null,
): boolean {
  const values = [object, oldObject].map((one) => (one === null ? null : toCel(one)));
  const [now = null, before = null] = values;
  return run(expression, { object: now, oldObject: before }) === true;
}

function textOf(value: CelValue): string {
  if (typeof value !== 'string') throw new Error('A message is no text.');
  return value;
}

function run(expression: string, scope: Scope): CelValue {
  const planned = plans.get(expression) ?? plan(environment, parse(expression));
  plans.set(expression, planned);
  const value = planned(scope);
  if (isCelError(value)) throw new Error(`${value.message}: ${expression}`);
  return value;
}

/** Data as the API server has it: whole numbers, and nothing that is null. */
function toCel(value: unknown): CelInput {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value as CelInput;
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return new Map(entries.map(([key, one]) => [key, toCel(one)]));
}
