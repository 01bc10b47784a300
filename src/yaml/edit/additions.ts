import { dequal } from 'dequal/lite';
import { changeData, dataAt } from '../change-data.ts';
import type { Field, Value } from '../value.ts';
import { type Data, type DataMap, type ValueChange, isDataMap } from '../value-change.ts';
import type { Accepts } from './edit.ts';
import type { Step } from './edit-plan.ts';
import { type Candidate, fill, insertions } from './insert.ts';

/** Something that is set in a mapping which gets it. */
export interface Entry {
  /** By its path from there. */
  readonly change: ValueChange & { readonly kind: 'set' };
  /** The changes of the document that ask for it. */
  readonly makes: readonly ValueChange[];
}

/** Entries to add to one mapping, or what an empty field of one gets. */
export interface Addition {
  readonly parent: Value;
  readonly empty: Field | undefined;
  readonly entries: Entry[];
}

/**
 * Finds the best place for what is to be added. Undefined where there is none.
 *
 * @param gone entries that other edits take away
 * @param accepts which places to prefer; where none is accepted, the best one is taken
 */
export function placeAddition(
  addition: Addition,
  gone: ReadonlySet<string>,
  accepts: Accepts,
): Step | undefined {
  const { parent, empty, entries } = addition;
  const data = dataOf(entries);
  const best = bestOf(candidatesFor(addition, data, gone), accepts);
  return (
    best && {
      depth: parent.path.length + (empty ? 1 : 0),
      edits: best.edits,
      makes: entries.flatMap((entry) => entry.makes),
      part: (own) => {
        const some = entriesFor(entries, own, data);
        const part = some.length > 0 ? dataOf(some) : undefined;
        return isDataMap(part) ? best.forData?.(part) : undefined;
      },
    }
  );
}

function bestOf(candidates: Iterable<Candidate>, accepts: Accepts): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if (accepts(candidate.edits)) return candidate;
    best ??= candidate;
  }
  return best;
}

function candidatesFor(
  { parent, empty }: Addition,
  data: Data,
  gone: ReadonlySet<string>,
): Iterable<Candidate> {
  if (typeof data !== 'object' || data === null) return [];
  if (!empty) return isDataMap(data) ? insertions(parent, data, gone) : [];
  const candidate = fill(parent, empty, data);
  return candidate ? [candidate] : [];
}

/** What is to be added is made from it. */
const NONE: DataMap = {};

function dataOf(entries: readonly Entry[]): Data {
  return changeData(
    NONE,
    entries.map(({ change }) => change),
  );
}

/** The entries for some changes; none where others add something to one of them, or change it. */
function entriesFor(
  entries: readonly Entry[],
  own: ReadonlySet<ValueChange>,
  all: Data,
): readonly Entry[] {
  const some = entries.filter(({ makes }) => makes.some((one) => own.has(one)));
  const isApart = some.every(
    ({ makes, change: { path, value } }) =>
      makes.every((one) => own.has(one)) && dequal(dataAt(all, path), value),
  );
  return isApart ? some : [];
}
