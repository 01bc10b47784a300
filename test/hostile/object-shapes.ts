import { HEAD, type Shape, container, fill, pod } from './shape.ts';

function deployment(name: string): string {
  return `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {template: {spec: {containers: [{name: c, image: i}]}}}\n`;
}

function containers(unit: string | ((index: number) => string)): string {
  return pod(`  containers:\n${fill(unit)}`);
}

/** As many as a pod may have, whose fixes look at each other. */
function repeatContainers(index: number): string {
  return Array.from({ length: 200 }, (_, at) => `{name: c${index}-${at}, image: nginx}`).join(', ');
}

/** Objects with too many of something. */
export const OBJECT_SHAPES: readonly Shape[] = [
  { name: 'containers', make: () => containers((n) => `  - {name: c${n}, image: i}\n`) },
  { name: 'containers of one name', make: () => containers('  - {name: c, image: i}\n') },
  { name: 'containers without a name', make: () => containers('  - image: i\n') },
  { name: 'empty containers', make: () => pod(`  containers: [${fill('{},')}]\n`) },
  { name: 'nothing for containers', make: () => containers('  -\n') },
  {
    name: 'privileged containers',
    make: () => containers((n) => `  - {name: c${n}, securityContext: {privileged: true}}\n`),
  },
  {
    name: 'init containers',
    make: () => pod(`  initContainers:\n${fill((n) => `  - {name: c${n}, image: nginx}\n`)}`),
  },
  { name: 'pods', make: () => fill((n) => `---\n${HEAD}spec: {containers: [{name: c${n}}]}\n`) },
  { name: 'pods of one name', make: () => fill(`---\n${HEAD}spec: {containers: [{name: c}]}\n`) },
  {
    name: 'pods of as many containers as are judged',
    make: () => fill((n) => `---\n${HEAD}spec: {containers: [${repeatContainers(n)}]}\n`),
  },
  {
    name: 'pods of init containers',
    make: () => fill((n) => `---\n${HEAD}spec: {initContainers: [${repeatContainers(n)}]}\n`),
  },
  {
    name: 'pods with a context that all containers share',
    make: () =>
      fill(
        (n) =>
          `---\n${HEAD}spec: {securityContext: {runAsUser: 1}, containers: [${repeatContainers(n)}]}\n`,
      ),
  },
  { name: 'deployments', make: () => fill((n) => deployment(`d${n}`)) },
  {
    name: 'pods of a list',
    make: () =>
      `kind: List\nitems:\n${fill((n) => `- {kind: Pod, metadata: {name: p${n}}, spec: {containers: [{name: c}]}}\n`)}`,
  },
  {
    name: 'lists of lists',
    make: () => `kind: List\nitems:\n${fill('- {kind: List, items: [{kind: List, items: []}]}\n')}`,
  },
  {
    name: 'objects of an OpenShift template',
    make: () =>
      `apiVersion: template.openshift.io/v1\nkind: Template\nobjects:\n${fill('- {kind: Pod, spec: {containers: [{name: "${{A}}"}]}}\n')}`,
  },
  {
    name: 'parameters of an OpenShift template',
    make: () =>
      `kind: Template\nobjects: [{kind: Pod, spec: {containers: [{name: "\${{A}}"}]}}]\nparameters:\n${fill((n) => `- {name: A${n}, value: "1"}\n`)}`,
  },
  {
    name: 'volumes',
    make: () =>
      pod(
        `  containers: [{name: c}]\n  volumes:\n${fill((n) => `  - {name: v${n}, emptyDir: {}}\n`)}`,
      ),
  },
  {
    name: 'volumes of one name',
    make: () =>
      pod(`  containers: [{name: c}]\n  volumes:\n${fill('  - {name: v, emptyDir: {}}\n')}`),
  },
  {
    name: 'host paths',
    make: () =>
      pod(
        `  containers: [{name: c}]\n  volumes:\n${fill((n) => `  - {name: v${n}, hostPath: {path: /}}\n`)}`,
      ),
  },
  {
    name: 'mounts',
    make: () =>
      container(`    volumeMounts:\n${fill((n) => `    - {name: v, mountPath: /m${n}}\n`)}`),
  },
  {
    name: 'mounts and volumes',
    make: () =>
      `${container(`    volumeMounts:\n${fill((n) => `    - {name: v${n}, mountPath: /m${n}}\n`, 0.49)}`)}  volumes:\n${fill((n) => `  - {name: v${n}, hostPath: {path: /h${n}}}\n`, 0.49)}`,
  },
  {
    name: 'mounts and commands that write',
    make: () =>
      container(
        `    volumeMounts:\n${fill((n) => `    - {name: v${n}, mountPath: /usr/m${n}}\n`, 0.49)}    command: [sh, -c, "${fill((n) => `touch /etc/f${n};`, 0.49)}"]\n`,
      ),
  },
  {
    name: 'environment variables',
    make: () => container(`    env:\n${fill((n) => `    - {name: V${n}, value: "$(V)"}\n`)}`),
  },
  {
    name: 'ports',
    make: () => container(`    ports:\n${fill((n) => `    - {hostPort: ${n}}\n`)}`),
  },
  { name: 'arguments', make: () => container(`    args: [${fill('a,')}]\n`) },
  { name: 'words of a command', make: () => container(`    command: [${fill('sh,')}]\n`) },
  {
    name: 'options',
    make: () =>
      container(`    command: [nginx]\n    args: [${fill((n) => `--data-dir=/d${n},`)}]\n`),
  },
  {
    name: 'capabilities',
    make: () => container(`    securityContext: {capabilities: {add: [${fill('SYS_ADMIN,')}]}}\n`),
  },
  {
    name: 'dropped capabilities',
    make: () => container(`    securityContext: {capabilities: {drop: [${fill('A,')}]}}\n`),
  },
  {
    name: 'sysctls',
    make: () =>
      pod(
        `  containers: [{name: c}]\n  securityContext:\n    sysctls:\n${fill((n) => `    - {name: kernel.s${n}, value: "1"}\n`)}`,
      ),
  },
  {
    name: 'unknown fields of a security context',
    make: () => container(`    securityContext:\n${fill((n) => `      readOnly${n}: true\n`)}`),
  },
  {
    name: 'fields in the wrong place',
    make: () => container(fill((n) => `    privileged${n}: true\n`)),
  },
  {
    name: 'security contexts at odd places',
    make: () =>
      pod(
        `  containers: [{name: c}]\n${fill((n) => `  x${n}: {securityContext: {privileged: true}}\n`)}`,
      ),
  },
  {
    name: 'annotations for AppArmor',
    make: () =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n${fill((n) => `    container.apparmor.security.beta.kubernetes.io/c${n}: unconfined\n`)}spec: {containers: [{name: c}]}\n`,
  },
  {
    name: 'labels',
    make: () =>
      `kind: Pod\nmetadata:\n  labels:\n${fill((n) => `    l${n}: v\n`)}spec: {containers: [{name: c}]}\n`,
  },
  {
    name: 'namespaces',
    make: () => fill((n) => `---\nkind: Namespace\nmetadata: {name: n${n}}\n`),
  },
  {
    name: 'configurations with a version',
    make: () => fill((n) => `---\nkind: ConfigMap\nmetadata: {name: c-v${n}}\n`),
  },
  {
    name: 'data of a configuration',
    make: () => `kind: ConfigMap\nmetadata: {name: c-v1}\ndata:\n${fill((n) => `  k${n}: v\n`)}`,
  },
  {
    name: 'policies',
    make: () =>
      fill(
        (n) =>
          `---\napiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: p${n}}\nspec: {privileged: true}\n`,
      ),
  },
  {
    name: 'fields of a policy',
    make: () =>
      `apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: p}\nspec:\n${fill((n) => `  f${n}: true\n`)}`,
  },
  {
    name: 'claim templates',
    make: () =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: s}\nspec:\n  template: {spec: {containers: [{name: c}]}}\n  volumeClaimTemplates:\n${fill((n) => `  - {metadata: {name: v${n}}}\n`)}`,
  },
  {
    name: 'steps of a task',
    make: () =>
      `apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t}\nspec:\n  steps:\n${fill((n) => `  - {name: s${n}, image: i, script: "echo"}\n`)}`,
  },
  {
    name: 'tasks of a pipeline',
    make: () =>
      `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: {name: t}\nspec:\n  tasks:\n${fill((n) => `  - {name: s${n}, taskSpec: {steps: [{image: i}]}}\n`)}`,
  },
  {
    name: 'jobs of a set',
    make: () =>
      `apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: {name: t}\nspec:\n  replicatedJobs:\n${fill((n) => `  - {name: j${n}, template: {spec: {template: {spec: {containers: [{name: c}]}}}}}\n`)}`,
  },
  {
    name: 'pods of an unknown kind',
    make: () =>
      `apiVersion: x/v1\nkind: Unknown\nmetadata: {name: t}\nspec:\n${fill((n) => `  p${n}: {containers: [{name: c, image: i}]}\n`)}`,
  },
  {
    name: 'pods of an unknown kind in each other',
    make: () =>
      `apiVersion: x/v1\nkind: Unknown\nspec: ${'{containers: [{name: c, image: i}], a: '.repeat(160)}1${'}'.repeat(160)}\n`,
  },
  {
    name: 'a schema',
    make: () =>
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  containers:\n${fill((n) => `    k${n}: {type: string}\n`)}`,
  },
  {
    name: 'what only starts as a schema',
    make: () =>
      `apiVersion: v1\nkind: CustomResourceDefinition\nspec:\n  containers:\n${fill((n) => `    k${n}: {type: string}\n`)}kind: Pod\n`,
  },
];
