import type { DiffLines } from '../diff/diff-lines.ts';
import { code, codePath } from '../rules/describe.ts';
import type { Finding, Judged } from '../rules/judge.ts';
import { headlineOf } from '../rules/registry.ts';
import type { Group } from './group.ts';
import { writeMarker } from './marker.ts';
import type { PlannedComment } from './plan.ts';

/**
 * Words the comment of a group and puts it on the lines of its suggestion; without one, on the
 * finding's line or the nearest line of its container or object that the diff shows; else on the
 * file.
 */
export function writeComment(
  judged: Judged,
  diff: DiffLines,
  group: Group,
  isIntroduced: (finding: Finding) => boolean,
): PlannedComment {
  const { findings, suggestion } = group;
  const body = [
    heading(findings),
    findings.map((finding) => bullet(finding, isIntroduced(finding))).join('\n'),
    suggestion && fence(suggestion.text),
    advice(judged, group),
    writeMarker(findings.map(({ fingerprint }) => fingerprint)),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
  const path = judged.manifest.file.path;
  if (suggestion) {
    const { firstLine, lastLine, text } = suggestion;
    const startLine = firstLine < lastLine ? { startLine: firstLine } : {};
    return {
      path,
      subject: 'line',
      line: lastLine,
      ...startLine,
      body,
      suggestion: text,
      findings,
    };
  }
  const line = anchor(judged, diff, findings);
  const place =
    line === undefined ? { subject: 'file' as const, line: 1 } : { subject: 'line' as const, line };
  return { path, ...place, body, suggestion: null, findings };
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

function heading(findings: readonly Finding[]): string {
  const [worst] = findings.toSorted((a, b) => rank(a) - rank(b));
  if (!worst) return '';
  const { kind, namespace, name } = worst.subject.resource;
  const object = `${kind} ${code(namespace === '' ? name : `${namespace}/${name}`)}`;
  const containers = [...new Set(findings.flatMap(({ subject }) => subject.container?.name ?? []))];
  if (containers.length === 0) return `**${object} ${headlineOf(worst.rule)}**`;
  if (containers.length > 1) return `**Containers ${list(containers)}** · ${object}`;
  return `**${list(containers)} ${headlineOf(worst.rule)}** · ${object}`;
}

/** Errors before warnings, faults of a container before those of its object. */
function rank({ severity, subject }: Finding): number {
  return (severity === 'error' ? 0 : 2) + (subject.container ? 0 : 1);
}

function list(names: readonly string[]): string {
  return names.map((name) => code(name)).join(', ');
}

function bullet(finding: Finding, introduced: boolean): string {
  const old = introduced ? '' : ', not new';
  return `- ${finding.severity} \`${finding.rule}\`${old}: ${finding.message}`;
}

/** A path as one word of a shell, whatever is in its name. */
function shellQuote(path: string): string {
  return /^[\w./@-]+$/.test(path) && !path.startsWith('-')
    ? path
    : `-- '${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** A suggestion block, fenced by more backticks than its text has in a row. */
export function fence(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(Math.max(3, longest + 1));
  return [`${ticks}suggestion`, ...(text === '' ? [] : [text]), ticks].join('\n');
}

function advice(judged: Judged, { findings, suggestion }: Group): string {
  const paragraphs: string[] = [];
  const verify = suggestion?.fix.verify ?? [];
  if (verify.length > 0) paragraphs.push(`**Check before you apply:** ${verify.join(' ')}`);
  const mended = new Set(suggestion?.mends);
  const open = findings.filter((finding) => finding.remedy && !mended.has(finding));
  if (open.length > 0) {
    const { path, text } = judged.manifest.file;
    const flag = open.some(({ remedy }) => remedy?.safety === 'unsafe') ? '--unsafe ' : '';
    const rules = [...new Set(open.map(({ rule }) => `\`${rule}\``))].join(', ');
    paragraphs.push(
      `The lines to change for ${rules} are not all in this diff: ` +
        `${codePath(`podseal fix ${flag}${shellQuote(path)}`)} changes them.` +
        (text.includes('\r\n') ? ' It also keeps the line ends (CRLF).' : ''),
    );
  }
  return paragraphs.join('\n\n');
}
