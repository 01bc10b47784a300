import type { Lesson } from '../learn/learn.ts';
import type { Observation } from '../learn/observation.ts';
import type { EngineName } from './engines.ts';
import type { RunRecord } from './outcome.ts';

/** What came of trying a container. */
export interface TrialResult {
  readonly file: string;
  readonly line: number;
  /** Kind and name of the object, its namespace, and the container. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly container: string;
  /** As the manifest names it, and what ran in its place. */
  readonly image: string;
  readonly ranImage: string;
  readonly engine: EngineName;
  /** Whether the manifest ran with its fix, and not as it is. */
  readonly isFixed: boolean;
  /** Of the text of the file as it ran, where that was the fix that a review suggests; else undefined. */
  readonly suggestion: string | undefined;
  readonly isRootReadOnly: boolean;
  /** How many runs of the fix it took; 1 where it held from the start. */
  readonly rounds: number;
  /** The run that counts: the last one as the manifest, or its fix, says. */
  readonly record: RunRecord;
  /** Where it writes, by all runs. */
  readonly writes: readonly Observation[];
  /** What that says of the image; undefined where nothing is to be learned. */
  readonly lesson: Lesson | undefined;
  /** The fix by all that is known now, as a unified diff; empty where nothing is to be changed. */
  readonly patch: string;
  /** Whether the fix is what ran. */
  readonly isPatchRun: boolean;
  readonly notReproduced: readonly string[];
}
