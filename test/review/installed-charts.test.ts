import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartArchives } from '../../src/reach/chart-archives.ts';
import { sha256 } from '../../src/registry/digest.ts';
import { chartArchives } from '../../src/run/chart-archives.ts';
import { comments } from '../rendering.ts';

import {
  type Archive,
  METRICS,
  HARDENED,
  PRIVILEGED,
  archive,
  keeping,
  pod,
  release,
  review,
  shop,
  source,
  told,
} from './keeping-charts.ts';

let old: Archive;
let newer: Archive;

beforeAll(async () => {
  old = await archive('1.2.3');
  newer = await archive('1.3.0', pod(METRICS));
});

describe('a release of a chart that is kept', () => {
  it('is told of at the value that the change makes worse', async () => {
    const result = await review(shop(HARDENED, old), shop(PRIVILEGED, old));
    expect(told(result)).toEqual(['apps/web.yaml:9 no-privileged']);
    expect(comments(result)).toEqual([
      expect.stringMatching(/^apps\/web\.yaml:9 \*\*`web` can change its node\*\* in Pod `shop`/),
    ]);
  });

  it('brings with another version what only that has, on the line that names the version', async () => {
    const result = await review(shop(HARDENED, old), shop(HARDENED, newer));
    expect(told(result)).toEqual([
      'apps/web.yaml:5 run-as-non-root',
      'apps/web.yaml:5 no-privileged',
    ]);
    const [comment, ...others] = comments(result);
    expect(others).toEqual([]);
    expect(comment).toMatch(
      /^apps\/oci\.yaml:7 \*\*`metrics` can run as root and can change its node/,
    );
    expect(comment).toContain(
      'The chart that `apps/web.yaml` installs makes it: no value there is known for it.',
    );
  });

  it('brings nothing with a version that is as bad as the one before', async () => {
    const bad = await archive('1.2.3', pod(METRICS));
    const result = await review(shop(HARDENED, bad), shop(HARDENED, newer));
    expect(told(result)).toEqual([]);
    expect(result.conclusion).toBe('success');
  });

  it('is reached by another archive of the same version, on the line with its digest', async () => {
    const other = await archive('1.2.3', pod(METRICS));
    const result = await review(shop(HARDENED, old), shop(HARDENED, other));
    expect(comments(result)).toEqual([
      expect.stringMatching(
        /^\.github\/podseal\.charts\/charts\.yaml:4 \*\*`metrics` can run as root/,
      ),
    ]);
  });

  it('is compared with the archive that the change brings, where none was kept of that version', async () => {
    const { 'apps/web.yaml': web, 'apps/oci.yaml': oci } = shop(HARDENED, old);
    const before = { 'apps/web.yaml': web ?? '', 'apps/oci.yaml': oci ?? '' };
    expect(told(await review(before, shop(HARDENED, old)))).toEqual([]);
    expect(told(await review(before, shop(PRIVILEGED, old)))).toEqual([
      'apps/web.yaml:9 no-privileged',
    ]);
  });

  it('brings nothing new, and is not wholly analyzed, where the version before was not kept', async () => {
    const before = { ...shop(HARDENED, newer), 'apps/oci.yaml': source('1.0.0') };
    const result = await review(before, shop(PRIVILEGED, newer));
    expect(told(result)).toEqual([
      "apps/web.yaml: the chart can't be rendered as it was on the base branch, to tell what is new (the chart that it had before is not in the repository)",
    ]);
    expect(result.conclusion).toBe('neutral');
  });

  it('is new as a whole where it was not there', async () => {
    const { 'apps/web.yaml': _, ...before } = shop(HARDENED, newer);
    expect(told(await review(before, shop(HARDENED, newer)))).toEqual([
      'apps/web.yaml:5 run-as-non-root',
      'apps/web.yaml:5 no-privileged',
    ]);
  });

  it('brings nothing in a file of another name', async () => {
    const { 'apps/web.yaml': web = '', ...before } = shop(HARDENED, newer);
    const moved = { ...before, 'shop/release.yaml': web };
    expect(told(await review({ ...before, 'apps/web.yaml': web }, moved))).toEqual([]);
  });

  it.each<[string, (kept: Archive) => Record<string, string | Uint8Array>, string]>([
    [
      'that is not what its digest says',
      ({ bytes }) => ({ '.github/podseal.charts/web-1.2.3.tgz': bytes.subarray(1) }),
      '.github/podseal.charts/web-1.2.3.tgz is not what its digest says',
    ],
    [
      'whose index can not be read',
      () => ({ '.github/podseal.charts/charts.yaml': 'charts:\n  - chart: web\n' }),
      '.github/podseal.charts/charts.yaml:2: "charts[0].version" is missing',
    ],
  ])('is not analyzed with an archive %s', async (_, broken, reason) => {
    const result = await review(shop(HARDENED, old), { ...shop(PRIVILEGED, old), ...broken(old) });
    expect(result.skips).toEqual([
      {
        file: 'apps/web.yaml',
        reason: `what this release deploys (${reason})`,
      },
    ]);
    // What its values say themselves is a finding all the same.
    expect(told(result)[0]).toBe('apps/web.yaml:9 no-privileged');
  });

  it('says how to get the chart where it is not kept', async () => {
    const head = { ...shop(HARDENED, old), 'apps/oci.yaml': source('1.3.0') };
    const changed = await review(shop(HARDENED, old), { ...head, 'apps/web.yaml': PRIVILEGED });
    const why =
      '(the chart is not in the repository: podseal charts add oci://registry.example.com/charts/web --version 1.3.0)';
    // Of the object that says where the chart is, the release beside it says all.
    expect(changed.skips).toEqual([
      {
        file: 'apps/web.yaml',
        reason: `what this release deploys ${why}`,
      },
    ]);
    // The release need not be in the change.
    const { skips } = await review(shop(HARDENED, old), head);
    expect(skips).toEqual([
      { file: 'apps/oci.yaml', reason: `what is deployed from this source ${why}` },
    ]);
  });
});

it('two releases in one file are both told of, each at its place', async () => {
  const both = (values: string): string => `${release(values)}---\n${release(values, 'api')}`;
  const base = shop(both('readOnlyRootFilesystem: true'), old);
  const result = await review(base, shop(both('privileged: true'), old));
  expect(told(result)).toEqual(['apps/web.yaml:9 no-privileged', 'apps/web.yaml:19 no-privileged']);
  expect(result.findings.map(({ finding }) => finding.resource.name)).toContain('api');
});

it('an object elsewhere in the repository says where a chart is', async () => {
  const repository = (text: string, kept: Archive): Record<string, string | Uint8Array> => ({
    'apps/web.yaml': text,
    'flux/repositories/shop.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: shop, namespace: flux-system }
spec: { type: oci, url: oci://registry.example.com/charts }
`,
    ...keeping(kept),
  });
  const named = (values: string): string =>
    release(values).replace(
      'chartRef: { kind: OCIRepository, name: web }',
      'chart: { spec: { chart: web, version: 1.2.3, sourceRef: { kind: HelmRepository, name: shop, namespace: flux-system } } }',
    );
  const result = await review(
    repository(named('readOnlyRootFilesystem: true'), old),
    repository(named('privileged: true'), old),
  );
  expect(told(result)).toEqual(['apps/web.yaml:9 no-privileged']);
});

/** An application of Argo CD, whose values are in a file of this repository. */
const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec:
  sources:
    - repoURL: registry.example.com/charts
      chart: web
      targetRevision: 1.2.3
      helm: { valueFiles: [$values/shop/values.yaml] }
    - { repoURL: https://git.example.com/shop.git, ref: values }
`;

it('a file of values that an application names is told of, though the application stays', async () => {
  const repository = (value: boolean): Record<string, string | Uint8Array> => ({
    'argocd/shop.yaml': APPLICATION,
    'shop/values.yaml': `securityContext:\n  # For debugging.\n  privileged: ${value}\n`,
    ...keeping(old),
  });
  const result = await review(repository(false), repository(true));
  expect(told(result)).toEqual(['shop/values.yaml:3 no-privileged']);
  expect(comments(result)[0]).toMatch(/^shop\/values\.yaml:3 \*\*`web` can change its node/);
});

describe('a chart that is not kept', () => {
  const bare = (text: string, tag: string): Record<string, string> => ({
    'apps/web.yaml': text,
    'apps/oci.yaml': source(tag),
  });

  it('is pulled only where that is allowed, each version once', async () => {
    const asked: string[] = [];
    const pulling: ChartArchives = {
      ...chartArchives(),
      pull: async ({ address, version }) => {
        asked.push(`${address} ${version}`);
        const { bytes } = version === '1.3.0' ? newer : old;
        return chartArchives().open(bytes, { path: 'web.tgz', digest: sha256(Buffer.from(bytes)) });
      },
    };
    const result = await review(bare(HARDENED, '1.2.3'), bare(HARDENED, '1.3.0'), pulling);
    expect(told(result)).toEqual([
      'apps/web.yaml:5 run-as-non-root',
      'apps/web.yaml:5 no-privileged',
    ]);
    expect(asked).toEqual([
      'oci://registry.example.com/charts/web 1.2.3',
      'oci://registry.example.com/charts/web 1.3.0',
    ]);
  });

  it('that can not be pulled says why', async () => {
    const pull = async () => Promise.resolve({ reason: "the chart can't be pulled: no" });
    const result = await review(bare(HARDENED, '1.2.3'), bare(PRIVILEGED, '1.2.3'), {
      ...chartArchives(),
      pull,
    });
    expect(told(result)).toEqual([
      'apps/web.yaml:9 no-privileged',
      "apps/web.yaml: what this release deploys (the chart can't be pulled: no)",
    ]);
  });
});
