import { type ChartPlace, isExactVersion } from '../kubernetes/known-charts/chart-place.ts';
import type { ChartFiles } from '../render/chart-sources.ts';

/** Where charts that are not in the repository come from. */
export interface ChartStore {
  /** The chart; undefined where it is not there, a reason where it can't be used. */
  find(place: ChartPlace): Promise<ChartFiles | { readonly reason: string } | undefined>;
}

/** Finds a chart in the first of some stores that has it. Each is looked for once. */
export class ElsewhereCharts {
  readonly #stores: readonly ChartStore[];
  readonly #found = new Map<
    string,
    Promise<ChartFiles | { readonly reason: string } | undefined>
  >();

  constructor(stores: readonly ChartStore[]) {
    this.#stores = stores;
  }

  async of(place: ChartPlace): Promise<ChartFiles | { readonly reason: string } | undefined> {
    // What a range of versions names tomorrow, nobody knows today.
    if (!isExactVersion(place.version)) return undefined;
    const key = `${place.address} ${place.version}`;
    const found = this.#found.get(key) ?? this.#look(place);
    this.#found.set(key, found);
    return found;
  }

  async #look(place: ChartPlace): Promise<ChartFiles | { readonly reason: string } | undefined> {
    for (const store of this.#stores) {
      // oxlint-disable-next-line no-await-in-loop
      const found = await store.find(place);
      if (found) return found;
    }
    return undefined;
  }
}
