import type { Observation } from '../learn/observation.ts';
import type { RefusedWrite } from './refused-writes.ts';

/** How a run of a container ended. */
export type Ending =
  /** Its probes succeeded, or it stayed up for as long as was waited. */
  | { readonly as: 'up'; readonly by: 'probes' | 'time' }
  /** It ended as it should: an init container, or a Job's. */
  | { readonly as: 'done' }
  /** A cluster would not start it. */
  | { readonly as: 'refused'; readonly why: string }
  /** It ended, or did not get ready. */
  | { readonly as: 'failed'; readonly why: string };

/** What was seen of a run of a pod's containers, up to the one that was to run, or that failed. */
export interface RunRecord {
  /** The name of the last container that ran. */
  readonly container: string;
  readonly ending: Ending;
  /** Since its start. */
  readonly seconds: number;
  /** The end of what it printed. */
  readonly log: string;
  /** What it changed outside of its volumes. */
  readonly changes: readonly Observation[];
  readonly refused: readonly RefusedWrite[];
  /** What could not be done beside the run, in sentences. */
  readonly notes: readonly string[];
}

/** Whether a run says that the container starts. */
export function hasStarted({ ending }: Pick<RunRecord, 'ending'>): boolean {
  return ending.as === 'up' || ending.as === 'done';
}
