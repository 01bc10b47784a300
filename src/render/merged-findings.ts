import { type Finding, fingerprintIn } from '../judge/judge.ts';

/** A finding with all the ways in which it holds. */
export interface Merged<From> {
  readonly finding: Finding;
  readonly from: readonly From[];
}

interface Growing<From> extends Merged<From> {
  readonly from: From[];
}

/** Findings that hold in several ways, such as with several value sets, each once. */
export class MergedFindings<From> {
  readonly #wayOf: (from: From) => unknown;
  readonly #found = new Map<string, Growing<From>>();
  readonly #byPlace = new Map<string, Growing<From>[]>();

  /** @param wayOf tells the ways apart: what one of them has twice at a place is two findings */
  constructor(wayOf: (from: From) => unknown) {
    this.#wayOf = wayOf;
  }

  /**
   * @param finding where its source is
   * @param isWritten whether its value is written there: on another line, that is another finding
   */
  add(finding: Finding, from: From, isWritten = false): void {
    const way = this.#wayOf(from);
    const key = keyOf(finding);
    const place = placeOf(finding);
    const there = this.#byPlace.get(place) ?? [];
    const same = this.#found.get(key);
    if (isWritten && same && !isOnLine(same.finding, finding)) {
      const fingerprint = fingerprintIn(finding, finding.file);
      this.add({ ...finding, fingerprint }, from, isWritten);
      return;
    }
    const known = same ?? there.find((one) => !one.from.some((each) => this.#wayOf(each) === way));
    if (known) {
      known.from.push(from);
      return;
    }
    const merged = { finding, from: [from] };
    this.#found.set(key, merged);
    this.#byPlace.set(place, [...there, merged]);
  }

  all(): readonly Merged<From>[] {
    return [...this.#found.values()];
  }
}

/**
 * The same for what another way words otherwise, such as for a DaemonSet instead of a Deployment: one edit
 * is for both.
 */
function placeOf({ file, line, rule, detail, subject: { container } }: Finding): string {
  return JSON.stringify([file, line, rule, detail, container?.name]);
}

function isOnLine(one: Finding, { file, line }: Finding): boolean {
  return one.file === file && one.line === line;
}

/** The same in all ways, though a finding may stand elsewhere in each. */
export function keyOf({ fingerprint, message }: Finding): string {
  return JSON.stringify([fingerprint, message]);
}

/** How many names a message has. */
const MAX_NAMES = 2;

/** Names in a message: the first ones, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return names.slice(0, MAX_NAMES).join(', ') + more;
}
