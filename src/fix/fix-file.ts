import { readManifest } from '../kubernetes/manifest.ts';
import { byDocument } from '../judge/grouping.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';
import { type Markdown, md, prose } from '../text/markdown.ts';
import { TOO_MANY, fixMost } from './fix.ts';
import { fixEach } from './fix-each.ts';
import { NO_REMEDY, UNCHECKED } from './not-fixed.ts';
import { ProofBudget } from './proof-budget.ts';

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
  const budget = ProofBudget.ofFile();
  let current = judged;
  // The fixed file is read again after each round.
  for (let round = 0; round < MAX_ROUNDS && budget.allowsReading(current); round++) {
    const edits: Edit[] = [];
    for (const findings of byDocument(current.findings)) {
      const fix = fixMost(
        current,
        findings.filter((finding) => isAllowed(finding, options)),
        () => true,
        budget,
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
    current = judge(readManifest(file, current.ruleSet), current.ruleSet);
  }
  const isCut = budget.hasRefused;
  const notFixed = whyNotFixed(current, options, budget, isCut && applied.length > 0);
  return { text: current.manifest.file.text, applied, fixed, notFixed, verify: [...verify] };
}

function isAllowed(finding: Finding, { unsafe, isWanted = () => true }: FixOptions): boolean {
  const { remedy } = finding;
  return remedy !== undefined && (unsafe || remedy.safety === 'safe') && isWanted(finding);
}

const CONFLICT = md`its fix conflicts with another`;
/** What is fixed needs no proof in the next run. */
const CUT = md`the file has too many findings to fix at once: run it again`;

function whyNotFixed(
  judged: Judged,
  options: FixOptions,
  budget: ProofBudget,
  isCut: boolean,
): FixedFile['notFixed'] {
  const wanted = judged.findings.filter(options.isWanted ?? (() => true));
  const fixes = fixEach(
    judged,
    wanted.filter((finding) => isAllowed(finding, options)),
    budget,
  );
  return wanted.map((finding) => {
    const fix = fixes.get(finding);
    if (!fix) {
      return { finding, reason: finding.remedy ? UNCHECKED : NO_REMEDY };
    }
    if ('edits' in fix) return { finding, reason: isCut ? CUT : CONFLICT };
    const reason = isCut && fix === TOO_MANY ? CUT : md`no fix: ${prose(fix.refused)}`;
    return { finding, reason };
  });
}
