import { readManifest } from '../manifest/manifest.ts';
import { byDocument } from '../rules/grouping.ts';
import { type Finding, type Judged, judge } from '../rules/judge.ts';
import { type Edit, applyEdits } from './edit.ts';
import { fixFor } from './fix.ts';

/** What became of a file whose findings were mended. */
export interface MendedFile {
  readonly text: string;
  readonly mended: readonly Finding[];
  /** Findings that stay, each with the reason. */
  readonly left: readonly { readonly finding: Finding; readonly reason: string }[];
  /** What a person has to check before deploying it. */
  readonly verify: readonly string[];
}

/** A fix may open the way for another one; three rounds were never needed. */
const MAX_ROUNDS = 4;

/**
 * Applies the fixes of a file until none is left to apply, so that doing it again changes nothing.
 *
 * @param unsafe whether to apply those too that a person has to check
 */
export function mendFile(judged: Judged, { unsafe }: { unsafe: boolean }): MendedFile {
  const mended: Finding[] = [];
  const verify = new Set<string>();
  let current = judged;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits: Edit[] = [];
    for (const findings of byDocument(current.findings)) {
      const fix = mendTogether(
        current,
        findings.filter((finding) => isAllowed(finding, unsafe)),
      );
      edits.push(...fix.edits);
      mended.push(...fix.mended);
      for (const sentence of fix.verify) verify.add(sentence);
    }
    if (edits.length === 0) break;
    const { path, text } = current.manifest.file;
    const file = { path, text: applyEdits(text, edits) };
    current = judge(readManifest(file), current.ruleSet);
  }
  const left = current.findings.map((finding) => ({
    finding,
    reason: whyLeft(current, finding, unsafe),
  }));
  return { text: current.manifest.file.text, mended, left, verify: [...verify] };
}

function isAllowed({ remedy }: Finding, unsafe: boolean): boolean {
  return remedy !== undefined && (unsafe || remedy.safety === 'safe');
}

function whyLeft(judged: Judged, finding: Finding, unsafe: boolean): string {
  if (finding.remedy && !isAllowed(finding, unsafe)) return 'a person has to check it: --unsafe';
  const fix = fixFor(judged, [finding]);
  return 'refused' in fix ? `no fix: ${fix.refused}` : 'its fix conflicts with another';
}

/** All at once where that can be proved; else as many as can go together, in their order. */
function mendTogether(
  judged: Judged,
  wanted: readonly Finding[],
): { mended: readonly Finding[]; edits: readonly Edit[]; verify: readonly string[] } {
  const all = fixFor(judged, wanted);
  if ('edits' in all) return { mended: wanted, ...all };
  let mended: readonly Finding[] = [];
  let edits: readonly Edit[] = [];
  let verify: readonly string[] = [];
  for (const finding of wanted) {
    const more = fixFor(judged, [...mended, finding]);
    if ('refused' in more) continue;
    mended = [...mended, finding];
    ({ edits, verify } = more);
  }
  return { mended, edits, verify };
}
