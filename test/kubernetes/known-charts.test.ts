import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePatch } from '../../src/diff/patch.ts';
import { fixFile } from '../../src/fix/fix-file.ts';
import { type Judged, judge } from '../../src/judge/judge.ts';
import { sourcesIn } from '../../src/kubernetes/known-charts/release-sources.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';

const ROOT = 'fixtures/releases';

interface Read {
  readonly path: string;
  readonly text: string;
}

function read(name: string): Read[] {
  return readdirSync(join(ROOT, name))
    .filter((path) => path.endsWith('.yaml'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(ROOT, name, path), 'utf8') }));
}

function judgeAll(files: readonly Read[]): Judged[] {
  const ruleSet: RuleSet = { profile: 'immutable', releaseSources: files.flatMap(sourcesIn) };
  return files.map((file) => judge(readManifest(file, ruleSet), ruleSet));
}

function describe({ findings, exempted, manifest }: Judged): string[] {
  return [
    ...findings.map(({ file, line, column, severity, rule, message, subject, remedy }) => {
      const { container, resource } = subject;
      const who = [`${resource.kind}/${resource.name}`, container?.name].filter(Boolean).join(' ');
      const fixable = remedy ? ', with a fix' : '';
      return `${file}:${line}:${column} ${severity} ${who}: ${message} (${rule}${fixable})\n`;
    }),
    ...exempted.map(
      ({ finding, reason }) =>
        `exempt ${finding.file}:${finding.line} ${finding.rule}: ${reason}\n`,
    ),
    ...manifest.skips.map(({ file, reason }) => `not analyzed ${file}: ${reason}\n`),
  ];
}

// What known charts make of the values of releases: findings at the lines of values, and what fixes write there.
test.each(readdirSync(ROOT).toSorted())('%s', async (name) => {
  const all = judgeAll(read(name));
  const lines = all.flatMap(describe).join('');
  const fixes = all.map((judged) => {
    const { path, text } = judged.manifest.file;
    const fixed = fixFile(judged, { unsafe: true });
    const refused = fixed.notFixed.filter(({ finding }) => finding.remedy);
    const words = refused.map(
      ({ finding, reason }) => `${finding.line} ${finding.rule}: ${reason}\n`,
    );
    const patch = fixed.text === text ? '' : writePatch(path, text, fixed.text);
    return `${patch}${words.join('')}`;
  });
  await expect(lines).toMatchFileSnapshot(`../../${ROOT}/${name}/expected.txt`);
  await expect(fixes.join('')).toMatchFileSnapshot(`../../${ROOT}/${name}/expected.patch`);
});
