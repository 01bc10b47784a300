import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, makeFolder } from './run-cli.ts';

let folder: Folder;

beforeEach(() => {
  folder = makeFolder();
  cpSync('fixtures/charts/web/chart', join(folder.path, 'charts/web'), { recursive: true });
});
afterEach(() => folder.remove());

test('check renders a chart, and prints findings at their source', async () => {
  folder.write('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: one }\n');
  const { code, out } = await folder.run(['check', '.', '--rule', 'no-privileged']);
  expect(out)
    .toBe(`charts/web/ci/privileged-values.yaml:2:3  error  web: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\` (with ci/privileged-values.yaml) (no-privileged)
     2 |   privileged: true
       |   ^^^^^^^^^^

charts/web/values.yaml:19:5  error  proxy: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\` (no-privileged)
    19 |     privileged: true
       |     ^^^^^^^^^^

not analyzed  charts/web/templates/batch.yaml: no values enable it: add some that do, as ci/NAME-values.yaml of the chart
not analyzed  charts/web/templates/deployment.yaml: line 40: no values enable this part: add some that do, as ci/NAME-values.yaml of the chart

2 errors, 0 warnings in 5 files, 2 not analyzed. Fix them: podseal fix . (--unsafe --dry-run shows all fixes).
`);
  expect(code).toBe(1);
});

test('the JSON of a chart has source places, and no fixes', async () => {
  const { out } = await folder.run(['check', 'charts/web', '--format', 'json']);
  const { findings } = JSON.parse(out) as { findings: { file: string; fix: unknown }[] };
  expect(new Set(findings.map(({ file }) => file))).toEqual(
    new Set(['charts/web/ci/privileged-values.yaml', 'charts/web/values.yaml']),
  );
  expect(findings.filter(({ fix }) => fix !== null)).toEqual([]);
});

test('fix edits the files of a chart, and a second run changes nothing', async () => {
  const first = folder.podseal(['fix', '.', '--unsafe']);
  expect(first.out).toBe(
    'fixed  charts/web: 9 findings in charts/web/ci/privileged-values.yaml, charts/web/values.yaml\n',
  );
  expect(first.err).toMatch(/^9 findings fixed in 2 files\.$/m);
  const values = folder.read('charts/web/values.yaml');
  expect(values).toContain('# Fill in what the container may do.\nsecurityContext:\n  readOnly');
  const second = await folder.run(['fix', '.', '--unsafe']);
  expect(second).toMatchObject({ code: 0, out: '' });
  expect(folder.read('charts/web/values.yaml')).toBe(values);
  expect((await folder.run(['check', '.'])).code).toBe(0);
});

test('fix --interactive asks about each container of a chart', async () => {
  const args = ['fix', '.', '--interactive', '--rule', 'no-privileged'];
  const { out } = await folder.run(args, { input: 'n\ny\n' });
  expect(out.match(/^[-+] .*/gm)).toEqual([
    '-  privileged: true',
    '+  privileged: false',
    '-    privileged: true',
    '+    privileged: false',
  ]);
  expect(out).toMatch(/\? fixed {2}charts\/web: 1 finding in charts\/web\/values\.yaml\n$/);
});

test('--no-render judges the files of a chart as they are', async () => {
  const { out } = await folder.run(['check', 'charts/web', '--no-render']);
  expect(out).toContain('templates/batch.yaml and 3 more files: a template, not YAML yet');
  expect(out).toContain('values.yaml:19:17  error  proxy.securityContext: is privileged');
});

test('a baseline of a chart takes its findings out of check', async () => {
  folder.write('.git/HEAD', 'ref: refs/heads/main\n');
  expect((await folder.run(['baseline'])).out).toContain(
    'podseal.baseline: 9 findings in 2 files, 2 files not fully analyzed',
  );
  const { code, out } = await folder.run(['check', '.']);
  expect(out).toMatch(/^No findings in \d+ files, 2 not analyzed, \d+ in the baseline\.$/m);
  expect(code).toBe(0);
});

test('render prints each line with its source', () => {
  const { code, out } = folder.podseal(['render', '.'], undefined, 'charts/web');
  expect(code).toBe(0);
  expect(out).toContain('values.yaml:19               |             privileged: true\n');
  expect(out).toContain('templates/_helpers.tpl:6     |         - name: proxy\n');
});

test('render takes a values file of the chart', async () => {
  const values = ['--values', 'ci/privileged-values.yaml'];
  const { out } = await folder.run(['render', '.', ...values], { below: 'charts/web' });
  expect(out).toContain('ci/privileged-values.yaml:2  |             privileged: true\n');
});

test.each([
  [
    ['render', '.'],
    /^podseal: \.: there is no Chart\.yaml or kustomization\.yaml\. Name the folder of a chart/m,
  ],
  [
    ['render', 'charts/web', '--values', 'x.yaml'],
    /^podseal: --values: the chart has no file x\.yaml\./m,
  ],
  [['render', 'nowhere'], /^podseal: nowhere: there is no such file or folder\.$/m],
  [
    ['charts', 'add', 'http://127.0.0.1:9/web'],
    /^podseal: \S+: 127\.0\.0\.1:9 would be asked without TLS\. If you trust this host, name it: --registry-allow /m,
  ],
])('%j says what is wrong', async (args, message) => {
  const { code, err } = await folder.run(args);
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
});

test('a chart that Helm refuses is named, with the reason', async () => {
  folder.write('charts/web/templates/broken.yaml', '{{ fail "no luck" }}\n');
  const { code, out, err } = await folder.run(['render', 'charts/web']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(
    /^not analyzed {2}charts\/web\/Chart\.yaml: Helm can't render it: .*no luck; add values with which it renders, as ci\/NAME-values\.yaml of the chart$/m,
  );
});

test('the configuration names values files for a chart, in any folder of the project', async () => {
  folder.write('.git/HEAD', 'ref: refs/heads/main\n');
  folder.write('environments/prod/web.yaml', 'securityContext:\n  privileged: true\n');
  folder.write(
    '.github/podseal.yml',
    'charts:\n' +
      '  - chart: charts/*\n' +
      '    values: ../../environments/prod/web.yaml\n' +
      '  - chart: charts/web\n' +
      '    values: [../../environments/test/web.yaml, ../../../outside.yaml]\n',
  );
  const { out } = await folder.run(['check', '.', '--rule', 'no-privileged']);
  // Each of the files has the value.
  expect(out.match(/^.*:\d+ {2}error {2}web:/gm)).toEqual([
    'charts/web/ci/privileged-values.yaml:2:3  error  web:',
    'environments/prod/web.yaml:2:3  error  web:',
  ]);
  expect(out).toContain('(with ../../environments/prod/web.yaml)');
  for (const file of ['../../environments/test/web.yaml', '../../../outside.yaml']) {
    expect(out).toContain(
      `not analyzed  charts/web/Chart.yaml: .github/podseal.yml:4 names ${file}, which can't be read from the chart's folder`,
    );
  }
});
