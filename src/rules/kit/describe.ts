import { code } from '../../text/markdown.ts';
import { type Value, isList, isMapping, isParameter, scalar, textOf } from '../../yaml/value.ts';

export { code, codePath } from '../../text/markdown.ts';

/** Names of images stay whole up to here; 100 characters are a registry, a path, a name and a tag. */
const MAX_IMAGE = 100;
const DIGEST = /(@\w+:[0-9a-f]{12})[0-9a-f]+$/;

/** The reference of an image: never cut in its tag, its digest as short as people know it. */
export function codeImage(reference: string): string {
  const text = reference.replace(DIGEST, '$1…');
  const name = text.length > MAX_IMAGE ? `…${text.slice(text.lastIndexOf('/'))}` : text;
  return code(name, Infinity);
}

/** A value of a manifest as a message shows it: a string in quotes, `a list or mapping` for one. */
export function describeValue(value: Value): string {
  const plain = scalar(value);
  if (plain === undefined) return 'a list or mapping';
  return code(typeof plain === 'string' ? JSON.stringify(plain) : String(plain));
}

/** What is wrong with a value that has to be a boolean and is something else. */
export function notBoolean(name: string, value: Value): string {
  if (isParameter(value)) {
    const parameter = code(textOf(value) ?? '');
    return `\`${name}\` comes from the parameter ${parameter}, which has no boolean as its default: give it one`;
  }
  return `\`${name}\` is ${describeValue(value)}, not a boolean: the API server refuses it`;
}

/** What is wrong with a value that is of another type than the API has there. */
export function wrongType(what: string, value: Value, wanted: string): string {
  return `${what} is ${typeOf(value)}, not ${wanted}: the API server refuses it`;
}

function typeOf(value: Value): string {
  if (isMapping(value)) return 'a mapping';
  if (isList(value)) return 'a list';
  const plain = scalar(value);
  return plain === null ? 'null' : `a ${typeof plain}`;
}
