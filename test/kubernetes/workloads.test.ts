import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { Pod } from '../../src/kubernetes/pod.ts';
import type { Value } from '../../src/yaml/value.ts';
import { podsOf } from '../../src/kubernetes/workloads.ts';

function podsIn(text: string): Pod[] {
  return readManifest({ path: 'x.yaml', text }).resources.flatMap(podsOf);
}

function object(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: n }\n${rest}\n`;
}

/** A pod as one line: form, whether it is partial or a guess, and its containers. */
function summary({ form, spec, partial, isKnown, containers, securityContext }: Pod): string {
  const words = [
    form,
    ...(spec ? [] : ['no spec']),
    ...(partial ? ['partial'] : []),
    ...(isKnown ? [] : ['guess']),
    ...(securityContext ? [`context at ${securityContext.path.join('.')}`] : []),
  ];
  const names = containers.map((one) => {
    const place = one.contextPath ? '' : ' without place';
    return `${one.role} ${one.name}${one.partial ? ' partial' : ''}${place}`;
  });
  return `${words.join(' ')}: ${names.join(', ')}`;
}

function summaries(apiVersion: string, kind: string, rest: string): string[] {
  return podsIn(object(apiVersion, kind, rest)).map(summary);
}

const C = '{ name: c, image: i }';
const CONTAINERS = `{ containers: [${C}] }`;

describe('what stands at a place', () => {
  it.each([
    [
      'a template in each element of a list',
      'batch.volcano.sh/v1alpha1',
      'Job',
      `spec: { tasks: [{ template: { spec: ${CONTAINERS} } }, { template: { spec: ${CONTAINERS} } }] }`,
      ['template: container c', 'template: container c'],
    ],
    [
      'a template in each value of a mapping',
      'kubeflow.org/v1',
      'TFJob',
      `spec: { tfReplicaSpecs: { PS: { template: { spec: ${CONTAINERS} } } } }`,
      ['template: container c'],
    ],
    [
      'a template that an operator adds to',
      'kibana.k8s.elastic.co/v1',
      'Kibana',
      `spec: { podTemplate: { spec: ${CONTAINERS} } }`,
      ['template partial: container c partial'],
    ],
    [
      'a pod spec',
      'actions.github.com/v1alpha1',
      'EphemeralRunner',
      `spec: { spec: ${CONTAINERS} }`,
      ['template: container c'],
    ],
    [
      'a pod spec whose securityContext does not count',
      'serving.knative.dev/v1',
      'Revision',
      `spec: { securityContext: { runAsNonRoot: true }, containers: [${C}] }`,
      ['template: container c'],
    ],
    [
      'some fields of a pod spec',
      'monitoring.coreos.com/v1',
      'Alertmanager',
      `spec: { replicas: 1, containers: [${C}] }`,
      ['subset partial: container c partial'],
    ],
    [
      'containers by themselves',
      'apps.kruise.io/v1alpha1',
      'SidecarSet',
      `spec: { containers: [${C}, { image: i }], initContainers: [{ name: i, restartPolicy: Always }] }`,
      ['template no spec: container c, container containers[1], sidecar i partial'],
    ],
    [
      'the spec as the container',
      'tekton.dev/v1',
      'StepAction',
      'spec: { image: i }',
      ['template no spec: container spec'],
    ],
    [
      'a container without a place for a securityContext',
      'acid.zalan.do/v1',
      'postgresql',
      `spec: { sidecars: [${C}] }`,
      ['template no spec partial: container c partial without place'],
    ],
    [
      'a securityContext of a container, with that of its pod',
      'postgresql.cnpg.io/v1',
      'Cluster',
      'spec: { securityContext: { privileged: true }, podSecurityContext: { fsGroup: 1 } }',
      [
        'template no spec partial context at spec.podSecurityContext: container spec.securityContext partial',
      ],
    ],
    [
      'a securityContext of a pod alone',
      'k8up.io/v1',
      'Backup',
      'spec: { podSecurityContext: { fsGroup: 1 } }',
      ['template no spec partial context at spec.podSecurityContext: '],
    ],
    [
      'a securityContext that is none',
      'postgresql.cnpg.io/v1',
      'Cluster',
      'spec: { securityContext: [], podSecurityContext: ~ }',
      [],
    ],
  ])('%s', (_, apiVersion, kind, rest, expected) => {
    expect(summaries(apiVersion, kind, rest)).toEqual(expected);
  });

  it('an object, which is judged as its own kind', () => {
    const pod = `{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: s }, spec: ${CONTAINERS} }`;
    const text = object('template.openshift.io/v1', 'Template', `objects: [${pod}, text, ~]`);
    const { resources } = readManifest({ path: 'x.yaml', text });
    expect(resources.map(({ kind, name, namespace }) => [kind, name, namespace])).toEqual([
      ['Template', 'n', ''],
      ['Pod', 'p', 's'],
    ]);
    expect(resources.flatMap(podsOf).map(summary)).toEqual(['pod: container c']);
  });

  it('objects in objects, however deep', () => {
    const nest = (depth: number): string =>
      depth === 0
        ? `{ apiVersion: v1, kind: Pod, spec: ${CONTAINERS} }`
        : `{ apiVersion: template.openshift.io/v1, kind: Template, objects: [${nest(depth - 1)}] }`;
    expect(podsIn(nest(4)).map(summary)).toEqual(['pod: container c']);
    expect(podsIn(nest(40)).map(summary)).toEqual(['pod: container c']);
  });
});

describe('containers that share a pod', () => {
  const templates = (rest: string): string =>
    `spec: { securityContext: { runAsUser: 1 }, volumes: [{ name: w }], templates: [${rest}] }`;

  it('have the nearest securityContext, and the volumes around them', () => {
    const own = `{ name: own, securityContext: { runAsUser: 2 }, volumes: [{ name: t }], container: { image: i }, sidecars: [${C}] }`;
    const pods = podsIn(
      object('argoproj.io/v1alpha1', 'Workflow', templates(`${own}, { script: { image: i } }`)),
    );
    expect(pods.map(summary)).toEqual([
      'template no spec context at spec.templates.0.securityContext: container spec.templates[own].container, container c',
      'template no spec context at spec.securityContext: container spec.templates[1].script',
    ]);
    expect(pods.map(({ volumes }) => volumes.length)).toEqual([2, 1]);
  });

  it('are in one pod where the whole object has one securityContext', () => {
    const rest = '{ container: { image: i }, volumes: [{ name: a }] }, { script: { image: i } }';
    const pods = podsIn(object('argoproj.io/v1alpha1', 'Workflow', templates(rest)));
    expect(pods.map(({ containers }) => containers.length)).toEqual([2]);
    expect(pods.map(({ volumes }) => volumes.length)).toEqual([2]);
  });

  it('leave a securityContext that is for none of them to itself', () => {
    const template = '{ name: a, securityContext: {}, container: { image: i } }';
    expect(summaries('argoproj.io/v1alpha1', 'Workflow', templates(template))).toEqual([
      'template no spec context at spec.templates.0.securityContext: container spec.templates[a].container',
      'template no spec partial context at spec.securityContext: ',
    ]);
  });

  it('have the securityContext that is given beside them', () => {
    const spec = `spec: { podTemplate: { securityContext: {} }, taskSpec: { steps: [${C}], sidecars: [{ name: d, image: i }] } }`;
    expect(summaries('tekton.dev/v1', 'TaskRun', spec)).toEqual([
      'template no spec context at spec.podTemplate.securityContext: container c, container d',
    ]);
  });

  it.each([
    ['a mapping', '{ securityContext: {} }', true],
    ['a mapping without a securityContext', '{ workingDir: /srv }', false],
  ])('may get the rest from %s', (_, stepTemplate, isPartial) => {
    const text = object(
      'tekton.dev/v1',
      'Task',
      `spec: { stepTemplate: ${stepTemplate}, steps: [${C}] }`,
    );
    const step = podsIn(text)
      .flatMap(({ containers }) => containers)
      .find(({ name }) => name === 'c');
    expect(step?.partial).toBe(isPartial);
  });

  it('run on Windows if their node has to', () => {
    const template = `{ nodeSelector: { kubernetes.io/os: windows }, container: { image: i } }`;
    const [pod] = podsIn(
      object('argoproj.io/v1alpha1', 'Workflow', `spec: { templates: [${template}] }`),
    );
    expect(pod).toMatchObject({ os: 'windows', isOsDeclared: false });
  });
});

describe('a kind', () => {
  it('is known by its group', () => {
    expect(summaries('batch.volcano.sh/v1alpha1', 'CronJob', 'spec: {}')).toEqual([]);
    expect(
      summaries('serving.knative.dev/v1', 'Service', `spec: { template: { spec: ${CONTAINERS} } }`),
    ).toHaveLength(1);
    expect(summaries('v1', 'Service', `spec: { template: { spec: ${CONTAINERS} } }`)).toEqual([]);
  });

  it("without an API version is Kubernetes' own before another's", () => {
    const patch = `kind: Job\nspec: { template: { spec: ${CONTAINERS} }, tasks: [] }\n`;
    expect(podsIn(patch).map(summary)).toEqual(['template: container c']);
    expect(podsIn(`kind: CloneSet\nspec: { template: { spec: ${CONTAINERS} } }\n`)).toHaveLength(1);
    expect(podsIn(`kind: Storefront\nspec: ${CONTAINERS}\n`)).toEqual([]);
  });
});

describe('a kind without any of the words of the prefilter', () => {
  it.each([
    'kind: Task',
    'kind: "Task"',
    "'kind' : 'Task'",
    'kind:\n  Task',
    'kind: # of Tekton\n  Task',
    'kind: &kind Task',
    'kind: !!str Task',
    'kind: >-\n  Task',
    '? kind\n: Task',
    'kind: "T\\x61sk"',
  ])('is found as %j', (kind) => {
    const text = `apiVersion: tekton.dev/v1\n${kind}\nspec: { steps: [${C}] }\n`;
    expect(podsIn(text)).toHaveLength(1);
  });

  it('is found in a list of its own', () => {
    const text = `apiVersion: tekton.dev/v1\nkind: TaskList\nitems: [{ spec: { steps: [${C}] } }]\n`;
    expect(podsIn(text)).toHaveLength(1);
  });
});

describe('a pod by its shape', () => {
  const inUnknown = (spec: string): string[] => summaries('shop.example/v1', 'Storefront', spec);

  it.each([
    ['with named containers', `spec: { pods: [${CONTAINERS}] }`],
    ['with unnamed ones', 'spec: { containers: [{ image: i, ports: [] }] }'],
    ['seven keys deep', `a: { b: { c: { d: { e: { f: { g: ${CONTAINERS} } } } } } }`],
  ])('%s', (_, spec) => {
    expect(inUnknown(spec)).toHaveLength(1);
    expect(inUnknown(spec)[0]).toMatch(/^subset guess: container /);
  });

  it.each([
    ['a list of names', 'spec: { containers: [web] }'],
    ['an empty list', 'spec: { containers: [] }'],
    ['an image in parts', 'spec: { containers: [{ name: c, image: { tag: v1 } }] }'],
    ['a pattern', "spec: { containers: [{ name: c, image: 'r.io/*' }] }"],
    ['a placeholder', "spec: { containers: [{ name: c, image: '{{ image }}' }] }"],
    ['something else with an image', 'spec: { containers: [{ image: i, size: 2 }] }'],
    ['one of several that is none', `spec: { containers: [${C}, { name: d }] }`],
    ['values of a chart', `spec: { values: ${CONTAINERS} }`],
    ['another object', `spec: { object: { apiVersion: v1, kind: Pod, spec: ${CONTAINERS} } }`],
    ['very deep', `${'a: { '.repeat(40)}b: ${CONTAINERS}${' }'.repeat(40)}`],
  ])('not %s', (_, spec) => {
    expect(inUnknown(spec)).toEqual([]);
  });

  it.each([
    ['kyverno.io/v1', 'ClusterPolicy'],
    ['chainsaw.kyverno.io/v1alpha1', 'Test'],
    ['constraints.gatekeeper.sh/v1beta1', 'K8sAllowedRepos'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['config.kubernetes.io/v1', 'Function'],
    ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
    ['argoproj.io/v1alpha1', 'Application'],
    ['v1', 'ConfigMap'],
  ])('not in %s %s', (apiVersion, kind) => {
    expect(summaries(apiVersion, kind, `spec: ${CONTAINERS}`)).toEqual([]);
  });
});

describe('a place', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: n }
spec:
  securityContext: &user { runAsUser: 1 }
  templates:
    - name: build
      container:
        image: i
        securityContext:
          privileged: true
      sidecars:
        - &side
          name: side
          image: i
        - *side
`;

  it('has its text and its path', () => {
    const textOf = (value: Value | undefined): string => {
      const { start, end } = value?.span ?? { start: 0, end: 0 };
      return text.slice(start, end).trim();
    };
    const [pod] = podsIn(text);
    const [main, side, again] = pod?.containers ?? [];
    expect(textOf(pod?.securityContext)).toBe('{ runAsUser: 1 }');
    expect(textOf(main?.securityContext)).toBe('privileged: true');
    expect(main?.contextPath).toEqual(['spec', 'templates', 0, 'container', 'securityContext']);
    expect([side, again].map((one) => one?.value.path.at(-1))).toEqual([0, 1]);
    expect([main, side, again].map((one) => one?.value.shared)).toEqual([false, true, true]);
  });
});
