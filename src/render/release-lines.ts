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

  constructor(inner: LineSources, place: Installed) {
    this.path = place.path;
    this.#inner = inner;
    this.#place = place;
  }

  valueAt(line: number): SourcePlace {
    return this.#own(this.#inner.valueAt(line));
  }

  textAt(line: number): SourcePlace {
    return this.#own(this.#inner.textAt(line));
  }

  contextFor(from: number, to: number): SourcePlace {
    return this.#own(this.#inner.contextFor(from, to));
  }

  causesAt(line: number): readonly SourcePlace[] {
    const own = this.#inner.causesAt(line).filter(({ path }) => path === this.path);
    return [...own, ...(this.#place.versions ?? [])];
  }

  #own(place: SourcePlace | undefined): SourcePlace {
    return place?.path === this.path ? place : this.#place;
  }
}
