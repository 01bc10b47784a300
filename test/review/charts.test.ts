import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/review/change.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import {
  CHART,
  type ChartFiles,
  SAFE,
  answerOf,
  editedChart,
  chartChange,
  comments,
} from '../rendering.ts';
import { plan } from '../judging.ts';

function introduced({ findings }: ReviewPlan): string[] {
  return findings
    .filter((one) => one.introduced)
    .map(({ finding: { file, line, rule, container } }) => `${file}:${line} ${container} ${rule}`);
}

function reviewOf(head: ChartFiles, base: ChartFiles = SAFE): ReviewPlan {
  return plan(chartChange('charts/web', { base, head }));
}

describe('a chart of a change', () => {
  it('with nothing new is wholly analyzed', () => {
    const head = editedChart(
      'values.yaml',
      'web:1',
      'web:2',
      editedChart('Chart.yaml', '"1.0"', '"1.1"'),
    );
    const result = reviewOf(head);
    expect(result.conclusion).toBe('success');
    expect(result.skips).toEqual([]);
    expect(result.findings).toEqual([]);
  });

  it('is commented on at the value that is wrong', () => {
    const result = reviewOf(editedChart('values.yaml', 'privileged: false', 'privileged: true'));
    expect(result.conclusion).toBe('failure');
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "charts/web/values.yaml:2 **\`web\` can change its node** in Pod \`web\`

      \`podseal fix --unsafe --object Pod/web --container web charts/web\` edits the chart where the fix can be proved.

      - error \`no-privileged\`: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\`",
      ]
    `);
  });

  it('is commented on at the value that brings a container, with the lines to change', () => {
    const result = reviewOf(editedChart('values.yaml', 'enabled: false', 'enabled: true'));
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "charts/web/values.yaml:6 **\`proxy\` can change while it runs and can run as root** in Pod \`web\`

      This line leads to it. The line to change: \`charts/web/templates/web.yaml:13\`.

      \`podseal fix --unsafe --object Pod/web --container proxy charts/web\` edits the chart where the fix can be proved.

      - error \`read-only-root-filesystem\`: the root filesystem is writable: set \`readOnlyRootFilesystem: true\`
      - error \`run-as-non-root\`: can run as root: set \`runAsNonRoot: true\`",
      ]
    `);
  });

  it('that became nothing before has all of its findings', () => {
    const head = editedChart('values.yaml', 'enabled: false', 'enabled: true');
    const change = chartChange('charts/web', {
      ...{ base: SAFE, head },
      baseAnswer: answerOf(SAFE, { files: [] }),
    });
    expect(introduced(plan(change))).toContain(
      'charts/web/templates/web.yaml:13 proxy read-only-root-filesystem',
    );
  });

  it('names the values file that a finding needs', () => {
    const head = { ...SAFE, 'ci/prod-values.yaml': 'privileged: true\n' };
    expect(comments(reviewOf(head))).toMatchInlineSnapshot(`
      [
        "charts/web/ci/prod-values.yaml:1 **\`web\` can change its node** in Pod \`web\`

      \`podseal fix --unsafe --object Pod/web --container web charts/web\` edits the chart where the fix can be proved.

      - error \`no-privileged\`: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\` (with ci/prod-values.yaml)",
      ]
    `);
  });

  it('says that a finding is new with one values file, though it was there with another', () => {
    const base = {
      ...editedChart('values.yaml', 'privileged: false', 'privileged: true'),
      'values-prod.yaml': 'privileged: false\n',
    };
    const head = { ...base, 'values-prod.yaml': 'readOnly: true\n' };
    const result = reviewOf(head, base);
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "charts/web/values-prod.yaml:1 **\`web\` can change its node** in Pod \`web\`

      The line to change: \`charts/web/values.yaml:2\`.

      \`podseal fix --unsafe --object Pod/web --container web charts/web\` edits the chart where the fix can be proved.

      - error \`no-privileged\`: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\` (with values-prod.yaml)",
      ]
    `);
  });

  it('has one comment for a container, wherever its lines are', () => {
    const base = editedChart('templates/web.yaml', '        runAsNonRoot: true\n', '');
    const template = editedChart(
      'templates/web.yaml',
      'metadata:\n  name: web',
      'metadata:\n  name: other\n  namespace: new',
      base,
    );
    const head = editedChart('values.yaml', 'readOnly: true', 'readOnly: false', template);
    const result = plan(chartChange('charts/web', { base: undefined, head }));
    expect(result.comments).toHaveLength(1);
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "charts/web/values.yaml:4 **\`web\` can change while it runs and can run as root** in Pod \`new/other\`

      The line to change: \`charts/web/templates/web.yaml:10\`.

      \`podseal fix --unsafe --object Pod/other --container web charts/web\` edits the chart where the fix can be proved.

      - error \`read-only-root-filesystem\`: the root filesystem is writable: set \`readOnlyRootFilesystem: true\`
      - error \`run-as-non-root\`: can run as root: set \`runAsNonRoot: true\`",
      ]
    `);
  });
});

it('one line for several containers has one comment, which lists them', () => {
  const pod = SAFE['templates/web.yaml'] ?? '';
  const both = { ...SAFE, 'templates/api.yaml': pod.replace('name: web\nspec', 'name: api\nspec') };
  const head = editedChart('values.yaml', 'privileged: false', 'privileged: true', both);
  const result = reviewOf(head, both);
  expect(result.comments).toHaveLength(1);
  expect(comments(result)).toMatchInlineSnapshot(`
    [
      "charts/web/values.yaml:2 **\`web\` can change its node** in Pod \`web\`

    \`podseal fix --unsafe --object Pod/web --container web charts/web\` edits the chart where the fix can be proved.

    - error \`no-privileged\`: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\`

    The same goes for 1 other container, listed below.",
    ]
  `);
  expect(result.comments[0]?.body).toContain('- `Pod/api web` in `charts/web/values.yaml:2`');
});

it('names of containers in a list are whole, since their ends tell them apart', () => {
  const pod = SAFE['templates/web.yaml'] ?? '';
  const long = `release-name-backups-of-the-databases-of-content-publisher`;
  const both = {
    ...SAFE,
    'templates/long.yaml': pod.replace('name: web\nspec', `name: ${long}\nspec`),
  };
  const head = editedChart('values.yaml', 'privileged: false', 'privileged: true', both);
  expect(reviewOf(head, both).comments[0]?.body).toContain(`- \`Pod/${long} web\` in `);
});

describe('nothing is new where', () => {
  const open = editedChart('values.yaml', 'readOnly: true', 'readOnly: false');

  it('the chart had it', () => {
    const result = reviewOf(editedChart('values.yaml', 'web:1', 'web:2', open), open);
    expect(introduced(result)).toEqual([]);
    expect(result.findings.map(({ finding }) => finding.rule)).toEqual([
      'read-only-root-filesystem',
    ]);
  });

  it('its folder is renamed', () => {
    const old = chartChange('charts/old', { base: open, head: undefined });
    const fresh = chartChange('charts/web', { base: undefined, head: open });
    const both: Change = {
      ...fresh,
      removed: old.removed ?? [],
      charts: [...(old.charts ?? []), ...(fresh.charts ?? [])],
    };
    expect(introduced(plan(both))).toEqual([]);
    expect(introduced(plan(fresh))).toEqual([
      'charts/web/values.yaml:4 web read-only-root-filesystem',
    ]);
  });

  it('a template is renamed', () => {
    const { 'templates/web.yaml': text = '', ...others } = open;
    expect(introduced(reviewOf({ ...others, 'templates/pod.yaml': text }, open))).toEqual([]);
  });

  it('a values file for a test shows what was there', () => {
    expect(introduced(reviewOf({ ...open, 'ci/a-values.yaml': 'a: 1\n' }, open))).toEqual([]);
  });
});

describe('not analyzed is', () => {
  const head = editedChart('values.yaml', 'web:1', 'web:2');
  const skipsOf = (change: Change): string[] =>
    plan(change).skips.map(({ file, reason }) => `${file}: ${reason}`);

  it('a chart that can not be rendered, once for all of its files', () => {
    const headAnswer = { reason: 'the chart takes too long to render' };
    const change = chartChange('charts/web', { base: SAFE, head, headAnswer });
    expect(plan(change).conclusion).toBe('neutral');
    expect(skipsOf(change)).toEqual(['charts/web/Chart.yaml: the chart takes too long to render']);
  });

  it('what is new in a chart that could not be rendered before', () => {
    const open = editedChart('values.yaml', 'readOnly: true', 'readOnly: false');
    const baseAnswer = { sets: [{ error: 'a value is required' }] };
    const change = chartChange('charts/web', { base: SAFE, head: open, baseAnswer });
    expect(introduced(plan(change))).toEqual([]);
    expect(skipsOf(change)).toEqual([
      "charts/web/Chart.yaml: the chart can't be rendered as it was on the base branch, to tell what is new (Helm can't render it: a value is required)",
    ]);
  });

  it('a dependency that is missing, only where the change is about it', () => {
    const missing = (files: ChartFiles) => answerOf(files, { missing: ['db'] });
    const about = (base: ChartFiles, now: ChartFiles): string[] =>
      skipsOf(
        chartChange('charts/web', {
          ...{ base, head: now, baseAnswer: missing(base), headAnswer: missing(now) },
        }),
      );
    const said = [
      'charts/web/Chart.yaml: dependencies are not in charts/: run `helm dependency build`, or commit their archives (db)',
    ];
    expect(about(SAFE, head)).toEqual([]);
    expect(
      about(SAFE, { ...head, 'values.yaml': `${head['values.yaml']}db: { size: 1 }\n` }),
    ).toEqual(said);
    const depending = `${CHART}dependencies: [{ name: db, version: 1.0.0 }]\n`;
    const bumped = depending.replace('db, version: 1.0.0', 'db, version: 1.0.1');
    expect(about({ ...SAFE, 'Chart.yaml': depending }, { ...SAFE, 'Chart.yaml': bumped })).toEqual(
      said,
    );
  });

  it('a part of a template that no values enable, only where the change touches it', () => {
    const jobs = `{{- if .Values.job }}
kind: Job
image: a
{{- end }}
kind: ConfigMap
`;
    const base = { ...SAFE, 'templates/job.yaml': jobs };
    const skipped = [{ template: 'web/templates/job.yaml', line: 2 }];
    const about = (now: ChartFiles): string[] =>
      skipsOf(
        chartChange('charts/web', {
          ...{ base, head: now, baseAnswer: answerOf(base, { skipped }) },
          headAnswer: answerOf(now, { skipped }),
        }),
      );
    expect(about(editedChart('values.yaml', 'web:1', 'web:2', base))).toEqual([]);
    expect(about(editedChart('templates/job.yaml', 'ConfigMap', 'Secret', base))).toEqual([]);
    expect(about(editedChart('templates/job.yaml', 'image: a', 'image: b', base))).toEqual([
      'charts/web/templates/job.yaml: line 2: no values enable this part: add some that do, as ci/NAME-values.yaml of the chart',
    ]);
  });

  it('a part of a template once, where a chart that depends on the chart enables it in part', () => {
    const jobs = '{{- if .Values.job }}\nkind: Job\nimage: a\n{{- end }}\n';
    const base = { ...SAFE, 'templates/job.yaml': jobs };
    const now = editedChart('templates/job.yaml', 'image: a', 'image: b', base);
    const skipped = [{ template: 'web/templates/job.yaml', line: 2 }];
    const [whole, inPart] = [answerOf(SAFE), answerOf(now, { skipped })].map((headAnswer) =>
      chartChange('charts/web', { base, head: now, headAnswer }),
    );
    const reason = 'add some that do, as ci/NAME-values.yaml of the chart';
    const file = 'charts/web/templates/job.yaml';
    expect(skipsOf(whole ?? expect.fail('no change'))).toEqual([
      `${file}: no values enable it: ${reason}`,
    ]);
    const charts = [whole, inPart, inPart].flatMap((one) => one?.charts ?? []);
    expect(skipsOf({ ...(whole ?? expect.fail('no change')), charts })).toEqual([
      `${file}: line 2: no values enable this part: ${reason}`,
    ]);
  });
});

it('the plan with charts is plain data', () => {
  const result = reviewOf(editedChart('values.yaml', 'enabled: false', 'enabled: true'));
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});
