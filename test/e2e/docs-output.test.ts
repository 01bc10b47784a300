import { cpSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blocksOf, stepsOf } from '../docs/page-steps.ts';
import { useProject } from './run-cli.ts';

const at = useProject();

function copy(fixture: string, to: string): void {
  cpSync(join('fixtures', fixture), join(at.path, to), { recursive: true });
}

const CHART = (): void => copy('charts/web/chart', 'charts/web');

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
spec:
  interval: 1h
  chart:
    spec:
      chart: charts/web
      sourceRef: { kind: GitRepository, name: shop }
  values:
    securityContext:
      allowPrivilegeEscalation: false
      capabilities: { drop: [ALL] }
      readOnlyRootFilesystem: false
`;

const ELSEWHERE = `kind: HelmRepository
apiVersion: source.toolkit.fluxcd.io/v1
metadata: { name: example }
spec: { url: https://charts.example.com }
---
kind: HelmRelease
apiVersion: helm.toolkit.fluxcd.io/v2
metadata: { name: web }
spec:
  chart: { spec: { chart: web, version: 1.2.3, sourceRef: { kind: HelmRepository, name: example } } }
  values: { replicas: 2 }
`;

/** What is in the project under each heading that shows commands with their output. */
const PROJECTS: Readonly<Record<string, () => unknown>> = {
  'Charts and kustomizations': CHART,
  'See what a chart or kustomization becomes': CHART,
  'Fixes at the source': CHART,
  'Releases of charts: Flux and Argo CD': async () => {
    CHART();
    await at.run(['fix', '--unsafe', 'charts/web']);
    at.write('flux/release.yaml', RELEASE);
  },
  'Keep the chart': () => at.write('apps/web/release.yaml', ELSEWHERE),
  Kustomizations: () => copy('kustomizations/shop', '.'),
  'What Flux and Argo CD deploy': () => copy('layers/shop', '.'),
  'Charts that Podseal knows': () => copy('releases/one-container', 'apps/db'),
};

/** Whether a page shows the lines of an output, in order; `…` stands for what it leaves out. */
function isShown(shown: readonly string[], lines: readonly string[]): boolean {
  let next = 0;
  let isGap = false;
  for (const line of shown) {
    if (line === '…') {
      isGap = true;
      continue;
    }
    const found = isGap ? lines.indexOf(line, next) : next;
    if (lines[found] !== line) return false;
    next = found + 1;
    isGap = false;
  }
  return isGap || next === lines.length;
}

/** All pages but the one whose repository adopting.test.ts makes. */
const pages = ['README.md', ...globSync('docs/**/*.md')].filter(
  (page) => page !== join('docs', 'adopting.md'),
);

const shown = pages.flatMap((page) =>
  blocksOf(page)
    .filter(({ language }) => language === 'console')
    .map((block) => [block.heading, page, stepsOf(block)] as const),
);

it.each(shown)('under "%s", %s shows what its commands print', async (heading, _, steps) => {
  expect(Object.keys(PROJECTS)).toContain(heading);
  await PROJECTS[heading]?.();
  for (const step of steps) {
    // A chart repository is not here: test/registry has one.
    if (step.kind !== 'command' || step.line.startsWith('podseal charts add ')) continue;
    const { out } = await at.run(step.line.split(' ').slice(1));
    const lines = out.trimEnd().split('\n');
    if (!isShown(step.shown, lines)) expect(step.shown).toEqual(lines);
  }
});

it('every project is of a heading with commands', () => {
  const headings = new Set(shown.map(([heading]) => heading));
  expect(Object.keys(PROJECTS).filter((heading) => !headings.has(heading))).toEqual([]);
});
