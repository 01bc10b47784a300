import {
  type Value,
  field,
  isList,
  isMapping,
  items,
  ownFields,
  scalar,
  shadowedFields,
} from '../yaml/value.ts';

/** The part of JSON Schema that `data/images.schema.json` uses. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly required?: readonly string[];
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly const?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** What is wrong at a place of a file. The offset counts from the start of the file. */
export interface SchemaFault {
  readonly offset: number;
  readonly message: string;
}

/** What does something to a terminal, or to the text around it: nobody writes that into facts. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Longer text of a file is cut in messages. */
const MAX_QUOTED = 60;

/** Text of a file as a message shows it: nothing in it reaches a terminal as it is. */
export function quoted(text: string): string {
  const cut = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  return JSON.stringify(cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}'));
}

/** Finds what in a value is not as the schema has it, in the order of the file. */
export function schemaFaults(root: Schema, value: Value): SchemaFault[] {
  return check(root, root, value);
}

function check(root: Schema, schema: Schema, value: Value): SchemaFault[] {
  const target = schema.$ref && root.definitions?.[schema.$ref.replace(/^.*\//, '')];
  if (target) return check(root, target, value);
  if (schema.type === 'object') return checkMapping(root, schema, value);
  if (schema.type === 'array') return checkList(root, schema, value);
  return checkScalar(schema, value);
}

function checkMapping(root: Schema, schema: Schema, value: Value): SchemaFault[] {
  if (!isMapping(value)) return [fault(value, 'has to be a mapping')];
  const { properties = {}, required = [], anyOf = [], dependencies = {} } = schema;
  const lacks = (name: string): boolean => field(value, name) === undefined;
  const implied = Object.entries(dependencies).flatMap(([name, others]) =>
    lacks(name) ? [] : others,
  );
  const missing = [...required, ...implied]
    .filter(lacks)
    .map((name) => fault(value, `has no ${quoted(name)}, which it needs`));
  const choices = anyOf.flatMap((choice) => choice.required ?? []);
  const unchosen =
    choices.length > 0 && choices.every(lacks)
      ? [fault(value, `needs one of ${choices.join(', ')}`)]
      : [];
  const inside = ownFields(value).flatMap(({ name, key, value: child }) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) return check(root, known, child);
    const names = Object.keys(properties).join(', ');
    return [{ offset: key.start, message: `${quoted(name)} is no key here: there are ${names}` }];
  });
  const repeated = shadowedFields(value).map(({ name, key }) => ({
    offset: key.start,
    message: `${quoted(name)} is there twice`,
  }));
  return [...missing, ...unchosen, ...repeated, ...inside];
}

function checkList(root: Schema, schema: Schema, value: Value): SchemaFault[] {
  if (!isList(value)) return [fault(value, 'has to be a list')];
  const elements = items(value);
  if (elements.length < (schema.minItems ?? 0)) return [fault(value, 'is empty: leave it out')];
  const seen = new Set<unknown>();
  return elements.flatMap((element) => {
    const isRepeated = schema.uniqueItems === true && seen.has(scalar(element));
    seen.add(scalar(element));
    if (isRepeated) return [fault(element, 'is there twice')];
    return schema.items ? check(root, schema.items, element) : [];
  });
}

function checkScalar(schema: Schema, value: Value): SchemaFault[] {
  const plain = scalar(value);
  if (schema.enum) {
    const isOne = typeof plain === 'string' && schema.enum.includes(plain);
    return isOne ? [] : [fault(value, `has to be one of ${schema.enum.join(', ')}`)];
  }
  if (schema.const !== undefined) {
    return plain === schema.const ? [] : [fault(value, `can only be ${schema.const}`)];
  }
  if (schema.type === 'boolean') {
    return typeof plain === 'boolean' ? [] : [fault(value, 'has to be true or false')];
  }
  if (schema.type === 'integer') return checkInteger(schema, value, plain);
  if (typeof plain !== 'string') {
    const isNumber = typeof plain === 'number';
    return [fault(value, `has to be text${isNumber ? ': put it in quotes' : ''}`)];
  }
  if (HIDDEN.test(plain)) return [fault(value, `is ${quoted(plain)}, with a hidden character`)];
  if (schema.pattern === undefined || new RegExp(schema.pattern).test(plain)) return [];
  const expected = schema.description ?? `it has to match ${schema.pattern}`;
  return [fault(value, `is ${quoted(plain)}, and should be: ${expected.replace(/\.$/, '')}`)];
}

function checkInteger(
  { minimum = -Infinity, maximum = Infinity }: Schema,
  value: Value,
  plain: unknown,
): SchemaFault[] {
  const isInRange = Number.isInteger(plain) && Number(plain) >= minimum && Number(plain) <= maximum;
  return isInRange ? [] : [fault(value, `has to be a number from ${minimum} to ${maximum}`)];
}

function fault(value: Value, what: string): SchemaFault {
  return { offset: value.span.start, message: `${nameOf(value)} ${what}` };
}

/** Where in its entry a value is: `writes[0].path`. */
function nameOf({ path }: Value): string {
  const steps = path.slice(1).map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.length === 0 ? 'the entry' : quoted(steps.join('').replace(/^\./, ''));
}
