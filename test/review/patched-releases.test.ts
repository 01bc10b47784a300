import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { wantedSourceFixes } from '../../src/review/wanted-source-fixes.ts';
import { proveSourceFixes } from '../../src/run/prove-source-fixes.ts';
import { renderChange } from '../../src/run/render-change.ts';
import { plan } from '../judging.ts';
import { readChange } from '../tree.ts';

const ROOT = 'fixtures/patched';
const PATCH = 'overlays/dev/values.yaml';

const FILES: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(ROOT, path)).isFile())
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);

const engine = new Engine();
const options = { ruleSet: { profile: 'immutable' }, failOn: 'error', scope: undefined } as const;

/** The review of a change from one text of a file to another. */
async function review(path: string, before: string, after: string): Promise<ReviewPlan> {
  const [base, head] = [before, after].map((text) => ({ ...FILES, [path]: text }));
  const change = await renderChange(await readChange(base ?? {}, head ?? {}), engine);
  const ask = async (one: typeof change) => wantedSourceFixes(one, options);
  return plan(await proveSourceFixes(change, { engine, options, ask, unsafe: true }));
}

test('a value of a patch is suggested, as the kustomization was built again with it', async () => {
  const open = FILES[PATCH] ?? '';
  const { comments } = await review(PATCH, open.replace('false', 'true'), open);
  expect(comments).toMatchObject([{ path: PATCH, line: 9 }]);
  expect(comments[0]?.body).toContain('```suggestion\n      readOnlyRootFilesystem: true\n```');
});

test('a value that can not be edited is told of without a command', async () => {
  const text = FILES[PATCH] ?? '';
  const open = text
    .replace('  values:\n', '  values:\n    debug: &debug false\n')
    .replace('Filesystem: false', 'Filesystem: *debug');
  const { comments } = await review(PATCH, text.replace('false', 'true'), open);
  // Where the value is written that the alias stands for.
  expect(comments).toMatchObject([{ path: PATCH, line: 7 }]);
  expect(comments[0]?.body).toContain('the root filesystem is writable');
  expect(comments[0]?.body).not.toContain('podseal fix');
  expect(comments[0]?.body).not.toContain('suggestion');
});

test('a kustomization that only says which release a file patches has nothing else to analyze', async () => {
  const path = 'overlays/dev/kustomization.yaml';
  const text = FILES[path] ?? '';
  const { skips } = await review(path, text, `${text}    target: { kind: HelmRelease }\n`);
  expect(skips).toEqual([]);
});
