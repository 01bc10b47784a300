import { expect, test } from 'vitest';
import { builtReleasesIn, readsChartReleases, withBuilt } from '../../src/render/built-releases.ts';
import {
  type ChartRelease,
  chartReleasesIn,
  releaseSets,
} from '../../src/render/chart-releases.ts';
import { type ChartFixOptions, fixChart } from '../../src/run/fix-chart.ts';
import { CHART } from '../rendering.ts';
import { TEMPLATE, engine } from './merging-engine.ts';

const BASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web }
spec:
  chart:
    spec:
      chart: ./charts/web
      sourceRef: { kind: GitRepository, name: cluster }
  values:
    web:
      privileged: true
      readOnly: true
`;
/** The lines of the base that the patches are for. */
const [PRIVILEGED, READ_ONLY] = [11, 12];

type Texts = Readonly<Record<string, string>>;

/** What stands in for a kustomization: the base with one line of a patch in place of one of its own. */
interface Overlay {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly replaced: number;
}

function build({ name, file, line, replaced }: Overlay, texts: Texts, isWhole: boolean) {
  const own = texts[file]?.split('\n')[line - 1]?.trim() ?? '';
  const field = replaced === PRIVILEGED ? 'privileged' : 'readOnly';
  const value = /"?true"?|false|\$\{privileged\}/.exec(own)?.[0] ?? '';
  const lines = (texts['base/web.yaml'] ?? '').split('\n');
  lines[replaced - 1] = `      ${field}: ${value.replace('${privileged}', 'true')}`;
  const built = {
    name,
    text: lines.join('\n'),
    placeOf: (at: number) =>
      at === replaced ? { path: file, line } : { path: 'base/web.yaml', line: at },
    textOf: (path: string) => texts[path],
    reported: (path: string) => path,
  };
  return builtReleasesIn(built, readsChartReleases, isWhole);
}

async function fix(
  overlays: readonly Overlay[],
  patches: Texts,
  { isElsewhere = false, ...options }: Partial<ChartFixOptions> & { isElsewhere?: boolean } = {},
) {
  const texts: Texts = { 'base/web.yaml': BASE, ...patches };
  const built = overlays.flatMap((one) => build(one, texts, false));
  const written = chartReleasesIn({ path: 'base/web.yaml', text: texts['base/web.yaml'] ?? '' });
  const rebuild = async (edited: ReadonlyMap<string, string>): Promise<ChartRelease[]> => {
    const after = { ...texts, ...Object.fromEntries(edited) };
    const again = overlays.flatMap((one) => build(one, after, true));
    return again.flatMap(({ release }) => release ?? []);
  };
  const releases = withBuilt(written, built);
  const { sets, inline, files, releases: used } = releaseSets('charts/web', releases, () => false);
  const values = `web:\n  privileged: false\n  readOnly: ${!isElsewhere}\n`;
  const own = { 'Chart.yaml': CHART, 'values.yaml': values, 'templates/web.yaml': TEMPLATE };
  const chart = {
    ...{ folder: 'charts/web', binaries: {}, links: [], unread: [], inline, releases: used },
    files: { ...own, ...files },
    ...(isElsewhere
      ? { sets, installedAt: { path: '../../base/web.yaml', line: 1 } }
      : { sets: [{ name: undefined, values: [] }, ...sets] }),
  };
  const ruleSet = { profile: 'immutable', rules: { disabled: [] } } as const;
  const isWanted: ChartFixOptions['isWanted'] = ({ rule }) =>
    rule === 'no-privileged' || rule === 'read-only-root-filesystem';
  const by = { unsafe: true, now: () => 0, isWanted, rebuild, ...options };
  const fixed = await fixChart({ chart }, { engine, ruleSet }, by);
  return {
    files: Object.fromEntries(fixed.files.map(({ path, after }) => [path, after])),
    reasons: fixed.notFixed
      .filter(({ finding }) => isWanted(finding))
      .map(({ finding: { file, line }, reason }) => `${file}:${line} ${reason}`),
  };
}

const DEV = { name: 'dev', file: 'dev/patch.yaml', line: 4, replaced: READ_ONLY };
const PATCH = 'spec:\n  values:\n    web:\n      readOnly: false # to look into it\n';
const FIXED = BASE.replace('privileged: true', 'privileged: false');

test('values of a release that a kustomization builds are fixed on the lines of the base and of the patch', async () => {
  expect(await fix([DEV], { 'dev/patch.yaml': PATCH })).toEqual({
    files: { 'base/web.yaml': FIXED, 'dev/patch.yaml': PATCH.replace('false', 'true') },
    reasons: [],
  });
});

test('one line of the base is fixed for all that is built from it', async () => {
  const prod = { ...DEV, name: 'prod', file: 'prod/patch.yaml' };
  const good = PATCH.replace('false', '"true"');
  const { files, reasons } = await fix([DEV, prod], {
    'dev/patch.yaml': PATCH,
    'prod/patch.yaml': good,
  });
  expect(Object.keys(files).toSorted()).toEqual(['base/web.yaml', 'dev/patch.yaml']);
  expect(files['base/web.yaml']).toBe(FIXED);
  expect(reasons).toEqual([]);
});

test('a patch with operations in a kustomization is fixed where it stands', async () => {
  const patch = `patches:
  - target: { kind: HelmRelease }
    patch: |
      - op: add
        path: /spec/values/web/readOnly
        value: false
`;
  const overlay = { ...DEV, file: 'dev/kustomization.yaml', line: 6 };
  const { files } = await fix([overlay], { 'dev/kustomization.yaml': patch });
  expect(files['dev/kustomization.yaml']).toBe(patch.replace('value: false', 'value: true'));
});

test('what is not the value that is built is not edited', async () => {
  const overlay = { name: 'dev', file: 'dev/patch.yaml', line: 4, replaced: PRIVILEGED };
  const by = 'a kustomization changes its release: edit the line by hand';
  for (const line of [
    'privileged: ${privileged}',
    'other: true',
    'list: [{privileged: true}, {privileged: true}]',
  ]) {
    const patch = `spec:\n  values:\n    web:\n      ${line}\n`;
    // oxlint-disable-next-line no-await-in-loop
    expect(await fix([overlay], { 'dev/patch.yaml': patch })).toEqual({
      files: {},
      reasons: [`dev/patch.yaml:4 no fix: ${by}`],
    });
  }
});

test('nothing is edited that the kustomization can not be built again with', async () => {
  const patches = { 'dev/patch.yaml': PATCH };
  for (const rebuild of [undefined, async (): Promise<ChartRelease[]> => []]) {
    // oxlint-disable-next-line no-await-in-loop
    const { files, reasons } = await fix([DEV], patches, { rebuild });
    expect(files).toEqual({});
    expect(reasons).toHaveLength(2);
  }
  // What it becomes is as before: another patch counts over this one.
  const same = await fix([DEV], patches, {
    rebuild: async () =>
      build(DEV, { ...patches, 'base/web.yaml': BASE }, true).flatMap(
        ({ release }) => release ?? [],
      ),
  });
  expect(same.files).toEqual({});
});

test('only files that were given are edited, and the reason names the others', async () => {
  const { files, reasons } = await fix(
    [DEV],
    { 'dev/patch.yaml': PATCH },
    { isGiven: (path) => !path.startsWith('../') },
  );
  expect(files).toEqual({});
  const both = 'base/web.yaml, dev/patch.yaml have values for it: name these files, too';
  expect(reasons).toEqual([`base/web.yaml:11 no fix: ${both}`, `dev/patch.yaml:4 no fix: ${both}`]);
});

test('a value that neither the release nor a patch has is added to the release, for all that is built from it', async () => {
  const base = BASE.replace('      readOnly: true\n', '');
  const overlay = { name: 'dev', file: 'dev/patch.yaml', line: 4, replaced: PRIVILEGED };
  const patches = {
    'base/web.yaml': base,
    'dev/patch.yaml': 'spec:\n  values:\n    web:\n      privileged: false\n',
  };
  const prod = { ...overlay, name: 'prod', file: 'prod/patch.yaml' };
  const { files, reasons } = await fix(
    [overlay, prod],
    { ...patches, 'prod/patch.yaml': patches['dev/patch.yaml'] },
    { isElsewhere: true },
  );
  expect(files).toEqual({ 'base/web.yaml': `${base}      readOnly: true\n` });
  expect(reasons).toEqual([]);
});
