import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { renderCharts } from '../../src/run/render-charts.ts';
import { plan } from '../judging.ts';
import { readChange } from '../tree.ts';

const ROOT = 'fixtures/deployed';
type Files = Readonly<Record<string, string>>;

const BASE: Files = Object.fromEntries(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(ROOT, path)).isFile() && path !== 'expected.txt')
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);

async function review(path: string, from: string, to: string): Promise<ReviewPlan> {
  const text = BASE[path] ?? '';
  expect(text).toContain(from);
  const change = await readChange(BASE, { ...BASE, [path]: text.replace(from, to) });
  return plan(await renderCharts(change, new Engine()));
}

test('a value that a change gives a release is judged in what its chart becomes, and stands there', async () => {
  const bad = 'readOnlyRootFilesystem: false\n';
  const { comments, skips } = await review(
    'flux/release.yaml',
    `      ${bad}---`,
    `      ${bad}      privileged: true\n---`,
  );
  expect(comments).toMatchObject([{ path: 'flux/release.yaml', line: 16 }]);
  expect(comments[0]?.body).toContain('(with HelmRelease/shop)');
  // The second release of the file takes values from elsewhere.
  expect(skips.map(({ reason }) => reason)).toEqual([
    'what this release deploys (`valuesFrom` can change what is deployed)',
  ]);
});

test('a change that takes a fault from a release adds no finding', async () => {
  const { comments } = await review(
    'argo/applications.yaml',
    'sidecar.securityContext.privileged',
    'sidecar.securityContext.runAsNonRoot',
  );
  expect(comments).toEqual([]);
});

test('a release that says nothing new has no finding', async () => {
  const { comments } = await review(
    'flux/release.yaml',
    '# Two releases',
    '# These are two releases',
  );
  expect(comments).toEqual([]);
});

test('a changed chart is rendered with the values of releases that the change leaves alone', async () => {
  const { comments } = await review(
    'charts/web/templates/deployment.yaml',
    '        {{- end }}\n',
    '        - name: debug\n          image: registry.example.com/debug:1.0.0\n        {{- end }}\n',
  );
  expect(comments).toMatchObject([{ path: 'charts/web/templates/deployment.yaml', line: 23 }]);
  expect(comments[0]?.body).toContain('(with Application/text in argo/applications.yaml)');
});
