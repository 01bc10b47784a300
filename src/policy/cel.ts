/** A text as CEL writes it. */
export function text(value: string): string {
  return JSON.stringify(value);
}

/** Texts as a list of CEL. */
export function list(values: readonly string[]): string {
  return `[${values.map(text).join(', ')}]`;
}

/** A pattern of RE2 as a raw string, which keeps its backslashes. */
export function pattern(source: string): string {
  return `r"${source.replaceAll('"', String.raw`\x22`)}"`;
}

/** Whether each step of a path from a base is there: `has(c.ports) && has(c.ports.x)`. */
export function has(base: string, path: string): string {
  const steps = path.split('.');
  return steps
    .map((_, index) => `has(${[base, ...steps.slice(0, index + 1)].join('.')})`)
    .join(' && ');
}

/** A field, or what stands for it where it is not set. */
export function valueOr(base: string, path: string, otherwise: string): string {
  return `(${has(base, path)} ? ${base}.${path} : ${otherwise})`;
}

/** Whether a field is set, and a condition on it holds. */
export function setAnd(base: string, path: string, condition: (value: string) => string): string {
  return `(${has(base, path)} && ${condition(`${base}.${path}`)})`;
}

export function not(condition: string): string {
  return `!(${condition})`;
}

export function and(...conditions: readonly string[]): string {
  return conditions.join(' && ');
}

export function or(...conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions.join('') : `(${conditions.join(' || ')})`;
}

/** The pod's spec, a variable of each policy that needs it. */
export const SPEC = 'variables.spec';

/** Whether a container sets a field of its securityContext, and a condition on it holds. */
export function ownAnd(name: string, condition: (value: string) => string): string {
  return setAnd('c', `securityContext.${name}`, condition);
}

/** A field of a container's securityContext, else of its pod's, as the kubelet reads it. */
export function effective(name: string, otherwise: string): string {
  const path = `securityContext.${name}`;
  return `(${has('c', path)} ? c.${path} : ${valueOr(SPEC, path, otherwise)})`;
}
