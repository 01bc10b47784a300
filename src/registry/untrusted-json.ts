import { RegistryError } from './failure.ts';

/** Longer than any path, command or variable that an image has use for. */
const MAX_TEXT = 32 * 1024;
/** More than the layers (127), variables or platforms that an image can have use for. */
const MAX_ITEMS = 4096;

export type Json = Readonly<Record<string, unknown>>;

/** Parses an object that others wrote. Throws RegistryError for anything else. */
export function parseObject(bytes: Buffer, what: string): Json {
  return objectIn(parse(bytes, what), what);
}

/** Parses a list that others wrote. Throws RegistryError for anything else. */
export function parseArray(bytes: Buffer, what: string): readonly unknown[] {
  return listIn(parse(bytes, what), what);
}

function parse(bytes: Buffer, what: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new RegistryError('invalid', `${what} is no JSON`);
  }
}

/** A value that has to be an object. */
export function objectIn(value: unknown, what: string): Json {
  if (isObject(value)) return value;
  throw new RegistryError('invalid', `${what} has not the shape that it should have`);
}

/** A value that has to be a short text; undefined and null count as empty. */
export function textIn(value: unknown, what: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' && value.length <= MAX_TEXT) return value;
  throw new RegistryError(
    'invalid',
    `${what} has no text, or a long one, where a short one belongs`,
  );
}

/** A value that has to be a list; undefined and null count as empty. */
export function listIn(value: unknown, what: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.length <= MAX_ITEMS) return value;
  throw new RegistryError(
    'invalid',
    `${what} has no list, or a long one, where a short one belongs`,
  );
}

/** The names of an object, which Go writes for a set; undefined and null count as empty. */
export function namesIn(value: unknown, what: string): string[] {
  if (value === undefined || value === null) return [];
  const names = Object.keys(objectIn(value, what));
  return listIn(names, what).map((name) => textIn(name, what));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
