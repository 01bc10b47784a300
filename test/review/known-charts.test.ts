import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { pathsBeside } from '../../src/review/beside.ts';
import { chartArchives } from '../../src/run/chart-archives.ts';
import { renderChange } from '../../src/run/render-change.ts';
import { changeOf, changedFile, plan } from '../judging.ts';
import { readChange } from '../tree.ts';

const FOLDER = 'fixtures/releases/one-container';
const RELEASE = readFileSync(`${FOLDER}/helmrelease.yaml`, 'utf8');
const SOURCE = readFileSync(`${FOLDER}/ocirepository.yaml`, 'utf8');
const SAFE = RELEASE.replace(
  '            env:\n',
  '            securityContext:\n' +
    '              readOnlyRootFilesystem: true\n' +
    '              runAsNonRoot: true\n' +
    '            env:\n',
);
const beside = [{ path: 'db/ocirepository.yaml', side: 'head', text: SOURCE } as const];

function changed(base: string | undefined, head: string) {
  return changeOf([changedFile('db/helmrelease.yaml', base, head)], { beside });
}

test('a release of a known chart gets a comment with a suggestion on its values', () => {
  const { comments, skips } = plan(changed(undefined, RELEASE));
  expect(skips).toEqual([]);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toContain('```suggestion');
  expect(comments[0]?.body).toContain('              readOnlyRootFilesystem: true');
});

test('what was in the values before is not new', () => {
  const { comments, skips } = plan(changed(RELEASE, RELEASE.replace('8.4.0', '8.4.1')));
  expect([comments, skips]).toEqual([[], []]);
});

test('a setting that a change takes from the values is a finding there', () => {
  const { comments } = plan(
    changed(SAFE, SAFE.replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false')),
  );
  expect(comments).toMatchObject([{ path: 'db/helmrelease.yaml', line: 19 }]);
});

test('a new version of the chart is nothing to analyze', () => {
  const file = changedFile('db/ocirepository.yaml', SOURCE, SOURCE.replace('5.1.0', '5.2.0'));
  const { comments, skips } = plan(changeOf([file]));
  expect([comments, skips]).toEqual([[], []]);
});

test('where the chart is, is read beside a release', () => {
  const paths = pathsBeside(['db/helmrelease.yaml', 'web/deployment.yaml']).map(({ path }) => path);
  expect(paths.filter((path) => /repository/.test(path))).toEqual([
    'db/ocirepository.yaml',
    'db/oci-repository.yaml',
  ]);
});

test('the version of a known chart is read where the repository says where its charts are', async () => {
  const named = (text: string): string =>
    text.replace(/name: (?:\*app|db)$/m, 'name: app-template');
  const base = { 'flux/repositories/app-template.yaml': named(SOURCE) };
  const head = { ...base, 'apps/db/helmrelease.yaml': named(RELEASE) };
  const change = await readChange(base, head, { archives: chartArchives() });
  const { comments, skips } = plan(change);
  expect([comments.length, skips]).toEqual([1, []]);
});

test('a chart that only wraps a known one is judged by its values before and after, with suggestions there', async () => {
  const chart = `apiVersion: v2
name: db
version: 1.0.0
dependencies:
  - { name: app-template, version: 4.1.1, repository: "https://bjw-s-labs.github.io/helm-charts" }
`;
  const values = (privileged: boolean): string => `app-template:
  controllers:
    main:
      containers:
        main:
          image: { repository: registry.example.com/db, tag: 1.0.0 }
          securityContext:
            privileged: ${privileged}
`;
  const base = { 'apps/db/Chart.yaml': chart, 'apps/db/values.yaml': values(false) };
  const change = await readChange(base, { ...base, 'apps/db/values.yaml': values(true) });
  const { comments, skips } = plan(await renderChange(change, new Engine()));
  expect(skips).toEqual([]);
  expect(comments).toMatchObject([
    { path: 'apps/db/values.yaml', line: 8, suggestion: '            privileged: false' },
  ]);
});
