import type { ValueChange } from '../value-change.ts';
import type { Edit } from './edit.ts';

/** Edits at one place, with the changes that they make. */
export interface Step {
  /** How deep in the document the value is that they change. */
  readonly depth: number;
  readonly edits: readonly Edit[];
  readonly makes: readonly ValueChange[];
  /**
   * The edits for some of its changes: these without the lines or the elements that the others add. Undefined where
   * that can't be.
   */
  readonly part?: (own: ReadonlySet<ValueChange>) => readonly Edit[] | undefined;
}

/** The edits that make changes to a document. */
export class EditPlan {
  /** If two insertions are at the end of the same block, the deeper one comes first. */
  readonly edits: readonly Edit[];
  /** The changes that the edits make, each once. */
  readonly changes: readonly ValueChange[];
  /** Each change that was asked for, with the one of `changes` that is equal. */
  readonly #firsts: ReadonlyMap<ValueChange, ValueChange>;
  readonly #steps: readonly Step[];
  #makers: ReadonlyMap<ValueChange, number> | undefined;

  constructor(firsts: ReadonlyMap<ValueChange, ValueChange>, steps: readonly Step[]) {
    this.#firsts = firsts;
    this.changes = [...new Set(firsts.values())];
    this.#steps = steps.toSorted((a, b) => b.depth - a.depth);
    this.edits = this.#steps.flatMap((step) => step.edits);
  }

  /**
   * The edits that make some of its changes: whole steps of this plan, and others without some of the lines and
   * elements that they add. What is around these is read as it was, so a text with these edits has the changes, if
   * the one with all edits has all. Undefined where that can't be said.
   *
   * @param changes some that the plan was asked for, the same objects
   */
  part(changes: readonly ValueChange[]): readonly Edit[] | undefined {
    const own = new Set<ValueChange>();
    const places = new Set<number>();
    for (const change of changes) {
      const first = this.#firsts.get(change);
      const place = first && this.#makerOf(first);
      if (!first || place === undefined) return undefined;
      own.add(first);
      places.add(place);
    }
    const edits: Edit[] = [];
    for (const place of [...places].toSorted((a, b) => a - b)) {
      const some = partOf(this.#steps[place], own);
      if (!some) return undefined;
      for (const edit of some) edits.push(edit);
    }
    return edits;
  }

  /** The step that makes a change. */
  #makerOf(change: ValueChange): number | undefined {
    this.#makers ??= new Map(
      this.#steps.flatMap(({ makes }, index) => makes.map((one) => [one, index])),
    );
    return this.#makers.get(change);
  }
}

/** What ends the line above a text in a block: what is below may go on with it. */
const BLOCK_TEXT = /\|$/m;

function partOf(
  step: Step | undefined,
  own: ReadonlySet<ValueChange>,
): readonly Edit[] | undefined {
  if (step?.makes.every((change) => own.has(change)) === true) return step.edits;
  const some = step?.part?.(own);
  return some?.some(({ text }) => BLOCK_TEXT.test(text)) === true ? undefined : some;
}
