import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { KustomizationEngine } from '../../src/render/kustomization.ts';
import { manifest } from '../properties/manifests.ts';
import { patience, runs } from '../properties/runs.ts';
import { fix, ruleSet, web } from './fixing-roots.ts';

/** Builds a kustomization of one file to that file, each line from its own. */
function plainEngine(onBuild: () => void = () => undefined): KustomizationEngine {
  return {
    build: async ({ files }) => {
      onBuild();
      const text = files['pods.yaml'] ?? '';
      const lines = text.trimEnd().split('\n');
      return {
        text,
        files: ['pods.yaml'],
        lines: lines.map((_, index) => [0, index + 1] as const),
        sources: ['pods.yaml'],
        left: [],
      };
    },
  };
}

test(
  'whatever a resource has, nothing but remedies comes of its edits, and its lines stay',
  { timeout: patience },
  async () => {
    await fc.assert(
      fc.asyncProperty(manifest, async (text) => {
        const files = { 'kustomization.yaml': 'resources: [pods.yaml]\n', 'pods.yaml': text };
        const {
          files: edited,
          fixed,
          applied,
          notFixed,
        } = await fix(files, [''], {
          engine: plainEngine(),
        });
        const after = edited[0]?.after ?? text;
        const left = judge(
          readManifest({ path: 'pods.yaml', text: after }, { isRendered: true }),
          ruleSet,
        ).findings;
        expect(notFixed.map(({ finding }) => finding.fingerprint).toSorted()).toEqual(
          left.map(({ fingerprint }) => fingerprint).toSorted(),
        );
        expect(fixed.length + notFixed.length).toBeGreaterThanOrEqual(left.length);
        const kept = after.split('\n');
        const changes = applied.flatMap(({ remedy }) => remedy?.changes ?? []);
        // Lines are added, or a value on them is another; none goes that no remedy removes.
        if (changes.every(({ kind }) => kind !== 'remove')) {
          expect(kept.length).toBeGreaterThanOrEqual(text.split('\n').length);
        }
      }),
      runs(40),
    );
  },
);

/** Each build is another one: no fix can be proved. */
function unprovableEngine(onBuild: () => void = () => undefined): KustomizationEngine {
  let builds = 0;
  const counting = plainEngine(() => {
    builds++;
    onBuild();
  });
  return {
    build: async (request) => {
      const answer = await counting.build(request);
      return 'text' in answer
        ? { ...answer, text: answer.text.replaceAll('name: web-', `name: web-${builds}-`) }
        : answer;
    },
  };
}

function containers(length: number): string {
  const open = web('').replace('            runAsNonRoot: true\n', '');
  const all = Array.from({ length }, (_, at) => open.replace('name: web\n', `name: web-${at}\n`));
  return all.join('---\n');
}

test('many containers take a bounded number of builds', async () => {
  let builds = 0;
  const engine = unprovableEngine(() => builds++);
  const text = containers(60);
  const files = { 'kustomization.yaml': 'resources: [pods.yaml]\n', 'pods.yaml': text };
  const fixed = await fix(files, [''], { engine });
  expect(fixed.files).toEqual([]);
  expect(builds).toBeLessThan(140);
});

test('what can not be proved in one kustomization takes no builds from those that share no file with it', async () => {
  const [plain, unprovable] = [plainEngine(), unprovableEngine()];
  const engine: KustomizationEngine = {
    build: async ({ files, ...request }) => {
      const texts = Object.entries(files).find(([path]) => path.endsWith('pods.yaml'));
      const [path = '', text = ''] = texts ?? [];
      const answer = await (path.startsWith('a/') ? unprovable : plain).build({
        ...request,
        files: { 'pods.yaml': text },
      });
      return 'text' in answer ? { ...answer, files: [path], sources: [path] } : answer;
    },
  };
  const kustomization = 'resources: [pods.yaml]\n';
  const files = {
    'a/kustomization.yaml': kustomization,
    'a/pods.yaml': containers(45),
    'b/kustomization.yaml': kustomization,
    'b/pods.yaml': containers(1),
  };
  const fixed = await fix(files, ['a', 'b'], { engine });
  expect(fixed.files.map(({ path }) => path)).toEqual(['b/pods.yaml']);
});
