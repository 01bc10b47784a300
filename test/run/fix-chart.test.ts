import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixFile } from '../../src/fix/fix-file.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { ChartAnswer, ChartEngine, ChartRequest } from '../../src/render/chart.ts';
import type { ChartSources } from '../../src/render/chart-sources.ts';
import { fixChart } from '../../src/run/fix-chart.ts';
import { deployment } from '../judging.ts';
import { manifest } from '../properties/manifests.ts';
import { patience, runs } from '../properties/runs.ts';

const ruleSet = { profile: 'immutable' } as const;
const TEMPLATE = 'templates/a.yaml';

/** Renders templates without actions: each line comes from the line of its template. */
function literalEngine(change: (text: string) => string = (text) => text): ChartEngine {
  return {
    render: async ({ files, sets }: ChartRequest): Promise<ChartAnswer> => {
      const text = files[TEMPLATE] ?? '';
      const written = change(text).split('\n');
      const places = text.split('\n').map((_, index) => ({
        file: `web/${TEMPLATE}`,
        line: index + 1,
        kind: 'text' as const,
        paths: [],
      }));
      const lines = written.map((_, index) => ({ start: [index], end: [], near: [], within: [] }));
      const rendering = {
        files: [{ template: `web/${TEMPLATE}`, text: written.join('\n'), lines }],
        places,
        folders: [{ name: 'web', folder: '', values: '' }],
        missing: [],
        skipped: [],
        whole: true,
      };
      return { sets: sets.map(() => rendering) };
    },
  };
}

function chartOf(text: string): ChartSources {
  const files = { 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', [TEMPLATE]: text };
  const sets = [{ name: undefined, values: [] }];
  return { folder: 'web', files, binaries: {}, links: [], unread: [], sets };
}

async function fix(text: string, engine: ChartEngine) {
  return fixChart({ chart: chartOf(text) }, { engine, ruleSet }, { unsafe: true, now: () => 0 });
}

test('a template without actions is fixed as a manifest is', async () => {
  const text = `${deployment('web')}---\n${deployment('api', 'env: []')}`;
  const { files, notFixed } = await fix(text, literalEngine());
  const source = { path: `web/${TEMPLATE}`, text };
  const plain = fixFile(judge(readManifest(source), ruleSet), { unsafe: true });
  expect(files.map(({ after }) => after)).toEqual([plain.text]);
  expect(notFixed).toEqual([]);
});

test(
  'whatever a template has, nothing but remedies comes of its edits',
  { timeout: patience },
  async () => {
    await fc.assert(
      fc.asyncProperty(manifest, async (text) => {
        const { files, fixed, notFixed, result } = await fix(text, literalEngine());
        const before = result.judged.flatMap(({ findings }) => findings);
        const after = files[0]?.after ?? text;
        const left = judge(
          readManifest({ path: `web/${TEMPLATE}`, text: after }, { isRendered: true }),
          ruleSet,
        ).findings;
        expect(notFixed.map(({ finding }) => finding.fingerprint).toSorted()).toEqual(
          left.map(({ fingerprint }) => fingerprint).toSorted(),
        );
        expect(fixed.length).toBe(before.length - left.length);
        const kept = after.split('\n');
        // Lines are added, or a value on them is another; none goes.
        expect(kept.length).toBeGreaterThanOrEqual(text.split('\n').length);
      }),
      runs(25),
    );
  },
);

test('an edit after which another value is other than before is refused', async () => {
  const engine = literalEngine((text) =>
    text.includes('securityContext') ? text.replace('name: web', 'name: other') : text,
  );
  const { files, fixed, notFixed } = await fix(deployment('web'), engine);
  expect(files).toEqual([]);
  expect(fixed).toEqual([]);
  expect([...new Set(notFixed.map(({ reason }) => reason))]).toEqual([
    'no fix: an edit would change other values of Deployment/web, too',
  ]);
});

test('an edit with which the chart can not be rendered is refused', async () => {
  const literal = literalEngine();
  const engine: ChartEngine = {
    render: async (request) =>
      request.files[TEMPLATE]?.includes('securityContext') === true
        ? { reason: 'the chart takes too long to render' }
        : literal.render(request),
  };
  const { files, notFixed } = await fix(deployment('web'), engine);
  expect(files).toEqual([]);
  expect(notFixed[0]?.reason).toBe("no fix: Helm can't render the chart with any edit of it");
});

test('a chart is rendered a bounded number of times', async () => {
  const texts = Array.from({ length: 12 }, (_, index) => deployment(`web-${index}`)).join('---\n');
  let renders = 0;
  const literal = literalEngine((text) => (text === texts ? text : `${text}\n# edited`));
  const engine: ChartEngine = {
    render: async (request) => {
      renders++;
      const answer = await literal.render(request);
      // Each object is renamed as soon as anything is edited.
      return renders === 1 || 'reason' in answer
        ? answer
        : (JSON.parse(JSON.stringify(answer).replaceAll('name: web', 'name: x')) as ChartAnswer);
    },
  };
  const { files, notFixed } = await fix(texts, engine);
  expect(files).toEqual([]);
  expect(renders).toBeLessThanOrEqual(32);
  expect(notFixed.some(({ reason }) => /rendered too often/.test(reason))).toBe(true);
});

test('what is not wanted stays, as do files that nobody edits', async () => {
  const text = `${deployment('web')}---\n${deployment('api')}`;
  const means = { engine: literalEngine(), ruleSet };
  const only = await fixChart({ chart: chartOf(text) }, means, {
    unsafe: true,
    isWanted: ({ subject }) => subject.resource.name === 'api',
  });
  expect(only.files[0]?.after.startsWith(deployment('web'))).toBe(true);
  expect(new Set(only.fixed.map(({ subject }) => subject.resource.name))).toEqual(new Set(['api']));
  const none = await fixChart({ chart: chartOf(text) }, means, {
    unsafe: true,
    canEdit: () => false,
  });
  expect(none.files).toEqual([]);
  expect(none.notFixed[0]?.reason).toMatch(/^no fix: its template is not for you to edit/);
});
