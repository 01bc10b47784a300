import { expect, test } from 'vitest';
import { CHECK_BUILT } from '../../src/kubernetes/check-output.ts';
import { Engine } from '../../src/engine/engine.ts';
import { readBuilds } from '../../src/engine/protocol.ts';
import type { Build, KustomizationAnswer } from '../../src/render/kustomization.ts';
import { ALIASES } from './alias-bomb.ts';

/** Ordinary ones take less than a second: a busy machine must not end them. */
const engine = new Engine({ deadlineMs: 200_000, megabytes: 384 });
/** For those that end no sooner: they work for all of that time. */
const impatient = new Engine({ deadlineMs: 1000, megabytes: 384 });

async function answerTo(
  files: Readonly<Record<string, string>>,
  root = 'a',
  used = engine,
): Promise<KustomizationAnswer> {
  return used.build({ root, files, binaries: {} });
}

async function build(files: Readonly<Record<string, string>>, root = 'a'): Promise<Build> {
  const answer = await answerTo(files, root);
  if (!('text' in answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

async function reasonFor(files: Readonly<Record<string, string>>, used = engine): Promise<string> {
  const answer = await answerTo(files, 'a', used);
  if ('reason' in answer) return answer.reason;
  return 'error' in answer ? answer.error : 'none';
}

/** The lines of a build with their places. */
function placed({ text, lines, files, untraced }: Build): string[] {
  if (untraced !== undefined) return [untraced];
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const [file, at] = lines[index] ?? [];
      return `${file === undefined ? '' : files[file]}:${at ?? ''} ${line}`;
    });
}

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: web:1
    securityContext: &safe
      runAsUser: 1
  - name: other
    image: other:1
    securityContext: *safe
`;

test('a value has the place where it was set last, also by JSON patches and images', async () => {
  const files = {
    'a/kustomization.yaml': `resources: [pod+web.yaml]
images:
- name: web
  newTag: "2"
patchesJson6902:
- target: {version: v1, kind: Pod, name: web}
  path: ops.json
patches:
- patch: |
    kind: Pod
    apiVersion: v1
    metadata: {name: web}
    spec:
      hostNetwork: true
      containers:
      - name: other
        image: other:1
        args: [--safe]
`,
    'a/pod+web.yaml': POD,
    'a/ops.json': `[
  {"op": "replace", "path": "/spec/containers/0/securityContext/runAsUser", "value": 0},
  {"op": "add", "path": "/spec/containers/0/env", "value": [
    {"name": "A", "value": "1"}
  ]},
  {"op": "add", "path": "/spec/containers/-", "value": {
    "name": "new",
    "image": "new:1"}}
]`,
  };
  expect(placed(await build(files))).toEqual([
    'a/pod+web.yaml:1 apiVersion: v1',
    'a/pod+web.yaml:1 kind: Pod',
    'a/pod+web.yaml:3 metadata:',
    'a/pod+web.yaml:3   name: web',
    'a/pod+web.yaml:4 spec:',
    'a/pod+web.yaml:5   containers:',
    'a/kustomization.yaml:18   - args:',
    'a/kustomization.yaml:18     - --safe',
    'a/ops.json:3     env:',
    'a/ops.json:4     - name: A',
    'a/ops.json:4       value: "1"',
    'a/pod+web.yaml:11     image: other:1',
    'a/pod+web.yaml:10     name: other',
    'a/pod+web.yaml:10     securityContext:',
    'a/ops.json:2       runAsUser: 0',
    'a/kustomization.yaml:4   - image: web:2',
    'a/pod+web.yaml:6     name: web',
    'a/pod+web.yaml:8     securityContext:',
    'a/pod+web.yaml:9       runAsUser: 1',
    'a/ops.json:8   - image: new:1',
    'a/ops.json:7     name: new',
    'a/kustomization.yaml:14   hostNetwork: true',
  ]);
});

test('what is elsewhere, a chart or a program is left out, and the rest is built', async () => {
  const files = {
    'a/kustomization.yaml': `resources:
- pod.yaml
- https://example.com/pod.yaml
- git@example.com:x/y.git
- ../../outside
- gone.yaml
components: [github.com/x/y]
helmCharts:
- name: redis
generators:
- exec.yaml
transformers:
- |-
  apiVersion: builtin
  kind: PrefixTransformer
  metadata: {name: prefix}
  prefix: my-
  fieldSpecs: [{path: metadata/name}]
validators: [exec.yaml]
secretGenerator:
- name: secret
  envs: [gone.env]
patches:
- path: theirs.yaml
- path: https://example.com/patch.yaml
`,
    'a/pod.yaml': POD,
    'a/exec.yaml': `apiVersion: example.com/v1
kind: Maker
metadata:
  name: maker
  annotations:
    config.kubernetes.io/function: "exec: {path: /bin/sh}"
`,
    'a/theirs.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: theirs}\n',
    'outside/kustomization.yaml': 'resources: [../a/pod.yaml]',
  };
  const { text, left, sources, untraced } = await build(files);
  expect(text).toContain('name: my-web');
  expect(untraced).toBeUndefined();
  expect(sources).toEqual(['a/kustomization.yaml', 'a/pod.yaml']);
  expect(left.map(({ line, kind, name }) => `${line} ${kind} ${name}`)).toEqual([
    '3 remote https://example.com/pod.yaml',
    '4 remote git@example.com:x/y.git',
    '5 missing ../../outside',
    '6 missing gone.yaml',
    '7 remote github.com/x/y',
    '9 helm redis',
    '11 plugin Maker',
    '24 patch theirs.yaml',
    '25 remote https://example.com/patch.yaml',
  ]);
});

test('of what is built in part, only the patches are left out whose objects are not there', async () => {
  const patch = (kind: string, name: string, more: string): string =>
    `- patch: |\n    apiVersion: v1\n    kind: ${kind}\n    metadata: {name: ${name}}\n    ${more}\n`;
  const files = {
    'a/kustomization.yaml': `resources: [../base, ../other, https://example.com/more.yaml]
patches:
${patch('Namespace', 'my-space', '$patch: delete')}${patch('Pod', 'my-web, namespace: my-space', 'spec: {hostNetwork: true}')}${patch('Pod', 'theirs', 'spec: {hostPID: true}')}`,
    'base/kustomization.yaml': `namePrefix: my-
namespace: my-space
resources: [all.yaml]
configMapGenerator: [{name: settings, behavior: merge, literals: [a=b]}]
`,
    'base/all.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: {name: system}\n---\n${POD}`,
    // The object of this name is not in what this one has.
    'other/kustomization.yaml': `resources: [https://example.com/pod.yaml]
patches:
${patch('Pod', 'my-web', 'spec: {hostIPC: true}')}`,
  };
  const { text, left } = await build(files);
  expect(text).not.toMatch(/kind: Namespace|hostIPC|hostPID/);
  expect(text).toContain('hostNetwork: true');
  expect(text).toContain('name: my-settings');
  expect(left.map(({ file, line, kind }) => `${file}:${line} ${kind}`)).toEqual([
    'a/kustomization.yaml:1 remote',
    'a/kustomization.yaml:13 patch',
    'other/kustomization.yaml:1 remote',
    'other/kustomization.yaml:3 patch',
  ]);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'no object',
    { 'a/kustomization.yaml': 'resources: [pod.yaml]', 'a/pod.yaml': 'a: b' },
    "accumulating resources from 'pod.yaml': missing Resource metadata",
  ],
  ['nothing', {}, 'open a: file does not exist'],
  [
    'a circle',
    { 'a/kustomization.yaml': 'resources: [../b]', 'b/kustomization.yaml': 'resources: [../a]' },
    "cycle detected: candidate root 'a' contains visited root 'a'",
  ],
  [
    'a component',
    {
      'a/kustomization.yaml': 'resources: [../b]',
      'b/kustomization.yaml': 'kind: Component\nnamePrefix: x',
    },
    "expected kind != 'Component' for path 'b'",
  ],
])(
  'of %s, the error is that of Kustomize, with paths of the repository',
  async (_, files, error) => {
    expect(await reasonFor(files)).toContain(error);
  },
);

const OVER = [
  `the kustomization takes too much memory to render: ${CHECK_BUILT}`,
  `the kustomization takes too long to render: ${CHECK_BUILT}`,
  'the kustomization is nested too deeply',
];

test('aliases that grow, doubled bases and deep nesting are ended', async () => {
  const bomb = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n${ALIASES}\n`;
  const doubled = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `${'ab'.charAt(Math.min(index, 1))}${index || ''}/kustomization.yaml`,
      index === 39
        ? 'namePrefix: x'
        : `namePrefix: x\nresources: [../b${index + 1}, ../b${index + 1}]`,
    ]),
  );
  const nested = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${'{a: '.repeat(9000)}1${'}'.repeat(9000)}\n`;
  const reasons = await Promise.all([
    reasonFor({ 'a/kustomization.yaml': 'resources: [p.yaml]', 'a/p.yaml': bomb }, impatient),
    reasonFor(doubled, impatient),
    reasonFor({ 'a/kustomization.yaml': 'resources: [p.yaml]', 'a/p.yaml': nested }, impatient),
  ]);
  for (const reason of reasons) expect(OVER).toContain(reason);
});

test('why a build ended is said, whatever Kustomize warned of before', async () => {
  const bases = Array.from({ length: 40 }, (_, index) => `b${index}`);
  const files = {
    'a/kustomization.yaml': `resources: [${bases.map((name) => `../${name}`).join(', ')}, p.yaml]`,
    ...Object.fromEntries(
      bases.map((name) => [`${name}/kustomization.yaml`, `commonLabels: {of: ${name}}`]),
    ),
    'a/p.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n${ALIASES}\n`,
  };
  const small = new Engine({ deadlineMs: 200_000, megabytes: 64 });
  expect(await reasonFor(files, small)).toBe(OVER[0]);
});

test('a kustomization sees nothing of the files and the environment around it', async () => {
  const { text, left } = await build({
    'a/kustomization.yaml': `resources: [/etc/passwd, ../../../etc/passwd, pod.yaml]
configMapGenerator:
- name: seen
  files: [/etc/passwd, ../../../../etc/hostname]
  envs: [/proc/self/environ]
`,
    'a/pod.yaml': POD,
  });
  expect(text).toMatch(/kind: ConfigMap\nmetadata:\n {2}name: seen-\w+\n/);
  expect(text).not.toMatch(/^data:/m);
  expect(left.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'missing /etc/passwd',
    'missing ../../../etc/passwd',
  ]);
});

test('an answer of another shape is a fault', () => {
  const answer = { text: 'a: 1\n', files: ['a'], lines: [[0]], sources: [], left: [] };
  const bytes = new TextEncoder().encode(JSON.stringify({ builds: [answer] }));
  expect(() => readBuilds(bytes)).toThrow('Invalid');
});
