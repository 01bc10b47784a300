import { describe, expect, it } from 'vitest';
import { decodeFile } from '../../src/kubernetes/decode-file.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { podsOf } from '../../src/kubernetes/workloads.ts';
import { deployment, judgeText } from '../judging.ts';

function containersIn(text: string): string[] {
  const { resources } = readManifest({ path: 'x.yaml', text });
  return resources.flatMap((resource) => {
    const containers = podsOf(resource).flatMap((pod) => pod.containers);
    return containers.map(({ name, role }) => `${resource.kind}/${resource.name} ${role} ${name}`);
  });
}

const CONTAINERS = '{ containers: [{ name: c, image: i }] }';

describe('where containers are found', () => {
  it.each([
    ['v1', 'Pod', `spec: ${CONTAINERS}`],
    ['v1', 'PodTemplate', `template: { spec: ${CONTAINERS} }`],
    ['v1', 'ReplicationController', `spec: { template: { spec: ${CONTAINERS} } }`],
    ['apps/v1', 'Deployment', `spec: { template: { spec: ${CONTAINERS} } }`],
    ['extensions/v1beta1', 'Deployment', `spec: { template: { spec: ${CONTAINERS} } }`],
    ['apps/v1beta2', 'StatefulSet', `spec: { template: { spec: ${CONTAINERS} } }`],
    ['extensions/v1beta1', 'DaemonSet', `spec: { template: { spec: ${CONTAINERS} } }`],
    ['apps/v1', 'ReplicaSet', `spec: { template: { spec: ${CONTAINERS} } }`],
    ['batch/v1', 'Job', `spec: { template: { spec: ${CONTAINERS} } }`],
    [
      'batch/v1beta1',
      'CronJob',
      `spec: { jobTemplate: { spec: { template: { spec: ${CONTAINERS} } } } }`,
    ],
  ])('%s %s', (apiVersion, kind, rest) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: n }\n${rest}\n`;
    expect(containersIn(text)).toEqual([`${kind}/n container c`]);
  });

  it('not in other groups with the same kind', () => {
    const text = `apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nspec: { template: { spec: ${CONTAINERS} } }\n`;
    expect(containersIn(text)).toEqual([]);
  });

  it('in lists, whose items may leave out their kind, and not in an endless one', () => {
    const pod = `{ metadata: { name: p }, spec: ${CONTAINERS} }`;
    expect(containersIn(`apiVersion: v1\nkind: PodList\nitems: [${pod}]\n`)).toEqual([
      'Pod/p container c',
    ]);
    const list = `apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Pod, ${pod.slice(1)}\n`;
    expect(containersIn(list)).toEqual(['Pod/p container c']);
    const endless = readManifest({
      path: 'x.yaml',
      text: `${list}- &a { kind: List, items: [*a] }\n`,
    });
    expect(endless.skips[0]?.reason).toContain('a value contains itself: "a"');
  });

  it('by role', () => {
    const spec = `{
      initContainers: [{ name: a, image: i }, { name: b, image: i, restartPolicy: Always }],
      containers: [{ name: c, image: i }, text, null, { $patch: delete, name: d }, {}],
      ephemeralContainers: [{ name: e, image: i }] }`;
    expect(
      containersIn(`apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: ${spec}\n`),
    ).toEqual([
      'Pod/p init a',
      'Pod/p sidecar b',
      'Pod/p container c',
      'Pod/p container containers[4]',
      'Pod/p ephemeral e',
    ]);
  });
});

describe('line separators that only Kubernetes takes for line breaks', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i}]}';
  const definition = 'apiVersion: v1\nkind: CustomResourceDefinition\n# ';

  it.each(['\u0085', '\u2028', '\u2029'])('hide no document: %j', (separator) => {
    const hidden = `${definition}${separator}---${separator}${pod.replaceAll('\n', separator)}\n`;
    expect(containersIn(hidden)).toEqual(['Pod/p container c']);
  });
});

describe('a definition of a kind, which is passed over', () => {
  const containers = 'spec: {containers: [{name: c, image: i}]}\n';

  it('is none with a second kind, which is what counts for Kubernetes', () => {
    const definition = 'apiVersion: v1\nkind: CustomResourceDefinition\nmetadata: {name: p}\n';
    expect(containersIn(`${definition}${containers}`)).toEqual([]);
    expect(containersIn(`${definition}kind: Pod\n${containers}`)).toEqual(['Pod/p container c']);
  });
});

describe('what Kubernetes reads, YAML 1.2 or not', () => {
  /** The last container of a Deployment as data. */
  function container(...lines: string[]): unknown {
    const { documents, skips } = readManifest({
      path: 'x.yaml',
      text: `kind: Pod\nspec:\n  containers:\n    - image: i\n${lines.join('\n')}\n`,
    });
    expect(skips).toEqual([]);
    return documents[0]?.toData();
  }

  it.each([
    ['a script in `["` and `"]`', ['      args: ["', '        x', '      "]'], { args: [' x '] }],
    ['single quotes', ["      args: ['", " it''s", "    ']"], { args: [" it's "] }],
    ['quotes at the margin', ['      workingDir: "a', 'b"'], { workingDir: 'a b' }],
    ['a list at the margin', ['      args: [', 'a,', ' b]'], { args: ['a', 'b'] }],
    ['a plain scalar in one', ['      args: [a', 'b, c]'], { args: ['a b', 'c'] }],
    ['a mapping below its key', ['      env: {', '    a: b', '    }'], { env: { a: 'b' } }],
    ['a list closed before its key', ['      args: ["x"', ']'], { args: ['x'] }],
    ['an octal number', ['      x: [0o17, -0O1_0, +0o0, 017]'], { x: [15, -8, 0, 15] }],
    ['no octal number', ['      x: [0o8, 0o_, "0o0"]'], { x: ['0o8', '0o_', '0o0'] }],
    ['a key twice', ['      image: j', '      image: k'], { image: 'k' }],
  ])('%s', (_, lines, expected) => {
    const data = { kind: 'Pod', spec: { containers: [{ image: 'i', ...expected }] } };
    expect(container(...lines)).toEqual(data);
    const last = { ...expected, tty: true };
    expect(container(...lines, '      tty: true')).toEqual({
      kind: 'Pod',
      spec: { containers: [{ image: 'i', ...last }] },
    });
  });
});

describe('what can not be read', () => {
  function reason(text: string): string | undefined {
    return readManifest({ path: 'x.yaml', text }).skips[0]?.reason;
  }

  it.each([
    [
      'a tab',
      `${deployment('web')}\t- x\n`,
      'line 17, column 1: not valid YAML: tabs are not allowed',
    ],
    ['a template', deployment('web', '{{- with .x }}'), 'line 17, column 11: a template'],
    [
      'a value that is a template',
      deployment('web', 'args: {{ .x }}'),
      'line 17, column 18: a template',
    ],
    [
      'a chart in a string',
      deployment('web', 'args: ["{{ .Values.x }}"]'),
      'line 17, column 18: a template',
    ],
  ])('%s is skipped with its place', (_, text, expected) => {
    expect(reason(text)).toContain(expected);
  });

  it('a workload that breaks before its containers is not passed over', () => {
    expect(reason('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: [web\n')).toMatch(
      /^line \d+, column \d+: not valid YAML/,
    );
    expect(reason('kind: ConfigMap\ndata: [\n')).toBeUndefined();
    expect(reason('kind: ConfigMap\nmetadata:\n  name: web-v2\ndata: [\n')).toMatch(
      /not valid YAML/,
    );
    expect(reason('kind: &k Namespace\nmetadata: [\n')).toMatch(/not valid YAML/);
  });

  it('a chart that makes an object of any kind is not passed over', () => {
    const text = '# all of it\n{{ include "common.deployment" . }}\n';
    const read = (path: string): readonly unknown[] => readManifest({ path, text }).skips;
    expect(read('chart/templates/web.yaml')).toEqual([
      {
        file: 'chart/templates/web.yaml',
        reason: expect.stringContaining('line 2, column 1: a template') as string,
      },
    ]);
    expect(read('docs/page.yaml')).toEqual([]);
    const service = 'kind: Service\nmetadata: {{ .x }}\n';
    expect(readManifest({ path: 'chart/templates/x.yaml', text: service }).skips).toEqual([]);
  });

  it('braces in strings that no chart uses are no template', () => {
    expect(reason(deployment('web', 'args: ["{{ inputs.x }}"]'))).toBeUndefined();
    expect(judgeText(deployment('web', 'args: ["{{ inputs.x }}"]')).findings).toHaveLength(2);
  });

  it('deep nesting is no crash', () => {
    const deep = `kind: Pod\ncontainers: ${'['.repeat(20_000)}`;
    expect(reason(deep)).toMatch(/nested too deeply|not valid YAML/);
    const blocks = Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
    expect(() => judgeText(`kind: Pod\ncontainers: 1\nb:\n ${blocks}`)).not.toThrow();
  });

  it('an object of an unknown kind that is too deep to be searched is named', () => {
    const deep = `${'a: { '.repeat(40)}b: ${CONTAINERS}${' }'.repeat(40)}`;
    const text = `apiVersion: example.com/v1\nkind: Deep\nspec: { ${deep} }\n`;
    expect(readManifest({ path: 'x.yaml', text }).skips).toEqual([
      {
        file: 'x.yaml',
        reason:
          'line 1, column 1: an object of the unknown kind Deep, too large to be searched for containers',
      },
    ]);
  });

  it.each([
    ['an image', 'image: cockroachdb/cockroach:v20.1.3', 'cockroachdb/cockroach:v20.1.3'],
    ['an image in parts', 'image: { repository: x/db, tag: "1" }', 'x/db'],
    ['an image in parts without a path', 'image: { repository: mariadb, tag: 11 }', 'mariadb'],
    ['an image below other keys', 'nodes: [{ initImage: x/init:1 }]', 'x/init:1'],
    ['the key of an image in quotes', '"image" : x/db:1', 'x/db:1'],
  ])('an object of an unknown kind with %s and no pod is named', (_, spec, image) => {
    const text = `apiVersion: crdb.example.com/v1\nkind: CrdbCluster\nspec:\n  ${spec}\n`;
    expect(readManifest({ path: 'x.yaml', text }).skips).toEqual([
      {
        file: 'x.yaml',
        reason: `line 1, column 1: the containers that an operator makes from CrdbCluster (${image})`,
      },
    ]);
  });

  it.each([
    ['of a watched image', 'image.toolkit.fluxcd.io/v1', 'ImageRepository', 'image: x/db'],
    ['of an image to promote', 'kargo.akuity.io/v1alpha1', 'Stage', 'steps: [{ image: x/db }]'],
    ['of images to pull', 'apps.example.com/v1', 'ImagePullJob', 'image: x/db:1'],
    ['of a machine', 'infrastructure.cluster.x-k8s.io/v1', 'Machine', 'image: x/ubuntu:24'],
    ['of a machine in a cloud', 'compute.gcp.upbound.io/v1', 'Instance', 'image: x/debian-12'],
    ['of a template', 'scaffolder.backstage.io/v1', 'Template', 'image: "${{ parameters.image }}"'],
    [
      'that it has a profile for',
      'security-profiles-operator.x-k8s.io/v1alpha1',
      'ProfileBinding',
      'image: nginx:1.30',
    ],
    ['of a machine of kops', 'kops.k8s.io/v1alpha2', 'InstanceGroup', 'image: x/ubuntu:24'],
    ['with a name', 'shop.example.com/v1', 'Catalogue', 'items: [{ image: shop }]'],
    ['with a picture', 'shop.example.com/v1', 'Catalogue', 'items: [{ image: img/shop.png }]'],
    ['with a path', 'shop.example.com/v1', 'Catalogue', 'backgroundImage: /assets/shop'],
    ['with an address', 'vm.example.com/v1', 'Disk', 'image: https://example.com/disk'],
    ['with a pattern', 'rules.example.com/v1', 'Rule', 'image: "registry.example.com/*"'],
    ['of a kind that is known', 'dragonflydb.io/v1alpha1', 'Dragonfly', 'image: x/db:1'],
    ['with values of a chart', 'charts.example.com/v1', 'Chart', 'values: { image: x/db:1 }'],
    ['with an image outside of its spec', 'kind.x-k8s.io/v1', 'Cluster', 'a: b\nimage: x/node:1'],
    ['without an image', 'crdb.example.com/v1', 'CrdbCluster', 'imagePullPolicy: Always'],
  ])('an object %s gives no image to an operator', (_, apiVersion, kind, spec) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nspec:\n  ${spec}\n`;
    expect(readManifest({ path: 'x.yaml', text }, { parseAll: true }).skips).toEqual([]);
  });

  it('a kind that a team describes itself gives no image to an operator', () => {
    const text = 'apiVersion: acme.io/v1\nkind: Cache\nspec: { image: x/cache:1 }\n';
    const own = { kinds: ['Cache'], pods: ['spec.pod'], source: '.github/podseal.yml:1' };
    expect(readManifest({ path: 'x.yaml', text }, { kinds: [own] }).skips).toEqual([]);
  });

  it('one broken document does not hide the others', () => {
    const text = `${deployment('web')}---\nkind: Pod\ncontainers: [\n---\n${deployment('api')}`;
    const { findings, manifest } = judgeText(text);
    expect(new Set(findings.map(({ subject }) => subject.resource.name))).toEqual(
      new Set(['web', 'api']),
    );
    expect(manifest.skips).toHaveLength(1);
  });

  it('aliases that would expand to gigabytes are refused, and not expanded', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`,
    );
    const text = `a0: &a0 [x]\n${levels.join('\n')}\n${deployment('web')}`;
    expect(reason(text)).toContain('its aliases expand without bound');
  });
});

describe('decoding', () => {
  const manifest = Buffer.from(deployment('web'));

  it('keeps the byte order mark', () => {
    const file = decodeFile('x.yaml', Buffer.from(`\uFEFFa: 1`));
    expect(file).toEqual({ path: 'x.yaml', text: '\uFEFFa: 1' });
  });

  it.each([
    ['invalid UTF-8', Buffer.concat([manifest, Buffer.from([0xff, 0xfe])]), 'not UTF-8 text'],
    ['UTF-16', Buffer.from(deployment('web'), 'utf16le'), 'as UTF-16 does'],
    [
      '11 MiB',
      Buffer.concat([manifest, Buffer.alloc(11 * 1024 * 1024, '#')]),
      'larger than 10 MiB',
    ],
  ])('skips %s with the reason', (_, bytes, reason) => {
    expect(decodeFile('x.yaml', bytes)).toEqual({
      file: 'x.yaml',
      reason: expect.stringContaining(reason) as string,
    });
  });

  it('looks for a manifest in the first MiB of a file that is too large', () => {
    const at = (offset: number): Buffer => {
      const bytes = Buffer.alloc(11 * 1024 * 1024, '\n');
      bytes.write('kind: Pod', offset);
      return bytes;
    };
    expect(decodeFile('x.yaml', at(1024 * 1024 - 9))).toHaveProperty('reason');
    expect(decodeFile('x.yaml', at(1024 * 1024))).toBeUndefined();
  });

  it('passes over what is no manifest', () => {
    expect(decodeFile('x.json', Buffer.from([0xff, 0x00]))).toBeUndefined();
    expect(decodeFile('x.json', Buffer.alloc(11 * 1024 * 1024, ' '))).toBeUndefined();
  });
});

it('what to do about the templates of a file is said once', () => {
  const document = 'kind: Pod\nspec:\n{{ include "containers" . }}\n';
  const text = `${document}---\n${document}---\nkind: Pod\nspec: [\n`;
  const { skips, unreadable } = readManifest({ path: 'web.yaml', text });
  expect(skips.map(({ reason }) => reason)).toEqual([
    'line 3, column 1: a template, not YAML yet: render it (helm template) and check the output',
    expect.stringContaining('not valid YAML'),
  ]);
  expect(unreadable).toBe(3);
});
