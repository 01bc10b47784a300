import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixFor } from '../../src/fix/fix.ts';
import { fixFile } from '../../src/fix/fix-file.ts';
import type { ImageConfig } from '../../src/images/image-config.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type Finding, type Judged, judge } from '../../src/judge/judge.ts';
import { ruleIds } from '../../src/judge/catalog.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { configsOf } from '../judging.ts';

const ROOT = 'fixtures/rules';
const MIN_CASES = 8;

test('fixtures are of rules that exist', () => {
  expect(readdirSync(ROOT).toSorted()).toEqual(ruleIds);
});

describe.each(ruleIds)('%s', (rule) => {
  const cases = readdirSync(`${ROOT}/${rule}`).toSorted();

  test('has cases and a page', () => {
    expect(cases.length).toBeGreaterThanOrEqual(MIN_CASES);
    expect(existsSync(`docs/rules/${rule}.md`)).toBe(true);
  });

  test.each(cases.map((name) => `${ROOT}/${rule}/${name}`))('%s', (folder) => {
    const { input, expected, fixed, checks, ruleSet } = readCase(rule, folder);
    const judged = judge(readManifest(input), ruleSet);
    expect(judged.findings.map((finding) => line(judged, finding)).join('')).toBe(expected);
    if (checks !== undefined) expect(judged.findings.map(checkLine).join('')).toBe(checks);
    const mended = mend(judged);
    expect(mended).toBe(fixed);
    expect(mend(judge(readManifest({ ...input, text: mended }), ruleSet))).toBe(mended);
  });
});

interface Case {
  readonly input: { readonly path: string; readonly text: string };
  readonly expected: string;
  readonly fixed: string;
  /** What to check before the fixes are applied, a line a finding; only for cases that are about it. */
  readonly checks: string | undefined;
  readonly ruleSet: RuleSet;
}

/**
 * Without a `fixed` file the input has to stay as it is. A byte order mark is kept. `options.json`
 * has what differs from the default rule set, and of `configs` what differs from an empty one.
 */
function readCase(rule: string, folder: string): Case {
  const files = new Map(
    readdirSync(folder).map((file) => [
      basename(file, extname(file)),
      { path: `${folder}/${file}`, text: readFileSync(`${folder}/${file}`, 'utf8') },
    ]),
  );
  const input = files.get('input');
  const expected = files.get('expected');
  if (!input || !expected) throw new Error(`${folder} lacks its input or expected.txt.`);
  const { configs, ...options }: Options = JSON.parse(files.get('options')?.text ?? '{}');
  return {
    input,
    expected: expected.text,
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

function checkLine({ remedy }: Finding): string {
  return remedy?.verify === undefined ? '' : `${remedy.verify}\n`;
}

function mend(judged: Judged): string {
  return fixFile(judged, { unsafe: true }).text;
}

function line(judged: Judged, finding: Finding): string {
  const { container, resource } = finding.subject;
  const subject = container?.name ?? `${resource.kind}/${resource.name}`;
  const place = `${finding.line}:${finding.column}-${finding.endLine}:${finding.endColumn}`;
  const fix = fixFor(judged, [finding]);
  const safety = 'refused' in fix ? 'none' : fix.safety;
  return `${place} ${finding.severity} ${subject}: ${finding.message} (fix: ${safety})\n`;
}
