import { sha256Hex } from '../text/sha256.ts';
import { isDockerfile } from '../builds/paths.ts';
import { type DiffLines, indexDiff } from '../diff/diff-lines.ts';
import { diffTexts } from '../diff/hunks.ts';
import type { BuiltImage } from '../images/built-image.ts';
import { toData } from '../judge/finding-data.ts';
import { groupBy } from '../judge/grouping.ts';
import {
  type Markdown,
  code,
  codePath,
  fence,
  joinMarkdown,
  kindWord,
  md,
} from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import type { Change } from './change.ts';
import { type ChangedBuilds, changedDockerfiles } from './change-builds.ts';
import { type BroughtFinding, broughtBy } from './dockerfile-findings.ts';
import { writeMarker } from './marker.ts';
import type { ReviewPlan, PlacedFinding, PlannedComment } from './review-plan.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type Thread, fingerprintsOf } from './thread.ts';

/** What changed Dockerfiles bring to workloads that the change leaves alone, and what is said of it. */
export interface ToldDockerfiles extends Pick<ReviewPlan, 'comments' | 'findings'> {
  /** Threads that tell of what is still so. */
  readonly standing: readonly Thread[];
}

/** Says at the lines of Dockerfiles what their change does to workloads of the repository. */
export function tellDockerfiles(
  change: Change,
  ruleSet: RuleSet,
  builds: ChangedBuilds,
): ToldDockerfiles {
  const changed = new Set(changedDockerfiles(change));
  const all = broughtBy(change, ruleSet, builds).map((brought) => ({
    ...brought,
    fingerprint: fingerprintOf(brought),
  }));
  const ours = new Set(all.map(({ fingerprint }) => fingerprint));
  const said = fingerprintsOf(change.threads);
  const groups = groupBy(all, ({ built }) => built.dockerfile ?? '');
  const comments = groups.flatMap((group) =>
    group.every(({ fingerprint }) => said.has(fingerprint)) ? [] : (commentOn(group, change) ?? []),
  );
  const told = new Set([...said, ...comments.flatMap(({ fingerprints }) => fingerprints)]);
  return {
    comments,
    findings: all.map((one) => toPlaced(one, told.has(one.fingerprint))),
    standing: change.threads.filter(
      ({ path, fingerprints }) =>
        fingerprints.some((one) => ours.has(one)) ||
        // Without its tree, nobody knows what a repository uses.
        (!change.builds && isDockerfile(path) && changed.has(path)),
    ),
  };
}

type Marked = BroughtFinding & { readonly fingerprint: string };

/** By what it is about, not by its line, which moves. */
function fingerprintOf({ built, finding }: BroughtFinding): string {
  const identity = JSON.stringify(['dockerfile', built.dockerfile, finding.identity]);
  return sha256Hex(identity).slice(0, 16);
}

function toPlaced({ built, finding, line, fingerprint }: Marked, isTold: boolean): PlacedFinding {
  const data = toData(finding);
  const where = md`${code(finding.subject.container?.name ?? '')} in ${codePath(finding.file)}`;
  return {
    finding: {
      ...data,
      message: md`${where}: ${finding.message}`,
      file: built.dockerfile ?? '',
      ...{ line, column: 1, endLine: line, endColumn: 1 },
      ...{ fingerprint, remedy: null },
    },
    introduced: true,
    touched: true,
    placement: isTold ? 'comment' : 'annotation',
  };
}

function commentOn(group: readonly Marked[], change: Change): PlannedComment | undefined {
  const [first] = group;
  if (!first) return undefined;
  const { built, line } = first;
  const path = built.dockerfile ?? '';
  const [now = '', before = ''] = [change.builds?.texts.get(path), change.builds?.before.get(path)];
  const diff = indexDiff(change.dockerfiles?.get(path) ?? diffTexts(before, now) ?? []);
  const fingerprints = group.map(({ fingerprint }) => fingerprint);
  const suggestion = suggestionFor(built, now, diff);
  const closing = [...listOf(group), writeMarker(fingerprints)];
  const verdict = verdictOf(group);
  const patch = built.userEdit && !suggestion ? [fence('diff', built.userEdit.patch)] : [];
  const body = joinMarkdown(
    [verdict, ...(suggestion ? [fence('suggestion', suggestion.text)] : patch), ...closing],
    '\n\n',
  );
  const shown =
    suggestion?.line ?? [line, ...linesOf(now, diff)].find((one) => diff.hunkOf(one) !== undefined);
  const fileBody = joinMarkdown(
    [verdict, ...(built.userEdit ? [fence('diff', built.userEdit.patch)] : []), ...closing],
    '\n\n',
  );
  return {
    path,
    ...(shown === undefined ? { subject: 'file', line: 1 } : { subject: 'line', line: shown }),
    ...{ body, fileBody, suggestion: suggestion?.text ?? null, fingerprints },
  };
}

/** The lines that the diff adds, by which a comment without a suggestion is shown. */
function linesOf(text: string, diff: DiffLines): number[] {
  return text.split('\n').flatMap((_, index) => (diff.isAdded(index + 1) ? [index + 1] : []));
}

/** The edit of its user, where the diff shows the line. */
function suggestionFor(
  { userEdit }: BuiltImage,
  text: string,
  diff: DiffLines,
): { readonly line: number; readonly text: string } | undefined {
  if (!userEdit) return undefined;
  const lines = text.split('\n');
  const { line, isReplacement, text: user } = userEdit;
  if (isReplacement) return diff.hunkOf(line) === undefined ? undefined : { line, text: user };
  const at = lines[line - 1];
  if (at !== undefined && at !== '' && diff.hunkOf(line) !== undefined) {
    return { line, text: `${user}\n${at}` };
  }
  const above = lines[line - 2];
  if (above === undefined || diff.hunkOf(line - 1) === undefined) return undefined;
  return { line: line - 1, text: `${above}\n${user}` };
}

function verdictOf(group: readonly Marked[]): Markdown {
  const [first] = group;
  if (!first) return md``;
  const { finding } = first;
  const { kind, name } = finding.subject.resource;
  const container = code(finding.subject.container?.name ?? '');
  return md`**${container} ${finding.headline}** in ${kindWord(kind)} ${code(name)} (${codePath(finding.file)}), which runs this image`;
}

/** So many findings are listed; the others are counted. */
const MAX_LISTED = 5;

function listOf(group: readonly Marked[]): Markdown[] {
  const rows = group.slice(0, MAX_LISTED).map(({ finding }) => {
    const { severity, rule, subject, message } = finding;
    return md`- ${code(subject.container?.name ?? '')}: ${severity} ${code(rule)}: ${message}`;
  });
  const more = group.length - rows.length;
  return [
    joinMarkdown(rows, '\n'),
    ...(more > 0 ? [md`The same goes for ${count(more, 'other finding')}.`] : []),
  ];
}
