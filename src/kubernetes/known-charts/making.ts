import type { Path, Value } from '../../yaml/value.ts';
import type { KnownChart } from './known-chart.ts';
import type { MadeNodes } from './made-nodes.ts';
import type { Origins } from './origins.ts';

/** What the objects of a release are made with. */
export interface Making {
  readonly chart: KnownChart;
  readonly values: Value;
  /** Where the values are in their document. */
  readonly path: Path;
  readonly nodes: MadeNodes;
  readonly origins: Origins;
}

/** Thrown where values are such that what the chart makes of them is not known; a clause. */
export class UnknownOutcome extends Error {}
