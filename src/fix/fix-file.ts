import { readManifest } from '../kubernetes/manifest.ts';
import { byDocument } from '../judge/grouping.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';
import { type Markdown, md, prose } from '../text/markdown.ts';
import { fixEach, fixMost } from './fix.ts';

/** The result of fixing a file's findings. */
export interface FixedFile {
  readonly text: string;
  /** The findings whose remedies were applied. */
  readonly applied: readonly Finding[];
  /** The findings that no longer exist: those with applied remedies, and others that these also fixed. */
  readonly fixed: readonly Finding[];
  /** Findings that are not fixed, each with the reason. */
  readonly notFixed: readonly { readonly finding: Finding; readonly reason: Markdown }[];
  /** What a person has to check before deploying it. */
  readonly verify: readonly Markdown[];
}

/** Which findings to fix. */
export interface FixOptions {
  /** Whether to also apply the fixes that a person has to check. */
  readonly unsafe: boolean;
  /** By default, all findings. */
  readonly isWanted?: (finding: Finding) => boolean;
}

/** A fix may make another fix possible; no known file needed three rounds. */
const MAX_ROUNDS = 4;

/**
 * Applies the fixes of a file until there are no more, so that a second run changes nothing.
 */
export function fixFile(judged: Judged, options: FixOptions): FixedFile {
  const applied: Finding[] = [];
  const fixed: Finding[] = [];
  const verify = new Set<Markdown>();
  let current = judged;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits: Edit[] = [];
    for (const findings of byDocument(current.findings)) {
      const fix = fixMost(
        current,
        findings.filter((finding) => isAllowed(finding, options)),
      );
      if (!fix) continue;
      for (const edit of fix.edits) edits.push(edit);
      for (const finding of fix.applies) applied.push(finding);
      for (const finding of fix.resolves) fixed.push(finding);
      for (const sentence of fix.verify) verify.add(sentence);
    }
    if (edits.length === 0) break;
    const before = current.manifest.file;
    const file = { ...before, text: applyEdits(before.text, edits) };
    current = judge(readManifest(file), current.ruleSet);
  }
  const notFixed = whyNotFixed(current, options);
  return { text: current.manifest.file.text, applied, fixed, notFixed, verify: [...verify] };
}

function isAllowed(finding: Finding, { unsafe, isWanted = () => true }: FixOptions): boolean {
  const { remedy } = finding;
  return remedy !== undefined && (unsafe || remedy.safety === 'safe') && isWanted(finding);
}

function whyNotFixed(judged: Judged, options: FixOptions): FixedFile['notFixed'] {
  const wanted = judged.findings.filter(options.isWanted ?? (() => true));
  const fixes = fixEach(
    judged,
    wanted.filter((finding) => isAllowed(finding, options)),
  );
  return wanted.map((finding) => {
    const fix = fixes.get(finding);
    if (!fix) {
      const reason = finding.remedy
        ? md`needs a check by a person: \`--unsafe\``
        : md`needs a manual decision`;
      return { finding, reason };
    }
    const reason =
      'refused' in fix ? md`no fix: ${prose(fix.refused)}` : md`its fix conflicts with another`;
    return { finding, reason };
  });
}
