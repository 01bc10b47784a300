import { type BaselineEntry, entriesOf } from '../judge/exemptions/baseline-entry.ts';
import { matchBaseline } from '../judge/exemptions/match-baseline.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { type Markdown, md } from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import type { AssessedFile } from './assess.ts';
import type { Change } from './change.ts';

/** Says that a change leaves the baseline out of date, unless it updates the file itself. */
export function baselineNotes(
  { removed = [], editsBaseline }: Change,
  files: readonly AssessedFile[],
  baseline: readonly BaselineEntry[],
): Markdown[] {
  if (baseline.length === 0 || editsBaseline === true) return [];
  const today = new Set(files.flatMap(({ judged }) => keysOf(judged)));
  const gone = new Set(removed.map(({ path }) => path));
  const before = [
    ...files.flatMap((file) => listedIn(file.before, baseline)),
    ...baseline.filter(({ path }) => gone.has(path)).map(({ key }) => key),
  ];
  const { length } = before.filter((key) => !today.has(key));
  return length === 0
    ? []
    : [
        md`${count(length, 'finding')} of the baseline gone with this change: update the file with \`podseal baseline --prune\`.`,
      ];
}

/** The keys of all findings of a file, those in the baseline among them. */
function keysOf({ findings, exempted, manifest }: Judged): string[] {
  const listed = exempted.flatMap(({ by, finding }) => (by === 'baseline' ? [finding] : []));
  const all: Finding[] = [...findings, ...listed];
  const inOrder = all.toSorted((a, b) => a.span.start - b.span.start);
  return [...entriesOf(inOrder, manifest.file.path).values()].map(({ key }) => key);
}

/** The keys of the findings of a file that the baseline lists for it. */
function listedIn({ findings, manifest }: Judged, baseline: readonly BaselineEntry[]): string[] {
  const { own, entries } = matchBaseline(findings, manifest.file.path, baseline);
  return [...own].flatMap((finding) => entries.get(finding)?.key ?? []);
}
