import type { ErrorObject } from 'ajv';

/**
 * Says what is wrong with a body as GitHub does. Its sentences are those of the Ruby gem
 * brandur/json_schema, with the reasons of each branch after `No subschema in "oneOf" matched.`
 * (octokit/octokit.rb#1717, PyGithub/PyGithub#3293, humanmade/linter-bot#71).
 */
export function describeErrors(errors: readonly ErrorObject[]): string {
  const branches = new Map<string, ErrorObject[]>();
  const rest: ErrorObject[] = [];
  const lines: string[] = [];
  for (const error of errors) {
    const branch = /^#\/(?:oneOf|anyOf)\/\d+/.exec(error.schemaPath)?.[0];
    if (branch) branches.set(branch, [...(branches.get(branch) ?? []), error]);
    else if (error.keyword === 'oneOf' || error.keyword === 'anyOf') lines.push(composite(error));
    else rest.push(error);
  }
  for (const reasons of branches.values()) lines.push(...describeAt('', reasons));
  return [...lines, ...describeAt('', rest)].join('\n');
}

function composite(error: ErrorObject): string {
  const some = error.keyword === 'oneOf' && error.params['passingSchemas'] !== null;
  return `${some ? 'More than one' : 'No'} subschema in "${error.keyword}" matched.`;
}

/** The gem's order within an object: unknown keys, then each value, then missing keys. */
function describeAt(path: string, errors: readonly ErrorObject[]): string[] {
  const here = errors.filter((error) => error.instancePath === path);
  const extra = here.filter((error) => error.keyword === 'additionalProperties');
  const missing = here.filter((error) => error.keyword === 'required');
  const values = here.filter((error) => !extra.includes(error) && !missing.includes(error));
  const below = errors.filter((error) => error.instancePath.startsWith(`${path}/`));
  const names = new Set(below.map((e) => e.instancePath.slice(path.length + 1).split('/')[0]));
  return [
    ...keys(extra, 'additionalProperty', 'is not a permitted key.', 'are not permitted keys.'),
    ...values.toSorted(byGemOrder).map(describeValue),
    ...[...names].flatMap((name) => {
      const child = `${path}/${name}`;
      const inside = ({ instancePath: at }: ErrorObject): boolean =>
        at === child || at.startsWith(`${child}/`);
      return describeAt(child, below.filter(inside));
    }),
    ...keys(missing, 'missingProperty', "wasn't supplied.", "weren't supplied."),
  ];
}

function keys(errors: ErrorObject[], param: string, one: string, many: string): string[] {
  if (errors.length === 0) return [];
  const names = errors.map((error) => `"${String(error.params[param])}"`).toSorted();
  return [`${names.join(', ')} ${names.length === 1 ? one : many}`];
}

function byGemOrder(one: ErrorObject, other: ErrorObject): number {
  const order = ['enum', 'type'];
  return order.indexOf(other.keyword) - order.indexOf(one.keyword);
}

function describeValue(error: ErrorObject): string {
  const { keyword, params } = error;
  const data: unknown = error.data;
  switch (keyword) {
    case 'type':
      return `For '${pointer(error.instancePath)}', ${inspect(data)} is not ${article(params['type'])}.`;
    case 'enum': {
      const allowed: unknown = params['allowedValues'];
      return `${typeof data === 'string' ? data : inspect(data)} is not a member of ${inspect(allowed)}.`;
    }
    case 'maxLength':
      return tooMany(params['limit'], 'character', [...String(data)].length);
    case 'maxItems':
      return tooMany(params['limit'], 'item', Array.isArray(data) ? data.length : 0);
    case 'false schema':
      return `"${pointer(error.instancePath).replace('properties/', '')}" is not a permitted key.`;
    case 'format':
      return `${String(data)} is not a valid ${String(params['format'])}.`;
    default:
      return `For '${pointer(error.instancePath)}', ${error.message ?? keyword}.`;
  }
}

function tooMany(limit: unknown, unit: 'character' | 'item', found: number): string {
  const allowed = `${String(limit)} ${unit}s are allowed; ${found} were supplied.`;
  return unit === 'character' ? `Only ${allowed}` : `No more than ${allowed}`;
}

/** The last two parts of where the value's schema is: `properties/line`. */
function pointer(instancePath: string): string {
  const parts = instancePath.split('/').slice(1);
  const last = parts.at(-1);
  if (last === undefined) return '';
  return /^\d+$/.test(last) ? `${parts.at(-2) ?? ''}/items` : `properties/${last}`;
}

function article(type: unknown): string {
  const name = String(Array.isArray(type) ? type[0] : type);
  return `${/^[aio]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** As Ruby's `inspect` writes a value. */
function inspect(value: unknown): string {
  if (value === null) return 'nil';
  if (Array.isArray(value)) return `[${value.map(inspect).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, item]) => `${inspect(key)}=>${inspect(item)}`);
  return `{${pairs.join(', ')}}`;
}
