import type { Finding } from '../judge/judge.ts';
import { type Markdown, codePath, joinMarkdown, md } from '../text/markdown.ts';
import type { Anchor } from './anchor.ts';
import { chartFixCommand } from './fix-command.ts';

/** More lines are in the fold. */
const MAX_LINES = 3;

/**
 * Says of findings in what a chart becomes where they are to be changed, where that is not the line of
 * their comment; a suggestion says it itself, and so does a patch of the command.
 */
export function renderedNote(
  findings: readonly Finding[],
  anchor: Anchor | undefined,
  hasSuggestion: boolean,
): Markdown[] {
  const [first] = findings;
  if (!first?.rendered || !anchor || hasSuggestion) return [];
  // What only joins the comment is told by the patch, whose lines may be others.
  const joining = new Set(
    anchor.proved?.fix.resolves.filter(({ severity }) => severity === 'notice'),
  );
  const places = placesNote(
    findings.filter((one) => !isOfChart(one) && !joining.has(one)),
    anchor,
  );
  const notes = [...chartNote(findings, anchor), ...places];
  return anchor.proved ? notes : [...notes, ...commandNote(findings)];
}

/** Says of what no value of a release makes that the chart does, and of which release. */
function chartNote(findings: readonly Finding[], { path }: Anchor): Markdown[] {
  const release = findings.find(isOfChart)?.file;
  if (release === undefined) return [];
  return release === path
    ? [md`The chart makes it: no value of the release is known for it.`]
    : [md`The chart that ${codePath(release)} installs makes it: no value there is known for it.`];
}

/** Whether a finding is in what a chart makes that is not in the repository, whatever the values of its release. */
function isOfChart({ file, line, rendered }: Finding): boolean {
  const { installedAt } = rendered ?? {};
  return installedAt?.path === file && installedAt.line === line;
}

/** The command that finds out whether the chart can be edited so, and edits it. */
function commandNote(findings: readonly Finding[]): Markdown[] {
  // In such a release only some values can be edited, and whether this one can, the proof has shown.
  const command = chartFixCommand(findings.filter(({ rendered }) => rendered?.isBuilt !== true));
  // What only fixes notices beside what the comment is about would be taken for its fix.
  const isAbout = findings.some((one) => one.severity !== 'notice' && one.rendered?.remedy);
  if (command === undefined || !isAbout) return [];
  const { kind, installedAt } = findings[0]?.rendered ?? {};
  const isChart = kind === 'chart' && !installedAt;
  const what = isChart ? md`the chart` : installedAt ? md`the release` : md`the files`;
  return [md`${command} edits ${what} where the fix can be proved.`];
}

function placesNote(findings: readonly Finding[], anchor: Anchor): Markdown[] {
  // In the file of a comment on the container itself, its lines are seen at once.
  const isHere = ({ file, line }: Finding): boolean =>
    file === anchor.path && (line === anchor.line || anchor.kind === 'own');
  const elsewhere = findings.filter((finding) => !isHere(finding));
  const places = [...new Set(elsewhere.map(({ file, line }) => `${file}:${line}`))];
  if (places.length === 0) return [];
  const shown = joinMarkdown(places.slice(0, MAX_LINES).map(codePath), ', ');
  const more = places.length > MAX_LINES ? md` and ${places.length - MAX_LINES} more` : md``;
  if (anchor.kind === 'variable' && anchor.line !== undefined && places.length === 1) {
    return [md`This line sets the value of ${shown}.`];
  }
  if (anchor.kind === 'parameters')
    return [md`A parameter of this file is filled in at ${shown}${more}.`];
  const lead =
    anchor.kind !== 'own' && anchor.kind !== 'container' && anchor.line !== undefined
      ? md`This line leads to it. `
      : md``;
  const what = places.length === 1 ? md`The line to change` : md`The lines to change`;
  return [md`${lead}${what}: ${shown}${more}.`];
}
