import type { MovedBy, Signs } from '../../images/facts.ts';
import { covers } from '../../images/paths.ts';
import { mountsOf } from '../../kubernetes/mounts.ts';
import type { Container } from '../../kubernetes/pod.ts';
import { field, isSet, items, textOf } from '../../yaml/value.ts';

/** An option of a command line with its value; a word that is no option has the next word as its value. */
export interface Option {
  readonly name: string;
  readonly value: string;
}

/** A path that needs no expansion by a shell or the kubelet, and that a volume can be mounted at. */
const PLAIN_PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.@+-]+)+\/?$/;

/** Whether a text is an absolute path as a volume mount takes it. */
export function isPlainPath(text: string): boolean {
  return PLAIN_PATH.test(text);
}

/** Folders that hold what an image consists of, or what the kernel and the kubelet provide. */
const FOREIGN =
  /^\/(?:(?:|bin|boot|etc|home|lib\d*|opt|root|run\/secrets|sbin|srv|sys|usr|var)$|(?:dev|proc|sys|(?:var\/)?run\/secrets)(?:\/|$))/;

/** Whether a folder is none that a new volume may be mounted on. */
export function isForeignFolder(path: string): boolean {
  return FOREIGN.test(path);
}

/** The words that a container starts with: its `command`, then its `args`. */
export function wordsOf({ value }: Container): string[] {
  return ['command', 'args'].flatMap((name) =>
    items(field(value, name)?.value).map((item) => textOf(item) ?? ''),
  );
}

/** The name of the program that the first word of `command` or `args` starts, without its folder. */
export function programOf(container: Container): string | undefined {
  const [first = ''] = wordsOf(container);
  return first === '' || first.startsWith('-') ? undefined : first.replace(/^.*\//, '');
}

/** The variables of a container; empty for a value that comes from elsewhere. */
export function variablesOf({ value }: Container): Map<string, string> {
  const pairs = items(field(value, 'env')?.value).flatMap((variable): [string, string][] => {
    const name = textOf(field(variable, 'name')?.value);
    return name === undefined ? [] : [[name, textOf(field(variable, 'value')?.value) ?? '']];
  });
  return new Map(pairs);
}

/** The options among the words that a container starts with, each with its value. */
export function optionsOf(container: Container): Option[] {
  const words = wordsOf(container);
  return words.flatMap((word, index) => {
    const [, name, value] = /^(--?[a-z][\w.-]*)(?:=(.*))?$/i.exec(word) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? words[index + 1] ?? '' }];
  });
}

/** The setting of a container that is among signs, as a message names it. */
export function findSign(container: Container, signs: Signs): string | undefined {
  const { env = [], options = [], programs = [], mounts = [] } = signs;
  const variable = [...variablesOf(container)].find(([name, value]) =>
    env.some((sign) => isLike(sign.includes('=') ? sign : `${sign}=*`, `${name}=${value}`)),
  );
  if (variable) return variable[0];
  const option = settingsOf(container).find(({ name, value }) =>
    options.some((sign) =>
      isLike((sign.includes('=') ? sign : `${sign}=*`).toLowerCase(), lower(name, value)),
    ),
  );
  if (option) return option.name;
  const program = programOf(container);
  if (program !== undefined && programs.includes(program)) return program;
  return mountsOf(container).find(({ path }) =>
    mounts.some((sign) => path !== '' && (covers(path, sign) || covers(sign, path))),
  )?.path;
}

/** Whether all that signs ask for can be seen, so that a sign which is not there is not set. */
export function areSeen(container: Container, { env, programs }: Signs): boolean {
  const isEnvironmentSeen = items(field(container.value, 'envFrom')?.value).length === 0;
  return (
    (env === undefined || isEnvironmentSeen) &&
    (programs === undefined || programOf(container) !== undefined)
  );
}

/**
 * Where a container's settings move a path to: no `path` where the value is not in the manifest, or
 * names no place for a volume.
 */
export function movedTo(
  container: Container,
  { env = [], options = [], file }: MovedBy,
): { readonly by: string; readonly path: string | undefined } | undefined {
  const variables = variablesOf(container);
  const name = env.find((candidate) => variables.has(candidate));
  const option = settingsOf(container).find((setting) =>
    options.some((pattern) => isLike(pattern.toLowerCase(), setting.name.toLowerCase())),
  );
  const found = name === undefined ? option : { name, value: variables.get(name) ?? '' };
  if (!found) return undefined;
  const target = expand(found.value, variables);
  const folder = (file ? target.replace(/\/[^/]*$/, '') : target).replace(/\/$/, '');
  const isPlace = isPlainPath(target) && folder !== '' && !isForeignFolder(folder);
  return { by: found.name, path: isPlace ? folder : undefined };
}

/** Options, and each other word as the name of the one after it, as in `server /data`. */
function settingsOf(container: Container): Option[] {
  const words = wordsOf(container);
  const plain = words.flatMap((name, index): Option[] =>
    name === '' || name.startsWith('-') ? [] : [{ name, value: words[index + 1] ?? '' }],
  );
  return [...optionsOf(container), ...plain];
}

/** The kubelet puts the values of variables in place of `$(NAME)`. */
function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\(([A-Za-z_]\w*)\)/g, (whole, name: string) => {
    const value = variables.get(name);
    return value === undefined || value === '' ? whole : value;
  });
}

function lower(name: string, value: string): string {
  return `${name}=${value}`.toLowerCase();
}

/** Whether a text is as a pattern has it, in which `*` stands for any text. */
function isLike(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}

/** Whether a container has a command of its own. */
export function hasCommand({ value }: Container): boolean {
  return isSet(field(value, 'command')?.value);
}
