import type { Mutation } from './mutations.ts';

/** A mutation with the number that switches it on. */
export interface Mutant extends Mutation {
  readonly id: number;
  readonly file: string;
}

/**
 * Asks at each place whether its mutant is on. What a module needs for that is one line, so that lines
 * keep their numbers. Threads and child processes read the number from the environment.
 */
const SWITCH = `const __m = (globalThis.mutants ??= { active: Number(process.env.PODSEAL_MUTANT), is: (id) => id === globalThis.mutants.active }).is;`;

/** The text of a file with all its mutants in it, each behind a question. */
export function instrument(text: string, mutants: readonly Mutant[]): string {
  // An outer expression comes before those inside.
  const sorted = mutants.toSorted((one, other) => one.start - other.start || other.end - one.end);
  let next = 0;
  const write = (start: number, end: number): string => {
    let written = '';
    let at = start;
    for (let site = sorted[next]; site && site.start < end; site = sorted[next]) {
      const first = site;
      let questions = '';
      for (let same = site; same.start === first.start && same.end === first.end;) {
        questions += `__m(${same.id}) ? ${same.replacement} : `;
        const following = sorted[(next += 1)];
        if (!following) break;
        same = following;
      }
      written += `${text.slice(at, first.start)}(${questions}${write(first.start, first.end)})`;
      at = first.end;
    }
    return written + text.slice(at, end);
  };
  return `${SWITCH} ${write(0, text.length)}`;
}
