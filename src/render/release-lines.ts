import type { Installed } from './chart-sources.ts';
import type { LineSources, SourcePlace } from './rendered-source.ts';

/**
 * Leads from what a chart becomes that is not in the repository to the release that installs it: to its values where they
 * decide, else to where it says which chart it is.
 */
export class ReleaseLines implements LineSources {
  readonly path: string;
  readonly #inner: LineSources;
  readonly #place: Installed;
  /** The release's file, and its files of values. */
  readonly #own: ReadonlySet<string>;

  /** @param values the release's own files of values */
  constructor(inner: LineSources, place: Installed, values: readonly string[]) {
    this.#own = new Set([place.path, ...values]);
    this.path = place.path;
    this.#inner = inner;
    this.#place = place;
  }

  valueAt(line: number): SourcePlace {
    return this.#placed(this.#inner.valueAt(line));
  }

  textAt(line: number): SourcePlace {
    return this.#placed(this.#inner.textAt(line));
  }

  contextFor(from: number, to: number): SourcePlace {
    return this.#placed(this.#inner.contextFor(from, to));
  }

  causesAt(line: number): readonly SourcePlace[] {
    const own = this.#inner.causesAt(line).filter(({ path }) => this.#own.has(path));
    return [...own, ...(this.#place.versions ?? [])];
  }

  #placed(place: SourcePlace | undefined): SourcePlace {
    return place && this.#own.has(place.path) ? place : this.#place;
  }
}
