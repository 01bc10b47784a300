import { exemptFor } from '../fix/exempt.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import { configurationEntry } from '../judge/exemptions/configuration-entry.ts';
import { toData } from '../judge/finding-data.ts';
import { byDocument, bySubject } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { Change } from '../review/change.ts';
import { type ReviewOptions, judgeReview, scopeOf } from '../review/review.ts';
import { type ExemptionPolicy, allowedFor } from '../rules/kit/exemption.ts';
import { type Markdown, codeList, fence, joinMarkdown, md, prose } from '../text/markdown.ts';
import { type Edit, applyEdits } from '../yaml/edit/edit.ts';
import { type Asked, meantFindings } from './asked.ts';
import type { ExemptCommand } from './command.ts';
import type { FileFix } from './fix-on-request.ts';

/** What a command to exempt comes to, nothing done yet: plain data. */
export type ExemptPlan =
  | { readonly files: readonly FileFix[] }
  /** Why there is no exemption, in sentences. */
  | { readonly files: readonly []; readonly refused: Markdown };

/**
 * Exempts the findings of some rules that a thread is about; in the conversation, those of the one
 * container or object that has such findings in scope. Pure.
 */
export function planExemption(
  change: Change,
  options: ReviewOptions,
  command: ExemptCommand,
  asked: Asked = {},
): ExemptPlan {
  const scope = scopeOf(change, options);
  const { plan, judged } = judgeReview(change, { ...options, scope });
  const meant = new Set(
    meantFindings(change, plan.findings, scope, asked).map(({ fingerprint }) => fingerprint),
  );
  const wanted = judged.flatMap((one) => {
    options.onFile?.(one.manifest.file.path);
    const findings = one.findings.filter(
      ({ rule, fingerprint }) => meant.has(fingerprint) && command.rules.includes(rule),
    );
    return findings.length > 0 ? [{ judged: one, findings }] : [];
  });
  const refused = whyNot(
    wanted.flatMap(({ findings }) => findings),
    options,
    command,
    asked,
  );
  if (refused !== undefined) return { files: [], refused };
  const files: FileFix[] = [];
  for (const one of wanted) {
    const result = exemptFile(one.judged, one.findings, command.reason);
    if ('refused' in result) return { files: [], refused: md`${prose(result.refused)}.` };
    files.push(result);
  }
  return { files };
}

/** What speaks against an exemption before it is tried. */
function whyNot(
  findings: readonly Finding[],
  { ruleSet }: ReviewOptions,
  { rules, reason }: ExemptCommand,
  asked: Asked,
): Markdown | undefined {
  if (findings.length === 0) {
    const where = asked.thread === undefined ? md`in this pull request` : md`in this thread`;
    return md`There is no finding of ${codeList(rules)} ${where}.`;
  }
  if (asked.thread === undefined && bySubject(findings).length > 1) {
    return md`More than one container or object has such findings: answer in the thread of the one that you mean.`;
  }
  return forbidden(findings, ruleSet.exemptions, reason);
}

function forbidden(
  findings: readonly Finding[],
  policy: ExemptionPolicy | undefined,
  reason: string,
): Markdown | undefined {
  const of = (where: 'nowhere' | 'configuration'): Finding[] =>
    findings.filter(({ rule }) => allowedFor(rule, policy) === where);
  const [never, there] = [of('nowhere'), of('configuration')];
  if (never.length > 0) return md`The configuration forbids exemptions of ${rulesOf(never)}.`;
  if (there.length === 0) return undefined;
  const entries = bySubject(there).flatMap((some) => configurationEntry(some, reason) ?? []);
  return joinMarkdown(
    [
      md`Only the configuration may exempt ${rulesOf(there)}. An entry for \`.github/podseal.yml\`:`,
      ...entries.map((entry) => fence('yaml', entry)),
    ],
    '\n\n',
  );
}

function rulesOf(findings: readonly Finding[]): Markdown {
  return codeList([...new Set(findings.map(({ rule }) => rule))]);
}

/** A file with its findings exempt, all or none. */
function exemptFile(
  judged: Judged,
  findings: readonly Finding[],
  reason: string,
): FileFix | { readonly refused: string } {
  const { path, text } = judged.manifest.file;
  const edits: Edit[] = [];
  const budget = ProofBudget.ofFile();
  for (const some of byDocument(findings)) {
    const wanted = bySubject(some).map((one) => ({ findings: one, reason }));
    const found = exemptFor(judged, wanted, undefined, budget);
    if ('refused' in found) return found;
    for (const edit of found.edits) edits.push(edit);
  }
  return {
    ...{ path, before: text, text: applyEdits(text, edits) },
    ...{ fixed: findings.map(toData), verify: [] },
  };
}
