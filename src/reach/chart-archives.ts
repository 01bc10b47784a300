import type { ChartPlace } from '../kubernetes/known-charts/chart-place.ts';
import type { ChartFiles } from '../render/chart-sources.ts';
import type { SourcePlace } from '../render/rendered-source.ts';

/** A chart that is not in the repository; a reason for one that can't be used. */
export type ElsewhereChart = ChartFiles | { readonly reason: string };

/** A chart that is at hand, with the line that says which archive it is, where it is kept. */
export type BroughtChart = ElsewhereChart & { readonly keptAt?: SourcePlace | undefined };

/** What is said of an archive. */
export interface KeptArchive {
  readonly path: string;
  readonly digest: string;
}

/** Opens the charts that others publish. Never throws for what is in them. */
export interface ChartArchives {
  /** The chart in an archive that a project keeps, if it is what its digest says. */
  readonly open: (archive: Uint8Array, kept: KeptArchive) => Promise<ElsewhereChart>;
  /** The chart, from where it is published; undefined where nothing may be asked for. */
  readonly pull?: ((place: ChartPlace) => Promise<ElsewhereChart>) | undefined;
}

/** What may be done of it: charts are pulled only where somebody wants that. */
export function allowed(archives: ChartArchives, pulls = false): ChartArchives {
  return pulls ? archives : { open: archives.open };
}
