import { sha256Hex } from '../text/sha256.ts';
import { indexDiff } from '../diff/diff-lines.ts';
import { groupBy } from '../judge/grouping.ts';
import { code, joinMarkdown, md } from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import type { Change, ConfigurationFault } from './change.ts';
import { writeMarker } from './marker.ts';
import type { PlacedFault, PlannedComment } from './review-plan.ts';
import { type Thread, fingerprintsOf } from './thread.ts';

/** The faults of a configuration in a change, and what is said of them on its lines. */
export interface ToldFaults {
  readonly faults: readonly PlacedFault[];
  readonly comments: readonly PlannedComment[];
  /** Threads that tell of what is still wrong. */
  readonly standing: readonly Thread[];
}

/** More of them have one cause; the summary has all. */
const MAX_COMMENTS = 5;

/** A message may quote the file. */
const MAX_MESSAGE = 300;

/** Says on which lines a change makes the configuration wrong, as far as the diff shows them. */
export function tellFaults(
  { next, threads }: Change,
  faults: readonly ConfigurationFault[],
): ToldFaults {
  const marked = faults.map((fault) => ({ ...fault, fingerprint: fingerprintOf(fault) }));
  const ours = new Set(marked.map(({ fingerprint }) => fingerprint));
  const said = fingerprintsOf(threads);
  const diffs = new Map(next?.changed.map(({ path, hunks }) => [path, indexDiff(hunks ?? [])]));
  const shown = marked.filter(
    ({ path, line, fingerprint }) =>
      !said.has(fingerprint) && diffs.get(path)?.hunkOf(line) !== undefined,
  );
  const lines = groupBy(shown, ({ path, line }) => `${path}:${line}`);
  const comments = lines.slice(0, MAX_COMMENTS).flatMap(commentOn);
  const told = new Set([...said, ...comments.flatMap(({ fingerprints }) => fingerprints)]);
  return {
    faults: marked.map((fault) => ({
      ...fault,
      placement: placementOf(told.has(fault.fingerprint), diffs.has(fault.path)),
    })),
    comments,
    standing: threads.filter(({ fingerprints }) => fingerprints.some((one) => ours.has(one))),
  };
}

/** Only a file of this repository can have an annotation. */
function placementOf(isTold: boolean, isHere: boolean): PlacedFault['placement'] {
  if (isTold) return 'comment';
  return isHere ? 'annotation' : 'summary';
}

/** By what it says, not by its line, which moves. */
function fingerprintOf({ path, message }: ConfigurationFault): string {
  const identity = JSON.stringify(['configuration', path, message]);
  return sha256Hex(identity).slice(0, 16);
}

function commentOn(
  faults: readonly (ConfigurationFault & { fingerprint: string })[],
): PlannedComment[] {
  const [first] = faults;
  if (!first) return [];
  const fingerprints = [...new Set(faults.map(({ fingerprint }) => fingerprint))];
  const body = joinMarkdown(
    [
      md`**Podseal can't use this configuration** (${count(faults.length, 'fault')})`,
      ...faults.map(({ message }) => code(message, MAX_MESSAGE)),
      md`Correct it before you merge: Podseal would fail the check of every pull request after this one.`,
      writeMarker(fingerprints),
    ],
    '\n\n',
  );
  const { path, line } = first;
  return [{ path, subject: 'line', line, body, fileBody: body, suggestion: null, fingerprints }];
}
