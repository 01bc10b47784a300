import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';

const ROOT = 'fixtures/unseen';

// What goes into objects that are elsewhere: findings at their lines, and why not all is analyzed.
test.each(readdirSync(ROOT).toSorted())('%s', (name) => {
  const folder = join(ROOT, name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path !== 'expected.txt' && statSync(join(folder, path)).isFile())
    .toSorted();
  const lines = files.flatMap((path) => describe(path, readFileSync(join(folder, path), 'utf8')));
  expect(lines.join('')).toBe(readFileSync(join(folder, 'expected.txt'), 'utf8'));
});

function describe(path: string, text: string): string[] {
  const judged = judge(readManifest({ path, text }), { profile: 'immutable' });
  return [
    ...judged.findings.map(({ line, endColumn, column, severity, rule, message, subject }) => {
      const { container, resource } = subject;
      const who = container?.name ?? `${resource.kind}/${resource.name}`;
      return `${path}:${line}:${column}-${endColumn} ${severity} ${who}: ${message} (${rule})\n`;
    }),
    ...judged.manifest.skips.map(({ file, reason }) => `not analyzed ${file}: ${reason}\n`),
  ];
}

test('no fix is offered in what goes into objects that are elsewhere', () => {
  const text = readFileSync(`${ROOT}/values/values.yaml`, 'utf8');
  const { findings } = judge(readManifest({ path: 'values.yaml', text }), { profile: 'immutable' });
  expect(findings.filter(({ remedy }) => remedy !== undefined)).toEqual([]);
});

test('patches for files that no GitRepository has say so, and what to do', () => {
  const text = (kind: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  path: ./apps
  sourceRef: { kind: ${kind}, name: apps }
  images: [{ name: web, newTag: "2" }]
`;
  const reasons = (kind: string): string[] =>
    readManifest({ path: 'apps.yaml', text: text(kind) }).skips.map(({ reason }) => reason);
  const what = 'what its patches and images change';
  expect(reasons('GitRepository')).toEqual([
    `${what} (run podseal check on what flux build prints)`,
  ]);
  expect(reasons('OCIRepository')).toEqual([
    `${what} (its source is of kind \`OCIRepository\`, not a GitRepository: run podseal check on what flux build prints)`,
  ]);
});

test('what the dependencies of a chart lack is said at its Chart.yaml alone', () => {
  const text =
    'dependencies:\n- { name: db, version: 1.0.0, repository: https://charts.example.com }\n';
  const skips = (named: string[]): number =>
    readManifest({ path: 'a/requirements.yaml', text }, { named: new Set(named) }).skips.length;
  expect(skips([])).toBe(1);
  expect(skips(['a/Chart.yaml'])).toBe(0);
  expect(skips(['b/Chart.yaml'])).toBe(1);
});
