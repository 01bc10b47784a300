import { groupBy } from '../judge/grouping.ts';
import { withoutVersion } from '../kubernetes/versioned-name.ts';
import type { Unit } from './units.ts';

type Sign = (unit: Unit) => string | undefined;

const sameText: Sign = ({ container, kind, text }) =>
  container === '' ? undefined : keyOf('text', kind, text);
const sameSettings: Sign = ({ container, kind, settings }) =>
  container === '' ? keyOf('object', kind, settings) : undefined;

/**
 * By what a container or object is known again in its file, the surest first. What stays where it is
 * under another name or namespace is the old one; a copy of it in another file is new.
 */
const IN_FILE: readonly Sign[] = [nameOf, sameText, sameSettings];

/**
 * By what a container is known again in its file under another name and with other settings: the only
 * one of its image that is new, where the only one of that image is gone.
 */
const BY_IMAGE: Sign = ({ image, kind }) => (image === '' ? undefined : keyOf(kind, image));

/** The same with another image, in an object of another name. */
const BY_NAME: Sign = ({ container, kind }) =>
  container === '' ? undefined : keyOf(kind, container);

/** Whether names of objects or images have a word in common: `app` is a container's name in many applications. */
function isOneApplication(one: Unit, other: Unit): boolean {
  const words = new Set(wordsOf(other));
  return wordsOf(one).some((word) => words.has(word));
}

function wordsOf({ name, image }: Unit): string[] {
  const all = [name, image.slice(image.lastIndexOf('/') + 1)];
  return all.flatMap((text) => text.split(/[^A-Za-z0-9]/)).filter((word) => word.length > 2);
}

/** By what a container or object is known again elsewhere, the surest first. */
const SIGNS: readonly Sign[] = [
  nameOf,
  (unit) => nameOf({ ...unit, name: withoutVersion(unit.name) }),
  // A kind that took the place of another, such as a Deployment that of a ReplicationController.
  ({ container, name, ...unit }) =>
    container === '' ? undefined : keyOf(unit.namespace, withoutVersion(name), container),
  sameText,
  ({ container, image }) => (container === '' ? undefined : keyOf('renamed', container, image)),
  ({ container, kind, name, image }) =>
    container === '' ? undefined : keyOf(kind, withoutVersion(name), image),
  sameSettings,
];

function nameOf({ kind, namespace, name, container }: Unit): string {
  return keyOf(kind, namespace, name, container);
}

function objectOf({ kind, namespace, name }: Unit): string {
  return keyOf(kind, namespace, name);
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Those that are known again, each with what it was, and which of both sides are over. */
export interface Pairing {
  readonly pairs: [Unit, Unit][];
  readonly open: Unit[];
  readonly left: Unit[];
}

/** Pairs what is in a file with what was in it. */
function pairInFile(units: readonly Unit[], gone: readonly Unit[]): Pairing {
  return withOnly(pairUp(units, gone, IN_FILE), BY_IMAGE);
}

/** Pairs what is in a file with what was in it in each of several forms; over is what none of them had. */
export function pairInForms(units: readonly Unit[], forms: readonly (readonly Unit[])[]): Pairing {
  const each = forms.map((gone) => pairInFile(units, gone));
  const pairs = each.flatMap((one) => one.pairs);
  const known = new Set(pairs.map(([unit]) => unit));
  const open = units.filter((unit) => !known.has(unit));
  return { pairs, open, left: each.flatMap(({ left }) => left) };
}

/** Pairs what is over in a file on both sides when all others have been looked at. */
export function pairLast(units: readonly Unit[], gone: readonly Unit[]): Pairing {
  return withOnly({ pairs: [], open: [...units], left: [...gone] }, BY_NAME, isOneApplication);
}

/** The same, with the units that alone have a sign on both sides, and the objects that hold these. */
function withOnly(
  found: Pairing,
  sign: Sign,
  isSame: (unit: Unit, gone: Unit) => boolean = () => true,
): Pairing {
  const newOnce = unitsOnce(found.open, sign);
  const goneOnce = unitsOnce(found.left, sign);
  const more = joined(found, (unit) => {
    const key = sign(unit) ?? '';
    const [now, then] = [newOnce.get(key), goneOnce.get(key)];
    return now && then && isSame(now, then) ? key : undefined;
  });
  const names = new Map(more.pairs.map(([unit, match]) => [objectOf(unit), objectOf(match)]));
  const isNew = new Set(more.open);
  return joined(more, (unit) => {
    if (unit.container !== '') return undefined;
    return isNew.has(unit) ? names.get(objectOf(unit)) : objectOf(unit);
  });
}

/** The same, with what a further sign knows again. */
function joined({ pairs, open, left }: Pairing, sign: Sign): Pairing {
  const more = pairUp(open, left, [sign]);
  return { ...more, pairs: [...pairs, ...more.pairs] };
}

/** Pairs what is new with what is gone elsewhere. */
export function pairElsewhere(units: readonly Unit[], gone: readonly Unit[]): Pairing {
  return pairUp(units, gone, SIGNS);
}

/** The units that alone have a key, by that. */
function unitsOnce(units: readonly Unit[], key: Sign): ReadonlyMap<string, Unit> {
  const all = groupBy(units, (unit) => key(unit) ?? '');
  return new Map(
    all.flatMap(([unit, ...more]) =>
      unit && more.length === 0 ? [[key(unit) ?? '', unit] as const] : [],
    ),
  );
}

/** Pairs those that are new with those that are gone, each once, and says which of both are over. */
function pairUp(units: readonly Unit[], gone: readonly Unit[], signs: readonly Sign[]): Pairing {
  let open = [...units];
  let left = [...gone];
  const pairs: [Unit, Unit][] = [];
  for (const sign of signs) {
    const bySign = groupUnits(left, sign);
    open = open.filter((unit) => {
      const match = bySign.take(sign(unit));
      if (match) pairs.push([unit, match]);
      return !match;
    });
    left = bySign.rest();
  }
  return { pairs, open, left };
}

/** Units by a key, each to be taken once. */
function groupUnits(
  units: readonly Unit[],
  key: Sign,
): { take: (key: string | undefined) => Unit | undefined; rest: () => Unit[] } {
  const groups = new Map<string | undefined, Unit[]>();
  for (const unit of units.toReversed()) {
    const name = key(unit);
    const group = groups.get(name);
    if (group) group.push(unit);
    else groups.set(name, [unit]);
  }
  return {
    take: (name) => (name === undefined ? undefined : groups.get(name)?.pop()),
    rest: () => [...groups.values()].flatMap((group) => group.toReversed()),
  };
}
