import type { ImageConfig } from '../../src/images/image-config.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { createArguments } from '../../src/trial/engine-arguments.ts';
import { planPod } from '../../src/trial/plan-pod.ts';
import type { ContainerPlan, PodPlan } from '../../src/trial/plan.ts';
import { podDataOf } from '../../src/trial/pod-data.ts';
import { targetsIn } from '../../src/trial/target.ts';
import { EMPTY_CONFIG } from '../judging.ts';

export interface Planned {
  readonly pod: PodPlan;
  readonly last: ContainerPlan;
}

export const CHOICE = { image: undefined, mayBePrivileged: false };

export function planText(text: string, choice: Partial<typeof CHOICE> = {}): Planned {
  const manifest = readManifest({ path: 'a.yaml', text }, { parseAll: true });
  const [target] = targetsIn(manifest, { object: undefined, container: undefined });
  if (!target) throw new Error('no target');
  const pod = planPod(target.container, podDataOf(manifest.resources), { ...CHOICE, ...choice });
  const last = pod.containers.at(-1);
  if (!last) throw new Error('no container');
  return { pod, last };
}

/** A pod; `container` and `spec` are lines, indented here. */
export function podText(container: readonly string[], spec: readonly string[] = []): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: web, namespace: shop, labels: {app: web}}',
    'spec:',
    ...spec.map((line) => `  ${line}`),
    '  containers:',
    '    - name: app',
    '      image: example/app:1',
    ...container.map((line) => `      ${line}`),
    '',
  ].join('\n');
}

export function argumentsOf(
  { pod, last }: Planned,
  engine: 'docker' | 'podman' = 'docker',
  config: Partial<ImageConfig> = {},
): string[] {
  return createArguments(last, pod, {
    ...{ engine, name: 'one', label: 'podseal.try=one', network: 'net', seesVolumes: false },
    config: { ...EMPTY_CONFIG, ...config },
    sourceOf: ({ volume, part }) => (volume.startsWith('files') ? `/tmp/${part ?? ''}` : volume),
  });
}
