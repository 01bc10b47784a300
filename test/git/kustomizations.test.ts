import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { readCheckouts } from '../../src/files/extended-files.ts';
import { readLocalChange } from '../../src/git/read-change.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import type { Change } from '../../src/review/change.ts';
import { wantedSourceFixes } from '../../src/review/wanted-source-fixes.ts';
import { proveSourceFixes } from '../../src/run/prove-source-fixes.ts';
import { renderChange } from '../../src/run/render-change.ts';
import { type Changes, makeRepository } from '../double/git-repository.ts';
import { HARDENED, deployment, plan } from '../judging.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-roots-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const OVERLAY = 'resources: [../../base]\n';
const REPOSITORY: Changes = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': deployment('web', ...HARDENED),
  'part/kustomization.yaml': 'kind: Component\npatches: [{path: user.yaml}]\n',
  'part/user.yaml': 'a: 1\n',
  'overlays/dev/kustomization.yaml': OVERLAY,
  'overlays/prod/kustomization.yaml': `${OVERLAY}components: [../../part]\npatches: [{path: more.yaml}]\n`,
  'overlays/prod/more.yaml': deployment('web').replace(/ +spec:\n +containers:[^]*/, ''),
  'other/kustomization.yaml': 'resources: [api.yaml]\n',
  'other/api.yaml': deployment('api', ...HARDENED),
  'plain.yaml': deployment('plain', ...HARDENED),
};

async function read(more: { worktree?: boolean; deployed?: string[]; files?: string[] } = {}) {
  const { worktree = false, deployed: kustomizations = [], files = [...DEFAULT_FILES] } = more;
  return readLocalChange({
    ...{ folder, base: worktree ? 'HEAD' : 'HEAD~1', head: undefined, worktree, charts: true },
    settle: () => ({ files, configuration: { charts: [], kustomizations } }),
    readElsewhere: readCheckouts(),
  });
}

function foldersOf({ roots = [] }: Change): string[] {
  return roots.map((one) => one.folder);
}

it('of files that are moved the former paths are known', async () => {
  const text = deployment('web', ...HARDENED);
  makeRepository(folder, [
    REPOSITORY,
    { 'base/web.yaml': null, 'base/app.yaml': `# Web.\n${text}` },
  ]);
  const { files } = await read();
  expect(files).toMatchObject([{ path: 'base/app.yaml', from: 'base/web.yaml', base: text }]);
});

async function reached(change: Changes): Promise<string[]> {
  makeRepository(folder, [REPOSITORY, change]);
  return foldersOf(await read());
}

describe('the kustomizations of a change', () => {
  it.each<[string, Changes, string[]]>([
    ['a file of a base', { 'base/web.yaml': 'a: 1\n' }, ['overlays/dev', 'overlays/prod']],
    ['a removed one', { 'base/web.yaml': null }, ['overlays/dev', 'overlays/prod']],
    ['a base', { 'base/kustomization.yaml': '{}\n' }, ['overlays/dev', 'overlays/prod']],
    ['a patch', { 'overlays/prod/more.yaml': 'a: 1\n' }, ['overlays/prod']],
    ['a patch of a component', { 'part/user.yaml': 'a: 2\n' }, ['overlays/prod']],
    ['a kustomization', { 'other/kustomization.yaml': '{}\n' }, ['other']],
    ['one that is removed', { 'other/kustomization.yaml': null }, ['other']],
  ])('are reached by %s', async (_, change, roots) => {
    expect(await reached(change)).toEqual(roots);
  });

  it.each<[string, string, string]>([
    ['a JSON patch', 'patches/a.yaml', '- op: remove\n  path: /spec\n'],
    ['one in JSON', 'patches/b.json', '[{"path": "/spec", "op": "remove"}]'],
    ['a strategic merge patch', 'patches/c.yaml', deployment('web').replace(/ +image: .*\n/, '')],
    ['one with an image', 'patches/d.yaml', deployment('web').replace(/ +selector:\n.*\n.*\n/, '')],
    ['one with a directive', 'patches/e.yaml', 'kind: Deployment\n$patch: delete\n'],
    ['a replacement', 'patches/f.yaml', 'source: {kind: ConfigMap}\ntargets: []\n'],
    ['several of them', 'patches/g.yaml', '- source: {kind: ConfigMap}\n  targets: []\n'],
    ['a plugin', 'patches/h.yaml', 'apiVersion: builtin\nkind: LabelTransformer\n'],
    ['what a plugin names', 'overlays/dev/i.yaml', '- {op: remove, path: /spec}\n'],
    ['variables', 'overlays/dev/j.env', 'IMAGE=web:2\n'],
    ['a text', 'overlays/dev/k.txt', 'web:2\n'],
  ])('are reached by %s that only they use', async (_, path, text) => {
    const plugin = 'apiVersion: builtin\nkind: PatchTransformer\npath: i.yaml\n';
    const user = `${OVERLAY}configMapGenerator: [{envs: [j.env], files: [k.txt]}]
patches: ${JSON.stringify('abcde'.split('').map((one) => ({ path: `../../patches/${one}.${one === 'b' ? 'json' : 'yaml'}` })))}
replacements: [{path: ../../patches/f.yaml}, {path: ../../patches/g.yaml}]
transformers: [../../patches/h.yaml, l.yaml]
`;
    const files = { ...REPOSITORY, 'overlays/dev/kustomization.yaml': user };
    makeRepository(folder, [{ ...files, 'overlays/dev/l.yaml': plugin }, { [path]: text }]);
    expect(foldersOf(await read())).toEqual(['overlays/dev']);
  });

  it.each<[string, Changes]>([
    ['a plain manifest', { 'plain.yaml': 'a: 1\n' }],
    ['a patch that none uses', { 'plain.yaml': '- {op: remove, path: /spec}\n' }],
    ['a file beside one that it does not name', { 'other/b.yaml': 'a: 1\n' }],
    ['a README', { 'base/README.md': 'Web.\n' }],
  ])('are not reached by %s', async (_, change) => {
    expect(await reached(change)).toEqual([]);
  });

  it('are those that the configuration says, and that the globs do not leave out', async () => {
    makeRepository(folder, [REPOSITORY, { 'base/web.yaml': 'a: 1\n' }]);
    expect(foldersOf(await read({ deployed: ['base', '*/prod'] }))).toEqual([
      'base',
      'overlays/prod',
    ]);
    expect(foldersOf(await read({ files: ['**/*.yaml', '!**/dev/**'] }))).toEqual([
      'overlays/prod',
    ]);
  });

  it('have both sides, of the work tree, too', async () => {
    makeRepository(folder, [REPOSITORY]);
    writeFileSync(join(folder, 'other/api.yaml'), 'a: 1\n');
    const [root] = (await read({ worktree: true })).roots ?? [];
    expect(root?.base?.sources.files['other/api.yaml']).toBe(REPOSITORY['other/api.yaml']);
    expect(root?.head?.sources.files['other/api.yaml']).toBe('a: 1\n');
    expect(root?.before['other/api.yaml']).toBe(REPOSITORY['other/api.yaml']);
  });

  it('are 20 at most; the others are named', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 22 }, (_, at) => [
        `many/${String(at).padStart(2, '0')}/kustomization.yaml`,
        OVERLAY,
      ]),
    );
    makeRepository(folder, [{ ...REPOSITORY, ...many }, { 'base/web.yaml': 'a: 1\n' }]);
    const { roots, skips } = await read();
    expect(roots).toHaveLength(20);
    const reason =
      'a change is built for 20 kustomizations at most: split it, or run podseal check';
    expect(skips).toEqual(
      ['many/20', 'many/21', 'overlays/dev', 'overlays/prod'].map((root) => ({
        file: `${root}/kustomization.yaml`,
        reason,
      })),
    );
  });

  it('are built by Kustomize, and commented on at the patch that opens a container', async () => {
    const patch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          securityContext:
            privileged: true
`;
    const main = `${OVERLAY}patches: [{path: more.yaml}]\n`;
    const [before, after] = [patch.replace('true', 'false'), patch];
    makeRepository(folder, [
      {
        ...REPOSITORY,
        'overlays/prod/kustomization.yaml': main,
        'overlays/prod/more.yaml': before,
      },
      { 'overlays/prod/more.yaml': after },
    ]);
    const { comments, skips } = plan(await renderChange(await read(), new Engine()));
    expect(skips).toEqual([]);
    expect(comments.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'overlays/prod/more.yaml:11',
    ]);
    expect(comments[0]?.body).toContain('no-privileged');
  });

  it('say once what a patch does that a plugin names', async () => {
    const plugin = 'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: x}\n';
    const remove = '/spec/template/spec/containers/0/securityContext';
    makeRepository(folder, [
      {
        ...REPOSITORY,
        'overlays/prod/kustomization.yaml': `${OVERLAY}transformers: [plugin.yaml]\n`,
        'overlays/prod/plugin.yaml': `${plugin}path: more.yaml\ntarget: {kind: Deployment}\n`,
        'overlays/prod/more.yaml': '- {op: add, path: /metadata/labels, value: {a: b}}\n',
      },
      { 'overlays/prod/more.yaml': `- {op: remove, path: ${remove}}\n` },
    ]);
    const { comments, skips } = plan(await renderChange(await read(), new Engine()));
    expect(skips).toEqual([]);
    expect(comments.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'overlays/prod/more.yaml:1',
    ]);
  });

  const sidecar = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: proxy
          image: example/proxy:1
          securityContext:
            privileged: true
            readOnlyRootFilesystem: true
            runAsNonRoot: true
`;

  it('bring nothing new where a new one uses what another has patched', async () => {
    makeRepository(folder, [
      {
        ...REPOSITORY,
        'overlays/dev/kustomization.yaml': `${OVERLAY}patches: [{path: proxy.yaml}]\n`,
        'overlays/dev/proxy.yaml': sidecar,
      },
      { 'overlays/eu/kustomization.yaml': 'resources: [../dev]\nnamePrefix: eu-\n' },
    ]);
    const change = await renderChange(await read(), new Engine());
    expect(foldersOf(change)).toEqual(['overlays/eu']);
    expect(plan(change)).toMatchObject({ conclusion: 'success', comments: [], skips: [] });
  });

  it('have a comment and a fix for each patch that adds the same container', async () => {
    const main = `${OVERLAY}patches: [{path: proxy.yaml}]\n`;
    makeRepository(folder, [
      { ...REPOSITORY, 'overlays/prod/kustomization.yaml': OVERLAY },
      Object.fromEntries(
        ['dev', 'prod'].flatMap((one) => [
          [`overlays/${one}/kustomization.yaml`, main],
          [`overlays/${one}/proxy.yaml`, sidecar],
        ]),
      ),
    ]);
    const engine = new Engine();
    const options = {
      ruleSet: { profile: 'immutable' },
      failOn: 'error',
      scope: undefined,
    } as const;
    const proved = await proveSourceFixes(await renderChange(await read(), engine), {
      ...{ engine, options, unsafe: true },
      ask: async (change) => wantedSourceFixes(change, options),
    });
    const { comments } = plan(proved);
    expect(comments.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'overlays/dev/proxy.yaml:14',
      'overlays/prod/proxy.yaml:14',
    ]);
    for (const { suggestion } of comments) expect(suggestion).toContain('privileged: false');
    expect(comments[0]?.fingerprints).not.toEqual(comments[1]?.fingerprints);
  });

  it('of which several have an object under other names are named, and the object as in its file', async () => {
    makeRepository(folder, [
      {
        ...REPOSITORY,
        'overlays/dev/kustomization.yaml': `${OVERLAY}namePrefix: dev-\nnamespace: dev\n`,
        'overlays/prod/kustomization.yaml': `${OVERLAY}namePrefix: prod-\n`,
      },
      { 'base/web.yaml': deployment('web') },
    ]);
    const { comments, findings } = plan(await renderChange(await read(), new Engine()));
    const [body = ''] = comments.map((one) => one.body);
    expect(body).toMatch(/ in Deployment `web` \(in overlays\/dev, overlays\/prod\)\n/);
    expect(body).toContain('`podseal fix --unsafe --object Deployment/web --container app .`');
    expect(body).not.toMatch(/dev-|prod-/);
    expect(findings.map(({ finding }) => finding.resource)).toMatchObject(
      findings.map(() => ({ name: 'web', namespace: '' })),
    );
  });
});
