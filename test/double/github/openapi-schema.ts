/** A schema of the OpenAPI document or of ajv: keywords with values that depend on them. */
export type Schema = Readonly<Record<string, unknown>>;

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const REFERENCE = '#/components/schemas/';

/** Where ajv knows the components; nothing is fetched from there. */
export const COMPONENTS = 'https://api.github.invalid/schemas/';

/** What validates and is the same in OpenAPI 3.0 and JSON Schema; the rest is for readers. */
const SAME = new Set([
  'enum',
  'required',
  'type',
  ...['maxItems', 'minItems', 'maxLength', 'minLength', 'maximum', 'minimum', 'pattern'],
]);

/** The formats ajv is taught; it would complain of the others. */
export const FORMATS: Record<string, (text: string) => boolean> = {
  'date-time': (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text) &&
    !Number.isNaN(Date.parse(text)),
  uri: (text) => URL.canParse(text),
};

/**
 * Turns a schema of OpenAPI 3.0 into JSON Schema, which says `nullable` otherwise, and tells
 * which components it refers to.
 */
export function toJsonSchema(schema: Schema, onReference: (component: string) => void): Schema {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    if (!reference.startsWith(REFERENCE)) throw new Error(`no such reference: ${reference}`);
    const component = reference.slice(REFERENCE.length);
    onReference(component);
    return { $ref: COMPONENTS + component };
  }
  const converted: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const made = convertKeyword(keyword, value, onReference);
    if (made !== undefined) converted[keyword] = made;
  }
  return schema['nullable'] === true ? orNull(converted) : converted;
}

function convertKeyword(
  keyword: string,
  value: unknown,
  onReference: (component: string) => void,
): unknown {
  if (SAME.has(keyword)) return value;
  if (keyword === 'format') return typeof value === 'string' && FORMATS[value] ? value : undefined;
  const convert = (inner: unknown): unknown =>
    isSchema(inner) ? toJsonSchema(inner, onReference) : inner;
  switch (keyword) {
    case 'properties':
      if (!isSchema(value)) return undefined;
      return Object.fromEntries(Object.entries(value).map(([name, at]) => [name, convert(at)]));
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return Array.isArray(value) ? value.map(convert) : undefined;
    case 'items':
    case 'not':
    case 'additionalProperties':
      return convert(value);
    default:
      return undefined;
  }
}

/** The same schema, with null allowed too. */
export function orNull(schema: Schema): Schema {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  const nullable = { ...schema, type: [type, 'null'] };
  return Array.isArray(values) ? { ...nullable, enum: [...new Set([...values, null])] } : nullable;
}

/** The same schema, with the keys it doesn't list forbidden, at every depth. */
export function closed(schema: Schema): Schema {
  const { properties, items } = schema;
  const copy: Record<string, unknown> = { ...schema };
  if (isSchema(items)) copy['items'] = closed(items);
  if (isSchema(properties)) {
    copy['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, at]) => [name, isSchema(at) ? closed(at) : at]),
    );
    copy['additionalProperties'] ??= false;
  }
  return copy;
}
