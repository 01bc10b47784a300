import type { DiffLines } from '../diff/diff-lines.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import { fixEach } from '../fix/fix.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { SEVERITIES } from '../rules/kit/rule.ts';
import {
  type Markdown,
  code,
  codeList,
  codePath,
  fence,
  fold,
  joinMarkdown,
  kindWord,
  md,
  prose,
  MAX_POST_BYTES,
} from '../text/markdown.ts';
import { byteLength } from '../text/byte-length.ts';
import { type Plain, plainly } from '../text/tagged.ts';
import type { Group } from './group.ts';
import { describeImageDetails } from './image-details.ts';
import { writeMarker } from './marker.ts';
import { patchFor } from './patch.ts';
import type { PlannedComment } from './review-plan.ts';
import { suggestEach } from './suggest.ts';

/**
 * Words the comment of a group and puts it on the lines of its suggestion; without one, on the
 * finding's line or the nearest line of its container or object that the diff shows; else on the
 * file.
 *
 * @returns undefined when there is more to say than GitHub takes
 */
export function writeComment(
  judged: Judged,
  diff: DiffLines,
  { findings, suggestion }: Group,
  isIntroduced: (finding: Finding) => boolean,
  budget: ProofBudget,
): PlannedComment | undefined {
  const intro = [heading(findings), listFaults(findings, isIntroduced)];
  const fingerprints = findings.map(({ fingerprint }) => fingerprint);
  const marker = writeMarker(fingerprints);
  const closing = [...advice(judged, diff, { findings, suggestion }, budget), marker];
  const path = judged.manifest.file.path;
  if (!suggestion) {
    const body = joinMarkdown([...intro, ...closing], '\n\n');
    const line = anchor(judged, diff, findings);
    const subject = line === undefined ? 'file' : 'line';
    const place = { path, subject, line: line ?? 1 } as const;
    const comment = { ...place, body, fileBody: body, fingerprints };
    return byteLength(body) > MAX_POST_BYTES ? undefined : { ...comment, suggestion: null };
  }
  const { firstLine, lastLine, text } = suggestion;
  const body = joinMarkdown([...intro, fence('suggestion', text), ...closing], '\n\n');
  if (byteLength(body) > MAX_POST_BYTES) {
    return writeComment(judged, diff, { findings, suggestion: undefined }, isIntroduced, budget);
  }
  const preview = md`${linesWords(firstLine, lastLine)} would become:`;
  return {
    path,
    subject: 'line',
    line: lastLine,
    ...(firstLine < lastLine && { startLine: firstLine }),
    body,
    fileBody: joinMarkdown([...intro, preview, fence('yaml', text), ...closing], '\n\n'),
    suggestion: text,
    fingerprints,
  };
}

function linesWords(first: number, last: number): Plain {
  return first === last ? plainly`Line ${first}` : plainly`Lines ${first} to ${last}`;
}

/** The line to comment on: a finding's own, else one of its subject's, those that changed first. */
function anchor(judged: Judged, diff: DiffLines, findings: readonly Finding[]): number | undefined {
  const own = findings.find(({ line }) => diff.hunkOf(line) !== undefined);
  if (own) return own.line;
  const { lines } = judged.manifest;
  for (const { subject } of findings) {
    for (const value of [subject.value, subject.resource.value]) {
      const first = lines.position(value.span.start).line;
      const last = lines.position(Math.max(value.span.start, value.span.end - 1)).line;
      const shown: number[] = [];
      for (let line = first; line <= last; line++) {
        if (diff.isAdded(line)) return line;
        if (diff.hunkOf(line) !== undefined) shown.push(line);
      }
      if (shown[0] !== undefined) return shown[0];
    }
  }
  return undefined;
}

function heading(findings: readonly Finding[]): Markdown {
  const [worst] = findings.toSorted((a, b) => rank(a) - rank(b));
  if (!worst) return md``;
  const { kind, namespace, name } = worst.subject.resource;
  const object = md`${kindWord(kind)} ${code(namespace === '' ? name : `${namespace}/${name}`)}`;
  const containers = [...new Set(findings.flatMap(({ subject }) => subject.container?.name ?? []))];
  if (containers.length === 0) return md`**${object} ${worst.headline}**`;
  if (containers.length > 1) return md`**Containers ${codeList(containers)}** · ${object}`;
  return md`**${codeList(containers)} ${worst.headline}** · ${object}`;
}

/** The gravest first, faults of a container before those of its object. */
function rank({ severity, subject }: Finding): number {
  return SEVERITIES.indexOf(severity) * 2 + (subject.container ? 0 : 1);
}

/** What is wrong, with the container's name where there are several. */
function listFaults(
  findings: readonly Finding[],
  isIntroduced: (finding: Finding) => boolean,
): Markdown {
  const containers = new Set(findings.map(({ subject }) => subject.container?.name));
  const lines = findings
    .toSorted((a, b) => rank(a) - rank(b))
    .map((finding) => {
      const { container } = finding.subject;
      const owner = containers.size > 1 && container ? md`${code(container.name)}: ` : md``;
      const old = isIntroduced(finding) ? '' : ', existing';
      return md`- ${owner}${finding.severity} ${code(finding.rule)}${old}: ${finding.message}`;
    });
  return joinMarkdown(lines, '\n');
}

/** A path as one word of a shell, whatever is in its name. */
function shellQuote(path: string): string {
  return /^[\w./@-]+$/.test(path) && !path.startsWith('-')
    ? path
    : `-- '${path.replaceAll("'", String.raw`'\''`)}'`;
}

function advice(
  judged: Judged,
  diff: DiffLines,
  { findings, suggestion }: Group,
  budget: ProofBudget,
): Markdown[] {
  const { applies = [], reasons = [], images = [] } = suggestion?.fix ?? {};
  const mended = new Set(suggestion?.fix.resolves);
  const open = findings.filter((finding) => finding.remedy && !mended.has(finding));
  const fixes = fixEach(judged, open, budget);
  const outcomes = [...fixes].map(([finding, fix]) => ({ finding, fix }));
  const elsewhere = outcomes.flatMap(({ finding, fix }) => ('edits' in fix ? finding : []));
  const isConflict =
    suggestion !== undefined && suggestEach(judged, diff, [elsewhere], budget)[0] !== undefined;
  return [
    ...(reasons.length > 0 ? [joinMarkdown(reasons, ' ')] : []),
    ...checks(applies),
    ...outcomes.flatMap(({ finding, fix }) =>
      'refused' in fix ? [md`No suggestion for ${code(finding.rule)}: ${prose(fix.refused)}.`] : [],
    ),
    ...(isConflict ? [md`Apply this first; another suggestion follows then.`] : []),
    ...(elsewhere.length > 0 && !isConflict
      ? [fixCommand(judged, elsewhere), ...foldedPatch(patchFor(judged, elsewhere, budget))]
      : []),
    ...describeImageDetails(images),
  ];
}

/** What to check before a suggestion is applied; what concerns only warnings is folded. */
function checks(applied: readonly Finding[]): Markdown[] {
  const [errors, warnings] = [applied.filter(isError), applied.filter((one) => !isError(one))];
  const first = sentencesOf(errors.length > 0 ? errors : warnings, applied);
  const rest = sentencesOf(errors.length > 0 ? warnings : [], applied).filter(
    (sentence) => !first.includes(sentence),
  );
  const title = md`**Check before you apply:**`;
  return [
    ...(first.length === 1 ? [md`${title} ${joinMarkdown(first, '')}`] : []),
    ...(first.length > 1 ? [md`${title}\n\n${bullets(first)}`] : []),
    ...(rest.length > 0 ? [fold(plainly`Also check (warnings)`, bullets(rest))] : []),
  ];
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** What to check, each thing once, with the containers that it is about where it is not about all. */
function sentencesOf(findings: readonly Finding[], applied: readonly Finding[]): Markdown[] {
  const all = new Set(applied.map(({ subject }) => subject.container?.name));
  const owners = new Map<Markdown, Set<string>>();
  for (const { remedy, subject } of findings) {
    if (remedy?.verify === undefined) continue;
    const names = owners.get(remedy.verify) ?? new Set<string>();
    owners.set(remedy.verify, names.add(subject.container?.name ?? ''));
  }
  return [...owners].map(([sentence, names]) =>
    names.size < all.size && !names.has('') ? md`${codeList([...names])}: ${sentence}` : sentence,
  );
}

function bullets(sentences: readonly Markdown[]): Markdown {
  return joinMarkdown(
    sentences.map((sentence) => md`- ${sentence}`),
    '\n',
  );
}

/** A patch that GitHub has no button for. */
function foldedPatch(patch: string | undefined): Markdown[] {
  if (patch === undefined) return [];
  return [fold(plainly`The same as a patch for git apply`, fence('diff', patch.trimEnd()))];
}

/** What to do about fixes whose lines the diff does not show together. */
function fixCommand(judged: Judged, findings: readonly Finding[]): Markdown {
  const { path, text } = judged.manifest.file;
  const isUnsafe = findings.some(({ remedy }) => remedy?.safety === 'unsafe');
  const command = `podseal fix ${isUnsafe ? '--unsafe ' : ''}${shellQuote(path)}`;
  const lineEnds = text.includes('\r\n') ? ', and keeps the line ends (CRLF)' : '';
  return md`Not all lines to change are in this diff: ${codePath(command)} changes them${lineEnds}.`;
}
