import { gzipSync } from 'node:zlib';
import { Engine } from '../../src/engine/engine.ts';
import type { ChartArchives } from '../../src/reach/chart-archives.ts';
import { sha256 } from '../../src/registry/digest.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { chartArchives } from '../../src/run/chart-archives.ts';
import { renderChange } from '../../src/run/render-change.ts';
import { tar } from '../double/registry/image.ts';
import { plan } from '../judging.ts';
import { readChange } from '../tree.ts';

const VALUES = `securityContext:
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  privileged: false
`;

export function pod(more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: {{ .Release.Name }} }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
      securityContext: {{- toYaml .Values.securityContext | nindent 8 }}
${more}`;
}

export const METRICS = `    - name: metrics
      image: registry.example.com/metrics:1.0.0
      securityContext: { readOnlyRootFilesystem: true, privileged: true }
`;

export interface Archive {
  readonly version: string;
  readonly bytes: Uint8Array;
}

export async function archive(version: string, template = pod()): Promise<Archive> {
  const files = {
    'web/Chart.yaml': `apiVersion: v2\nname: web\nversion: ${version}\n`,
    'web/values.yaml': VALUES,
    'web/templates/pod.yaml': template,
  };
  return { version, bytes: gzipSync(await tar(files)) };
}

/** The files of a repository that keeps such charts. */
export function keeping(...archives: readonly Archive[]): Record<string, string | Uint8Array> {
  const folder = '.github/podseal.charts';
  const entries = archives.map(
    ({ version, bytes }) =>
      `  - chart: oci://registry.example.com/charts/web\n    version: "${version}"\n` +
      `    digest: ${sha256(Buffer.from(bytes))}\n    file: web-${version}.tgz\n`,
  );
  return {
    [`${folder}/charts.yaml`]: `charts:\n${entries.join('')}`,
    ...Object.fromEntries(
      archives.map(({ version, bytes }) => [`${folder}/web-${version}.tgz`, bytes]),
    ),
  };
}

export function source(tag: string): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: web }
spec:
  url: oci://registry.example.com/charts/web
  ref:
    tag: ${tag}
`;
}

export function release(values: string, name = 'shop'): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: prod }
spec:
  chartRef: { kind: OCIRepository, name: web }
  values:
    replicas: 1
    securityContext:
      ${values}
`;
}

export const HARDENED = release('readOnlyRootFilesystem: true');
export const PRIVILEGED = release('privileged: true');

export async function review(
  base: Parameters<typeof readChange>[0],
  head: Parameters<typeof readChange>[1],
  archives: ChartArchives = chartArchives(),
): Promise<ReviewPlan> {
  return plan(await renderChange(await readChange(base, head, { archives }), new Engine()));
}

export function told({ findings, skips }: ReviewPlan): string[] {
  return [
    ...findings
      .filter(({ introduced }) => introduced)
      .map(({ finding: { file, line, rule } }) => `${file}:${line} ${rule}`),
    ...skips.map(({ file, reason }) => `${file}: ${reason}`),
  ];
}

/** A release, the object beside it that says where its chart is, and the chart. */
export function shop(
  text: string,
  kept: Archive,
  tag = kept.version,
): Record<string, string | Uint8Array> {
  return { 'apps/web.yaml': text, 'apps/oci.yaml': source(tag), ...keeping(kept) };
}
