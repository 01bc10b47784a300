import { type Shown, jsonText, shown, visibleLine } from '../text/shown.ts';
import { type RunRecord, hasStarted } from './outcome.ts';
import type { TrialResult } from './result.ts';

/** How many lines of a log, and how many paths, are shown. */
const MAX_LINES = 12;
const MAX_PATHS = 12;
/** A log in JSON is cut to its end. */
const MAX_LOG = 8000;

/** What came of a trial, in lines. The fix is not among them. */
export function reportTrial(result: TrialResult): Shown[] {
  const { record, notReproduced } = result;
  const started = hasStarted(record);
  return [
    title(result),
    line(started ? 'starts' : 'fails', describeEnding(result)),
    ...listed('refused', record.refused.map(describeRefused)),
    ...writes(result),
    ...[...notReproduced, ...record.notes].map((note) => line('unlike', note)),
    ...(started ? [] : logLines(record.log)),
  ];
}

function title({
  file,
  line: at,
  kind,
  name,
  container,
  ranImage,
  engine,
  isFixed,
  suggestion,
}: TrialResult) {
  const what = `${file}:${at} ${kind}/${name}, container ${container}: ${ranImage}, ${engine}`;
  if (suggestion !== undefined) return shown`${visibleLine(what)}, with its suggestion`;
  return isFixed ? shown`${visibleLine(what)}, with its fix` : visibleLine(what);
}

function line(label: string, text: string): Shown {
  return visibleLine(`  ${label.padEnd(8)} ${text}`);
}

function listed(label: string, texts: readonly string[]): Shown[] {
  const more = texts.length - MAX_PATHS;
  const rest = more > 0 ? [line(label, `and ${more} more`)] : [];
  return [...texts.slice(0, MAX_PATHS).map((text) => line(label, text)), ...rest];
}

function describeRefused({ path, because, by }: RunRecord['refused'][number]): string {
  const why = because === 'read-only' ? 'read-only file system' : 'permission denied';
  return `${path}: ${why}, by the ${by}`;
}

function describeEnding({ record, container, isRootReadOnly }: TrialResult): string {
  const { ending, seconds } = record;
  const root = isRootReadOnly ? 'a read-only' : 'a writable';
  const how = `with ${root} root filesystem`;
  switch (ending.as) {
    case 'up':
      return ending.by === 'probes'
        ? `${how}: its probes succeeded after ${seconds} s`
        : `${how}: it ran for ${seconds} s, and has no probes`;
    case 'done':
      return `${how}: it ended with exit code 0 after ${seconds} s`;
    case 'refused':
      return ending.why;
    case 'failed': {
      const who = record.container === container ? '' : `init container ${record.container}: `;
      return `${how}: ${who}${ending.why}`;
    }
  }
}

function writes({ lesson }: TrialResult): Shown[] {
  const paths = (lesson?.paths ?? []).map(({ path, count, example }) => {
    const more = count > 1 ? ` and ${count - 1} more` : '';
    return `${path}: a volume, for ${example}${more}`;
  });
  const undecided = (lesson?.undecided ?? []).map(
    ({ path, folder }) => `${path}: no volume, as one on ${folder} would hide files of the image`,
  );
  return [...listed('writes', paths), ...listed('decide', undecided)];
}

function logLines(log: string): Shown[] {
  const lines = log.split('\n').filter((one) => one.trim() !== '');
  return lines.slice(-MAX_LINES).map((one) => line('log', one.slice(0, 300)));
}

/**
 * The results as JSON on one line, which `podseal learn` and the Action read.
 *
 * @param commit of the files; undefined where they are not in a clone
 */
export function trialsJson(results: readonly TrialResult[], commit: string | undefined): Shown {
  const trials = results.map(trialData);
  return shown`${jsonText({ version: 1, commit: commit ?? null, trials })}\n`;
}

function trialData(result: TrialResult) {
  const { record, writes: seen, lesson, line: at, patch, isPatchRun } = result;
  const { ending, seconds, log, refused, notes } = record;
  return {
    ...{ file: result.file, line: at, container: result.container },
    resource: { kind: result.kind, namespace: result.namespace, name: result.name },
    ...{ image: result.image, ranImage: result.ranImage, engine: result.engine },
    ...{ isFixed: result.isFixed, isRootReadOnly: result.isRootReadOnly },
    rounds: result.rounds,
    fixedDigest: result.suggestion ?? null,
    starts: hasStarted(record),
    ending: ending.as,
    why: 'why' in ending ? ending.why : null,
    ...{ endedAt: record.container, seconds, refused },
    writes: seen.map(({ path, change }) => ({ path, change })),
    learned: (lesson?.paths ?? []).map(({ path, kind, volume }) => ({ path, kind, volume })),
    undecided: lesson?.undecided ?? [],
    fix: patch === '' ? null : { patch, wasRun: isPatchRun },
    notReproduced: [...result.notReproduced, ...notes],
    log: log.slice(-MAX_LOG),
  };
}
