import { expect, test } from 'vitest';
import { type Content, collectKustomization } from '../../src/render/collect-kustomization.ts';
import { deployedAmong } from '../../src/render/deployed-kustomizations.ts';
import { readReferences } from '../../src/render/kustomization-references.ts';

/** Collects a kustomization from texts by their paths. Returns what was found, and the rounds that it took. */
function collect(
  root: string,
  texts: Readonly<Record<string, string>>,
): { readonly found: readonly string[] | string; readonly rounds: number } {
  const collecting = collectKustomization(root);
  let step = collecting.next(new Map());
  let rounds = 0;
  while (step.done !== true) {
    const contents = step.value.flatMap((path): [string, Content][] => {
      const text = texts[path];
      return text === undefined ? [] : [[path, { text }]];
    });
    rounds++;
    step = collecting.next(new Map(contents));
  }
  const { value } = step;
  return { found: 'reason' in value ? value.reason : Object.keys(value.files).toSorted(), rounds };
}

test('all that a kustomization names is collected, in as many rounds as it is deep', () => {
  const texts = {
    'prod/kustomization.yaml': `
resources: [../base, ./extra.yaml, https://example.com/x.yaml]
components: [../tls]
patches: [{path: a.yaml}, {patch: "{}"}]
patchesStrategicMerge: [b.yaml, "kind: X\\nmetadata: {}"]
patchesJson6902: [{path: c.json}]
replacements: [{path: r.yaml}]
configMapGenerator: [{files: [key=data/d.txt, e.txt], envs: [f.env], env: g.env}]
crds: [crd.json]
configurations: [names.yaml]
openapi: {path: schema.json}
transformers: [t.yaml]
`,
    'base/Kustomization': 'resources: [web.yaml, gone.yaml]',
    'tls/kustomization.yml': 'kind: Component\npatches: [{path: ../shared/tls.yaml}]',
    ...Object.fromEntries(
      [
        ...['base/web.yaml', 'prod/a.yaml', 'prod/b.yaml', 'prod/c.json', 'prod/crd.json'],
        ...['prod/data/d.txt', 'prod/e.txt', 'prod/extra.yaml', 'prod/f.env', 'prod/g.env'],
        ...['prod/names.yaml', 'prod/r.yaml', 'prod/schema.json', 'prod/t.yaml'],
        'shared/tls.yaml',
      ].map((path) => [path, '']),
    ),
  };
  expect(collect('prod', { ...texts, 'other.yaml': '' })).toEqual({
    found: Object.keys(texts).toSorted(),
    rounds: 3,
  });
});

test('what plugins of Kustomize name counts from the kustomization that uses them', () => {
  const builtin = (kind: string, more: string): string =>
    `apiVersion: builtin\nkind: ${kind}\nmetadata: {name: x}\n${more}\n`;
  const texts = {
    'prod/kustomization.yaml':
      'transformers: [../plugins, two.yaml, program.yaml]\ngenerators: [data.yaml]\n',
    'plugins/kustomization.yaml': 'resources: [one.yaml, ../plugins]\n',
    'plugins/one.yaml': builtin('PatchTransformer', 'path: one.json'),
    'prod/one.json': '',
    'prod/two.yaml': [
      builtin('PatchStrategicMergeTransformer', 'paths: [two-a.yaml, ../two-b.yaml]'),
      builtin('ReplacementTransformer', 'replacements: [{path: two-c.yaml}]'),
    ].join('---\n'),
    ...{ 'prod/two-a.yaml': '', 'two-b.yaml': '', 'prod/two-c.yaml': '' },
    'prod/data.yaml': builtin('ConfigMapGenerator', 'envs: [data.env]\nfiles: [key=data.txt]'),
    ...{ 'prod/data.env': '', 'prod/data.txt': '' },
  };
  const program = 'apiVersion: example.com/v1\nkind: Program\npath: secret.json\n';
  const others = { 'plugins/one.json': '', 'prod/secret.json': '' };
  const used = { ...texts, 'prod/program.yaml': program };
  expect(collect('prod', { ...used, ...others }).found).toEqual(Object.keys(used).toSorted());
});

test('nothing outside of the repository is asked for', () => {
  const texts = {
    'kustomization.yaml': 'resources: [../x, /etc/passwd, a/../../y, "."]',
    x: '',
    y: '',
  };
  expect(collect('', texts).found).toEqual(['kustomization.yaml']);
});

test('kustomizations that use each other are collected once', () => {
  const texts = {
    'a/kustomization.yaml': 'resources: [../b]',
    'b/kustomization.yaml': 'resources: [../a, "*x", {}, "a: &a [*a]"]',
  };
  expect(collect('a', texts).found).toEqual(Object.keys(texts));
});

test('one with too many or too long files is left', () => {
  const names = Array.from({ length: 5001 }, (_, index) => `${index}.yaml`);
  const many = Object.fromEntries(names.map((name) => [name, '']));
  const kustomization = `resources: [${names.join()}]`;
  expect(collect('', { ...many, 'kustomization.yaml': kustomization }).found).toBe(
    'it needs over 5000 files',
  );
  const long = { 'kustomization.yaml': 'resources: [a.yaml]', 'a.yaml': 'x'.repeat(33 * 2 ** 20) };
  expect(collect('', long).found).toBe('its files have over 32 MiB');
});

const PROJECT = new Map(
  Object.entries({
    base: 'resources: [web.yaml]',
    component: 'kind: Component',
    'overlays/dev': 'resources: [../../base]\ncomponents: [../../component]',
    'overlays/prod': 'resources: [../../base]',
    x: 'resources: [../y]',
    y: 'resources: [../x]',
    '': 'resources: [x.yaml]',
  }).map(([folder, text]) => [folder, readReferences(text)]),
);

test.each([
  [[], ['', 'overlays/dev', 'overlays/prod', 'x']],
  [
    ['!**/dev', '!x'],
    ['', 'overlays/prod'],
  ],
  [['overlays/*'], ['overlays/dev', 'overlays/prod']],
  [
    ['base', 'overlays/*', '!**/dev', 'component'],
    ['base', 'overlays/prod'],
  ],
  [['!.'], ['overlays/dev', 'overlays/prod', 'x']],
])('of some kustomizations, %j are deployed', (globs, roots) => {
  expect(deployedAmong(PROJECT, globs)).toEqual(roots);
});
