/**
 * Applies each fix of the files of a folder alone, reads the whole file again, and judges it by all rules, in two
 * profiles: `node bench/fixes-alone.ts FOLDER`. It names each fix after which its finding is still there, another one
 * came, or a document can't be read, and counts them. Charts and kustomizations are taken as the files that they are.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixEach } from '../src/fix/fix-each.ts';
import { ProofBudget } from '../src/fix/proof-budget.ts';
import { type Finding, type Judged, judge } from '../src/judge/judge.ts';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { type Edit, applyEdits } from '../src/yaml/edit/edit.ts';

const PROFILES = ['immutable', 'strict'] as const;

/** Larger files take as long again for each of their fixes. */
const MAX_LENGTH = 300_000;
const MAX_FINDINGS = 200;

interface Counts {
  files: number;
  fixes: number;
  faults: number;
}

function checkFolder(folder: string): Counts {
  const counts = { files: 0, fixes: 0, faults: 0 };
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const text = /\.(?:ya?ml|json)$/.test(path) ? readText(join(folder, path)) : '';
    if (text === '' || text.length > MAX_LENGTH) continue;
    for (const profile of PROFILES) checkFile({ path, text }, profile, counts);
  }
  return counts;
}

/** Links may lead nowhere. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function checkFile(
  file: { readonly path: string; readonly text: string },
  profile: (typeof PROFILES)[number],
  counts: Counts,
): void {
  const judged = judge(readManifest(file), { profile });
  const { findings } = judged;
  if (findings.length === 0 || findings.length > MAX_FINDINGS) return;
  counts.files++;
  for (const [finding, fix] of fixEach(judged, findings, ProofBudget.ofFile())) {
    if ('refused' in fix) continue;
    counts.fixes++;
    const fault = faultOf(judged, finding, fix.edits);
    if (fault === undefined) continue;
    counts.faults++;
    console.log(`${file.path}: ${finding.rule} (${profile}): ${fault}`);
  }
}

function faultOf(
  { manifest, findings, ruleSet }: Judged,
  finding: Finding,
  edits: readonly Edit[],
): string | undefined {
  const { path, text } = manifest.file;
  const after = judge(readManifest({ path, text: applyEdits(text, edits) }), ruleSet);
  const [before, now] = [countsOf(findings), countsOf(after.findings)];
  const had = (identity: string): number => before.get(identity) ?? 0;
  if (after.manifest.unreadable > manifest.unreadable) return 'a document can not be read';
  if ((now.get(finding.identity) ?? 0) >= had(finding.identity)) return 'the finding stays';
  const come = [...now].find(([identity, count]) => count > had(identity));
  return come && `it brings ${come[0]}`;
}

function countsOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { identity } of findings) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return counts;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Give the folder: node bench/fixes-alone.ts FOLDER');
  process.exitCode = 2;
} else {
  const { files, fixes, faults } = checkFolder(folder);
  console.log(
    `${fixes} fixes, each applied alone, in ${files} readings of files: ${faults} faults`,
  );
}
