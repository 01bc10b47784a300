import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFiles, CheckPartWriter } from '../../src/cli/check-files.ts';
import { unshownFiles } from '../../src/cli/build-kustomizations.ts';
import { checkKustomizations } from '../../src/cli/check-kustomizations.ts';
import { ListedFindings } from '../../src/cli/listed-findings.ts';
import { Engine } from '../../src/engine/engine.ts';
import { AttributeFiles } from '../../src/files/attribute-files.ts';
import { listFiles } from '../../src/files/read.ts';
import { ReleaseSources } from '../../src/files/release-sources.ts';
import { Repository } from '../../src/files/repository.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import { buildRequestFor, leftOutOf, readBuilt } from '../../src/render/rendered-kustomization.ts';
import { CheckCounter } from '../../src/report/check-report.ts';
import { buildText } from '../../src/report/rendering-text.ts';
import { plain } from '../../src/report/style.ts';
import { textWithFixes } from './text-with-fixes.ts';

const FOLDER = 'fixtures/kustomizations';
const engine = new Engine();

async function render(root: string): Promise<string> {
  const sources = await (await Repository.at('.')).collect(root);
  if ('reason' in sources) return sources.reason;
  const read = { folder: '', sources };
  const answer = await engine.build(buildRequestFor(read));
  const text = 'text' in answer ? buildText(read, answer, plain) : '';
  const skips = readBuilt(read, answer).skips.map(({ file, reason }) => `${file}: ${reason}\n`);
  return [text, ...skips].join('');
}

async function check(folder: string, deployed: readonly string[] = []): Promise<string> {
  const report = textWithFixes();
  const ruleSet = { profile: 'immutable', skip: ['seccomp-profile'] } as const;
  const listed = new ListedFindings({ baseline: [], root: '.', ruleSet });
  const releases = new ReleaseSources([]);
  const by = { ruleSet, listed, attributes: new AttributeFiles(folder), releases };
  const { files } = listFiles([folder], { globs: DEFAULT_FILES });
  const part = new CheckPartWriter([report]);
  const built = await checkKustomizations(files, ruleSet, { root: '.', deployed, fixes: true });
  for (const judged of built.judged) part.add({ judged, listed: [] });
  const totals = new CheckCounter();
  const parts = [part.end(), await checkFiles(unshownFiles(files, built), [report], by)];
  for (const one of parts) totals.addTotals(one.totals);
  return `${parts.flatMap(({ pieces }) => pieces[0] ?? []).join('')}${report.end(totals)}`;
}

test.each(readdirSync(FOLDER))(
  '%s: each line has its source, and findings stand there',
  async (name) => {
    const folder = `${FOLDER}/${name}`;
    for (const root of readdirSync(`${folder}/overlays`)) {
      const file = `../../${folder}/render-${root}.txt`;
      await expect(await render(`${folder}/overlays/${root}`)).toMatchFileSnapshot(file);
    }
    await expect(await check(folder)).toMatchFileSnapshot(`../../${folder}/check.txt`);
  },
);

test('what the configuration says is not deployed is judged as it is', async () => {
  const text = await check(`${FOLDER}/shop`, ['**/prod']);
  expect(text).toContain('overlays/dev/kustomization.yaml: what its');
});

test('a patch of what is left out is named where it could matter', () => {
  const patch = (kind: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x }\n`;
  const files = {
    'app/kustomization.yaml': '',
    'app/config.yaml': `${patch('ConfigMap')}data: { a: b }\n`,
    'app/pod.yaml': `${patch('Pod')}spec: { hostPID: true }\n`,
  };
  const sources = { root: 'app', files, binaries: {}, folders: ['app'] };
  const left = ['config.yaml', 'pod.yaml', ''].map((name, index) => {
    return { file: 'app/kustomization.yaml', line: index + 1, kind: 'patch' as const, name };
  });
  const build = { text: '', files: [], lines: [], sources: [], left };
  const read = { folder: '', sources };
  expect(readBuilt(read, build).skips.map(({ reason }) => reason)).toEqual([
    'line 2: the object of pod.yaml is not in the repository',
    'line 3: the object of this patch is not in the repository',
  ]);
  expect(leftOutOf(read, build)).toHaveLength(3);
});
