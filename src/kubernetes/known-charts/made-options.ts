import type { Node } from 'yaml';
import type { Span } from '../../yaml/lines.ts';
import {
  type Field,
  type Path,
  type Value,
  allFields,
  field,
  isMapping,
  items,
  scalar,
} from '../../yaml/value.ts';
import type { Making } from './making.ts';

/** A mapping with options, and where it is or would be written. */
export interface Holder {
  readonly value: Value | undefined;
  readonly path: Path;
}

/** What an object is given: options of its own, and defaults. */
export interface Given {
  readonly own: Holder;
  readonly defaults: Holder | undefined;
  readonly isMerged: boolean;
  /** Whether the defaults are for other objects too. */
  readonly isShared: boolean;
  /** Whether an empty mapping or `false` replaces a default. */
  readonly isStrict: boolean;
}

/** An option as it counts. */
export interface Option {
  readonly node: Node | null;
  /** Where its key stands. */
  readonly at: Span;
  readonly value: Value;
  readonly isDefault: boolean;
}

/**
 * An option of an object as the chart takes it, noting where it is written; undefined where it is not set.
 *
 * @param made where the option is in the object
 */
export function optionOf(
  making: Making,
  name: string,
  given: Given,
  made: Path,
): Option | undefined {
  const own = field(given.own.value, name);
  const usual = field(given.defaults?.value, name);
  const to = [...given.own.path, name];
  const from = [...(given.defaults?.path ?? []), name];
  if (own && usual && given.isMerged && isMapping(own.value) && isMapping(usual.value)) {
    const node = merged(making, own.value, usual.value, { to, from, made });
    return { node, at: own.key, value: own.value, isDefault: false };
  }
  if (own && (counts(own.value, given) || !usual)) {
    making.origins.set(made, { kind: 'at', path: to });
    return optional(own, false);
  }
  if (!usual || !counts(usual.value, given)) return undefined;
  const { isMerged, isShared } = given;
  making.origins.set(
    made,
    isShared || isMerged ? { kind: 'default', from, to, isMerged } : { kind: 'at', path: from },
  );
  return optional(usual, true);
}

function optional({ key, value }: Field, isDefault: boolean): Option | undefined {
  return scalar(value) === null ? undefined : { node: value.node, at: key, value, isDefault };
}

/** As templates of Helm see it: `false` and `0` are empty, too. */
export function isEmpty(value: Value | undefined): boolean {
  const plain = scalar(value);
  if (plain !== undefined) return plain === null || plain === '' || plain === false || plain === 0;
  return isMapping(value) ? allFields(value).length === 0 : items(value).length === 0;
}

function counts(value: Value, { isStrict }: Given): boolean {
  const isSaid = isMapping(value) || typeof scalar(value) === 'boolean';
  return !isEmpty(value) || (isStrict && isSaid);
}

/** What is empty in the one is taken from the other, at any depth. */
function merged(
  making: Making,
  own: Value,
  usual: Value,
  at: { readonly to: Path; readonly from: Path; readonly made: Path },
): Node {
  making.origins.set(at.made, { kind: 'at', path: at.to });
  const names = new Set([...allFields(own), ...allFields(usual)].map(({ name }) => name));
  const entries = [...names].flatMap((name) => {
    const [mine, theirs] = [field(own, name), field(usual, name)];
    const [to, from, made] = [at.to, at.from, at.made].map((path) => [...path, name]);
    if (!to || !from || !made) return [];
    if (mine && theirs && isMapping(mine.value) && isMapping(theirs.value)) {
      const node = merged(making, mine.value, theirs.value, { to, from, made });
      return [[name, node, mine.key] as const];
    }
    const isMine = mine && (!theirs || !isEmpty(mine.value));
    const found = isMine ? mine : (theirs ?? mine);
    if (!found) return [];
    making.origins.set(
      made,
      isMine ? { kind: 'at', path: to } : { kind: 'default', from, to, isMerged: true },
    );
    return [[name, found.value.node, found.key] as const];
  });
  return making.nodes.map(entries, own.span);
}
