import type { LineSources, SourcePlace } from './rendered-source.ts';

/**
 * Leads from what a chart becomes that is not in the repository to the release that installs it: to its values where they
 * decide, else to where it says which chart it is.
 */
export class ReleaseLines implements LineSources {
  readonly path: string;
  readonly #inner: LineSources;
  readonly #place: SourcePlace;

  constructor(inner: LineSources, place: SourcePlace) {
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
    return this.#inner.causesAt(line).filter(({ path }) => path === this.path);
  }

  #own(place: SourcePlace | undefined): SourcePlace {
    return place?.path === this.path ? place : this.#place;
  }
}
