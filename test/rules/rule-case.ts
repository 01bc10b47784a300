import { readFileSync, readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fixFor } from '../../src/fix/fix.ts';
import { fixFile } from '../../src/fix/fix-file.ts';
import type { ImageConfig } from '../../src/images/image-config.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type Finding, type Judged, judge } from '../../src/judge/judge.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { configsOf } from '../judging.ts';

/** The folders of cases, by rule. */
export const CASES = 'fixtures/rules';

/** A case of a rule, as its folder has it. */
export interface RuleCase {
  readonly input: { readonly path: string; readonly text: string };
  /** Undefined for a new case. */
  readonly expected: string | undefined;
  readonly fixed: string;
  /** What to check before the fixes are applied, a line a finding; only for cases that are about it. */
  readonly checks: string | undefined;
  readonly ruleSet: RuleSet;
}

/** What the rule makes of it now. */
export interface CaseResult {
  readonly expected: string;
  readonly fixed: string;
  readonly checks: string;
}

/**
 * Without a `fixed` file the input has to stay as it is. A byte order mark is kept. `options.json`
 * has what differs from the default rule set, and of `configs` what differs from an empty one.
 */
export function readCase(rule: string, folder: string): RuleCase {
  const files = new Map(
    readdirSync(folder).map((file) => [
      basename(file, extname(file)),
      { path: `${folder}/${file}`, text: readFileSync(`${folder}/${file}`, 'utf8') },
    ]),
  );
  const input = files.get('input');
  if (!input) throw new Error(`${folder} lacks its input.`);
  const { configs, ...options }: Options = JSON.parse(files.get('options')?.text ?? '{}');
  return {
    input,
    expected: files.get('expected')?.text,
    fixed: files.get('fixed')?.text ?? input.text,
    checks: files.get('checks')?.text,
    ruleSet: {
      profile: 'immutable',
      only: [rule],
      ...options,
      configs: configs && configsOf(configs),
    },
  };
}

type Options = Omit<Partial<RuleSet>, 'configs'> & {
  readonly configs?: Readonly<Record<string, Partial<ImageConfig>>>;
};

/** Judges and fixes the input of a case, or another text in its place. */
export function judgeCase({ input, ruleSet }: RuleCase, text = input.text): CaseResult {
  const judged = judge(readManifest({ ...input, text }), ruleSet);
  return {
    expected: judged.findings.map((finding) => line(judged, finding)).join(''),
    fixed: fixFile(judged, { unsafe: true }).text,
    checks: judged.findings.map(checkLine).join(''),
  };
}

function checkLine({ remedy }: Finding): string {
  return remedy?.verify === undefined ? '' : `${remedy.verify}\n`;
}

function line(judged: Judged, finding: Finding): string {
  const { container, resource } = finding.subject;
  const subject = container?.name ?? `${resource.kind}/${resource.name}`;
  const place = `${finding.line}:${finding.column}-${finding.endLine}:${finding.endColumn}`;
  const fix = fixFor(judged, [finding]);
  const safety = 'refused' in fix ? 'none' : fix.safety;
  return `${place} ${finding.severity} ${subject}: ${finding.message} (fix: ${safety})\n`;
}
