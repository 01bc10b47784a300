import { beforeAll, describe, expect, it } from 'vitest';
import { type Archive, HARDENED, review, shop, told, archive } from './keeping-charts.ts';

let old: Archive;

beforeAll(async () => {
  old = await archive('1.2.3');
});

describe('a release of a chart that is kept, and that a kustomization changes', () => {
  const overlay = (patch: string): Record<string, string> => ({
    'apps/kustomization.yaml': 'resources: [oci.yaml, web.yaml]\n',
    'dev/kustomization.yaml': 'resources: [../apps]\npatches: [path: patch.yaml]\n',
    'dev/patch.yaml': patch,
  });
  const values = (text: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shop, namespace: prod }
spec:
  values:
    securityContext:
      ${text}
`;

  it('is told of at the line of the patch, as the overlay builds it', async () => {
    const before = { ...shop(HARDENED, old), ...overlay(values('runAsNonRoot: true')) };
    const now = { ...before, ...overlay(values('privileged: true')) };
    const result = await review(before, now);
    expect(told(result)).toEqual(['dev/patch.yaml:7 no-privileged']);
    expect(result.findings[0]?.finding.message).toContain('(with HelmRelease/shop in dev)');
  });

  it('brings nothing where the patch says the same as before', async () => {
    const before = { ...shop(HARDENED, old), ...overlay(values('privileged: true')) };
    const now = { ...before, 'dev/patch.yaml': `# Why.\n${values('privileged: true')}` };
    expect(told(await review(before, now))).toEqual([]);
  });

  it('is named where the kustomization names another version of the chart', async () => {
    const version = (text: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shop, namespace: prod }
spec:
  chart: { spec: { version: ${text} } }
`;
    const chart = '{ chart: web, sourceRef: { kind: HelmRepository, name: shop }, version';
    const written = version('1.2.3').replace('{ version', chart);
    const repository = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: shop, namespace: prod }
spec: { url: 'oci://registry.example.com/charts' }
`;
    const files = { ...shop(written, old), 'apps/oci.yaml': repository };
    const before = { ...files, ...overlay(version('1.2.3')) };
    expect(told(await review(before, { ...before, ...overlay(version('1.3.0')) }))).toEqual([
      'dev/patch.yaml: what this release deploys (a kustomization names another version of its chart, which reviews do not read: run podseal check)',
    ]);
  });

  it('is told of in the text of the kustomization', async () => {
    const inline = (value: boolean): string => `resources: [../apps]
patches:
  - target: { kind: HelmRelease }
    patch: |
      - op: replace
        path: /spec/values/securityContext
        value: { privileged: ${value} }
`;
    const files = { ...shop(HARDENED, old), ...overlay('') };
    const before = { ...files, 'dev/kustomization.yaml': inline(false) };
    const result = await review(before, { ...before, 'dev/kustomization.yaml': inline(true) });
    expect(told(result)).toContain('dev/kustomization.yaml:7 no-privileged');
  });
});
