import { dequal } from 'dequal/lite';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { chartReleasesIn, releaseSets } from '../../src/render/chart-releases.ts';
import type { ChartSources } from '../../src/render/chart-sources.ts';
import { type ChartFixOptions, fixChart } from '../../src/run/fix-chart.ts';
import { patience, runs } from '../properties/runs.ts';
import { CHART } from '../rendering.ts';
import { TEMPLATE, engine } from './merging-engine.ts';

const ruleSet = { profile: 'immutable', rules: { disabled: [] } } as const;

const VALUES = '# The chart.\nweb:\n  privileged: false\n  readOnly: true\n';

function chartWith(texts: Readonly<Record<string, string>>, values = VALUES): ChartSources {
  const releases = Object.entries(texts).flatMap(([path, text]) => chartReleasesIn({ path, text }));
  const { sets, inline, files, releases: used } = releaseSets('charts/web', releases, () => false);
  const own = { 'Chart.yaml': CHART, 'values.yaml': values, 'templates/web.yaml': TEMPLATE };
  return {
    ...{ folder: 'charts/web', binaries: {}, links: [], unread: [], inline, releases: used },
    files: { ...own, ...files },
    sets: [{ name: undefined, values: [] }, ...sets],
  };
}

async function fix(chart: ChartSources, options: Partial<ChartFixOptions> = {}) {
  const isWanted: ChartFixOptions['isWanted'] = ({ rule }) =>
    rule === 'no-privileged' || rule === 'read-only-root-filesystem';
  const by = { unsafe: true, now: () => 0, isWanted, ...options };
  const { files, notFixed } = await fixChart({ chart }, { engine, ruleSet }, by);
  return {
    files: new Map(files.map(({ path, after }) => [path, after])),
    reasons: notFixed.filter(({ finding }) => isWanted(finding)).map(({ reason }) => reason),
  };
}

const SPEC = `spec:
  chart:
    spec:
      chart: ./charts/web
      sourceRef: { kind: GitRepository, name: cluster }
`;
const HEADER =
  'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web }\n';
const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  source:
    path: charts/web
    helm:
`;

const scalarOf = fc.constantFrom('true', 'true # why', 'true   #why');
const comment = fc.constantFrom('', '# a comment: with a colon\n', '\n', '# privileged: true\n');

/** The values of a release in each of the forms that it can have them in, all of them bad. */
const release = fc
  .record({
    form: fc.constantFrom('mapping', 'flow', 'object', 'block', 'kept', 'parameters'),
    privileged: scalarOf,
    above: comment,
    below: comment,
    other: fc.constantFrom(
      'replicas: 3',
      'host: "a.example.com"',
      "list: ['a', b]",
      'deep: {a: 1}',
    ),
    indent: fc.constantFrom(2, 4),
  })
  .map(({ form, privileged, above, below, other, indent }) => {
    const pad = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
    const step = ' '.repeat(indent);
    const own = `${above}web:\n${step}privileged: ${privileged}\n${step}readOnly: false\n${below}${other}\n`;
    switch (form) {
      case 'mapping':
        return `${HEADER}${SPEC}  values:\n${pad(own, 4)}`;
      case 'flow':
        return `${HEADER}${SPEC}  values: { web: { privileged: true, readOnly: false }, ${other} }\n`;
      case 'object':
        return `${APPLICATION}      valuesObject:\n${pad(own, 8)}`;
      case 'block':
        return `${APPLICATION}      values: |\n${pad(own, 8)}`;
      case 'kept':
        return `${APPLICATION}      values: |-\n${pad(own, 10)}`;
      case 'parameters':
        return `${APPLICATION}      parameters:\n        - name: web.privileged\n          value: "true"\n        - { name: web.readOnly, value: 'false' } # why\n`;
    }
  });

/** All that a release says, with its values read where they are in a text. */
function dataOf(text: string): unknown {
  const data = parse(text) as { spec: { source?: { helm: { values?: string } } } };
  const helm = data.spec.source?.helm;
  return helm?.values === undefined ? data : { ...data, values: parse(helm.values), helm: {} };
}

test(
  'only the values of the remedy change, however a release has them',
  { timeout: patience },
  async () => {
    await fc.assert(
      fc.asyncProperty(release, fc.boolean(), async (text, isLast) => {
        const file = isLast ? text.trimEnd() : text;
        const { files, reasons } = await fix(chartWith({ 'apps/web.yaml': file }));
        expect(reasons).toEqual([]);
        expect([...files.keys()]).toEqual(['apps/web.yaml']);
        const after = files.get('apps/web.yaml') ?? '';
        // Whatever else is written stays, to the character.
        const undone = after
          .replace(/(privileged: )false/, '$1true')
          .replace(/(readOnly: )true/, '$1false')
          .replace(/(name: web.privileged\n +value: ")false/, '$1true')
          .replace(/(name: web.readOnly, value: ')true/, '$1false');
        expect(undone.replace(/# privileged: false/, '# privileged: true')).toBe(file);
        expect(dequal(dataOf(after), dataOf(file))).toBe(false);
      }),
      runs(60),
    );
  },
);

const BAD = `${HEADER}${SPEC}  values:\n    web:\n      privileged: true\n`;

test('a value of the chart is fixed there, and one that a release overrides in the release', async () => {
  const chart = chartWith(
    { 'apps/web.yaml': BAD },
    VALUES.replace('readOnly: true', 'readOnly: false'),
  );
  const { files, reasons } = await fix(chart);
  expect(reasons).toEqual([]);
  expect(files.get('charts/web/values.yaml')).toBe(VALUES);
  expect(files.get('apps/web.yaml')).toBe(BAD.replace('true', 'false'));
});

test('of a chart that is not in the repository, the release alone is edited', async () => {
  const whole = chartWith(
    { 'apps/web.yaml': BAD },
    VALUES.replace('readOnly: true', 'readOnly: false'),
  );
  const chart = {
    ...whole,
    installedAt: { path: '../../apps/web.yaml', line: 5 },
    sets: whole.sets.slice(1),
  };
  const { files } = await fix(chart);
  expect([...files.keys()]).toEqual(['apps/web.yaml']);
  // What the chart's own values have wrong, the release sets.
  const fixed = BAD.replace('true', 'false').concat('      readOnly: true\n');
  expect(files.get('apps/web.yaml')).toBe(fixed);
});

test('what is filled in is not edited, and what stands beside it is', async () => {
  const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: web }
spec:
  generators:
    - list:
        elements:
          - { name: a, readOnly: false }
          - { name: b, readOnly: false }
  template:
    metadata: { name: '{{ name }}' }
    spec:
      source:
        path: charts/web
        helm:
          valuesObject:
            web:
              privileged: true
          parameters:
            - name: web.readOnly
              value: '{{ readOnly }}'
`;
  const { files, reasons } = await fix(chartWith({ 'apps/set.yaml': set }));
  expect(files.get('apps/set.yaml')).toBe(set.replace('privileged: true', 'privileged: false'));
  expect(new Set(reasons).size).toBe(1);
  expect(reasons[0]).toMatch(/^no fix: /);
});
