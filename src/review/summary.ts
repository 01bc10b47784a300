import type { Skip } from '../kubernetes/manifest.ts';
import { SEVERITIES } from '../rules/kit/rule.ts';
import {
  type Markdown,
  code,
  codeList,
  codePath,
  fold,
  joinMarkdown,
  kindWord,
  md,
  MAX_POST_BYTES,
  splitLines,
} from '../text/markdown.ts';
import { type Plain, count, listPlain, lowerFirst, plainly } from '../text/tagged.ts';
import { type FindingData, byPlace } from '../judge/finding-data.ts';
import { listedSkips, moreFiles } from '../judge/listed-skips.ts';
import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type {
  Conclusion,
  FailOn,
  GeneratedFile,
  PlacedExemption,
  PlacedFault,
  PlacedFinding,
  Placement,
} from './review-plan.ts';

/** What a review came to, to be put into words. */
export interface Outcome {
  readonly conclusion: Conclusion;
  readonly findings: readonly PlacedFinding[];
  readonly skips: readonly Skip[];
  readonly faults: readonly PlacedFault[];
  readonly failOn: FailOn;
  readonly generated: readonly GeneratedFile[];
  readonly exempted: readonly PlacedExemption[];
  readonly exemptionFaults: readonly ExemptionFault[];
  readonly notes: readonly Markdown[];
}

/** A reason may quote the manifest. */
const MAX_REASON = 300;

/** The check's title: one line, plain text. */
export function writeTitle({ findings, skips, exempted, faults }: Outcome): Plain {
  const fresh = findings.filter(({ introduced }) => introduced);
  const old = findings.filter((placed) => !placed.introduced && placed.placement !== 'summary');
  const parts = [
    countSeverities(fresh),
    ...(old.length > 0 ? [plainly`${old.length} existing`] : []),
    ...(faults.length > 0 ? [plainly`${count(faults.length, 'fault')} in the configuration`] : []),
    ...countNewExemptions(exempted),
    ...(skips.length > 0 ? [plainly`${count(skips.length, 'document')} not analyzed`] : []),
  ];
  return listPlain(parts);
}

function countNewExemptions(exempted: readonly PlacedExemption[]): Plain[] {
  const { length } = exempted.filter(isNewExemption);
  return length > 0 ? [count(length, 'new exemption')] : [];
}

/** What the team's own files exempt is not the change's doing. */
function isNewExemption({ introduced, by }: PlacedExemption): boolean {
  return introduced && (by === 'comment' || by === 'annotation');
}

function countSeverities(fresh: readonly PlacedFinding[]): Plain {
  if (fresh.length === 0) return plainly`No new findings`;
  const counts = SEVERITIES.flatMap((severity) => {
    const { length } = fresh.filter(({ finding }) => finding.severity === severity);
    return length > 0 ? [count(length, NEW[severity])] : [];
  });
  return listPlain(counts, ' and ');
}

const NEW = { error: 'new error', warning: 'new warning', notice: 'new notice' } as const;

/** The text above the review's comments. */
export function writeBody(outcome: Outcome): Markdown {
  return md`**Podseal: ${lowerFirst(writeTitle(outcome))}.** ${explain(outcome)}`;
}

/** The check's summary and the job's: every new finding is in it or counted. */
export function writeSummary(outcome: Outcome): Markdown {
  const { findings, skips, generated } = outcome;
  const paths = new Set(generated.map(({ path }) => path));
  const shown = (wanted: Placement): PlacedFinding[] =>
    findings.filter(({ placement }) => placement === wanted);
  const unshown = shown('summary');
  const fresh = unshown.filter(({ introduced, finding }) => introduced && !paths.has(finding.file));
  const annotated = shown('annotation');
  // A comment that was refused is an annotation, and in the same words.
  const told = findings.filter(
    (one) => one.placement !== 'summary' && !(one.placement === 'annotation' && isNotice(one)),
  );
  const old = unshown.filter(({ introduced }) => !introduced);
  const sections = [
    explain(outcome),
    faultSection(outcome),
    ...outcome.notes,
    section(md`Commented on`, told),
    section(md`New (comment limit reached)`, fresh),
    skipSection(skips),
    ...exemptionSections(outcome),
    generatedSection(outcome),
    noticeSection(annotated.filter(isNotice)),
    existingLine(old),
  ];
  return cut(sections.filter((text) => text !== ''));
}

function isNotice({ finding }: PlacedFinding): boolean {
  return finding.severity === 'notice';
}

function noticeSection(notices: readonly PlacedFinding[]): Markdown {
  return folded(plainly`${count(notices.length, 'notice')}, as annotations only`, notices);
}

/** What was there before is nobody's duty here: a line that says how to see it. */
function existingLine(old: readonly PlacedFinding[]): Markdown {
  if (old.length === 0) return md``;
  const files = new Set(old.map(({ finding }) => finding.file)).size;
  return md`${count(old.length, 'existing finding')} in ${count(files, 'changed file')}, not from this change: \`podseal check\` lists them.`;
}

function faultSection({ faults }: Outcome): Markdown {
  if (faults.length === 0) return md``;
  const lines = faults.map(
    ({ path, line, column, message }) =>
      md`- ${codePath(`${path}:${line}:${column}`)}: ${code(message, MAX_REASON)}`,
  );
  const title = md`### Faults in the configuration of this change`;
  const why = md`This check follows the configuration on the base branch. Correct these before you merge: after that, Podseal would fail every check.`;
  return joinMarkdown([title, md``, why, md``, ...lines], '\n');
}

function generatedSection({ generated, findings }: Outcome): Markdown {
  if (generated.length === 0) return md``;
  const lines = generated.map(({ path, why }) => {
    const fresh = findings.filter((one) => one.introduced && one.finding.file === path);
    return md`- ${codePath(path)} is ${why} (${countNew(fresh)})`;
  });
  const rest = lines.slice(MAX_GENERATED);
  const shown = titled(md`### Generated files`, lines.slice(0, MAX_GENERATED));
  if (rest.length === 0) return shown;
  return md`${shown}\n\n${fold(plainly`${count(rest.length, 'more file')}`, joinMarkdown(rest, '\n'))}`;
}

/** More lines of this kind are folded: a generator writes many files at once. */
const MAX_GENERATED = 5;

/** What is new in a file, with the rules of what is more than a notice. */
function countNew(fresh: readonly PlacedFinding[]): Markdown {
  const grave = fresh.filter((placed) => !isNotice(placed));
  const notices = fresh.length - grave.length;
  const rules = codeList([...new Set(grave.map(({ finding }) => finding.rule))]);
  const parts = [
    ...(grave.length > 0 ? [md`${countSeverities(grave)}: ${rules}`] : []),
    ...(notices > 0 ? [md`${count(notices, NEW.notice)}`] : []),
  ];
  return joinMarkdown(parts, ', ');
}

function explain({ conclusion, findings, skips, failOn }: Outcome): Markdown {
  if (findings.length === 0 && skips.length === 0) {
    return md`No container or policy in the changed files has a finding.`;
  }
  const only = conclusion === 'failure' ? 'New' : 'Only new';
  const rule = {
    never: md`Findings do not fail this check.`,
    warning: md`${only} errors and warnings fail this check.`,
    error: md`${only} errors fail this check.`,
  }[failOn];
  return conclusion === 'neutral'
    ? md`${rule} The check is neutral, not green: some documents could not be analyzed.`
    : rule;
}

function section(title: Markdown, placed: readonly PlacedFinding[]): Markdown {
  if (placed.length === 0) return md``;
  return joinMarkdown([md`### ${title}`, md``, ...rows(placed)], '\n');
}

function folded(title: Plain, placed: readonly PlacedFinding[]): Markdown {
  return placed.length === 0 ? md`` : fold(title, joinMarkdown(rows(placed), '\n'));
}

/** A row for each container or object. */
function rows(placed: readonly PlacedFinding[]): Markdown[] {
  return byPlace(placed.map(({ finding }) => finding)).map(row);
}

function row(findings: readonly FindingData[]): Markdown {
  const [first] = findings;
  if (!first) return md``;
  const { container, resource } = first;
  const object = md`${kindWord(resource.kind)} ${code(resource.name)}`;
  const what = container === null ? object : md`${code(container)} of ${object}`;
  const rules = codeList([...new Set(findings.map(({ rule }) => rule))]);
  return md`- ${codePath(`${first.file}:${first.line}`)} ${what}: ${rules}`;
}

function exemptionSections({ exempted, exemptionFaults }: Outcome): Markdown[] {
  const listed = exempted.filter(({ by }) => by !== 'baseline');
  const fresh = listed.filter(isNewExemption);
  const old = listed.filter((one) => !isNewExemption(one));
  const baseline = exempted.length - listed.length;
  return [
    titled(md`### New exemptions`, fresh.map(exemptionRow)),
    titled(md`### Exemptions that do not count`, exemptionFaults.map(faultRow)),
    old.length === 0
      ? md``
      : fold(
          plainly`${count(old.length, 'exempt finding')}`,
          joinMarkdown(old.map(exemptionRow), '\n'),
        ),
    baseline === 0 ? md`` : md`${count(baseline, 'finding')} in the baseline.`,
  ];
}

function titled(title: Markdown, lines: readonly Markdown[]): Markdown {
  return lines.length === 0 ? md`` : joinMarkdown([title, md``, ...lines], '\n');
}

function exemptionRow({ finding, reason, expires, source }: PlacedExemption): Markdown {
  const end = expires === undefined ? md`` : md`, until ${code(expires)}`;
  return md`${row([finding])}: ${code(reason, MAX_REASON)} (${codePath(source)}${end})`;
}

function faultRow({ file, line, message }: ExemptionFault): Markdown {
  return md`- ${codePath(`${file}:${line}`)}: ${code(message, MAX_REASON)}`;
}

function skipSection(skips: readonly Skip[]): Markdown {
  if (skips.length === 0) return md``;
  const lines = listedSkips(skips).map(
    (skip) => md`- ${codePath(skip.file)}${moreFiles(skip)}: ${code(skip.reason, MAX_REASON)}`,
  );
  return joinMarkdown([md`### Not analyzed`, md``, ...lines], '\n');
}

/** Cuts at a line's end and says how many rows are left out. */
function cut(sections: readonly Markdown[]): Markdown {
  const { kept, rest } = splitLines(joinMarkdown(sections, '\n\n'), MAX_POST_BYTES);
  if (rest.length === 0) return kept;
  const more = count(rest.filter((line) => line.startsWith('- ')).length, 'row');
  // Only the tags of a fold start a line; rows quote what is in the manifest.
  const isFoldOpen = kept.lastIndexOf('\n<details>') > kept.lastIndexOf('\n</details>');
  const closing = isFoldOpen ? md`\n\n</details>` : md``;
  return md`${kept}${closing}\n\n${more} more did not fit: \`podseal check\` lists all.`;
}
