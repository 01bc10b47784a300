import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { readCheckouts } from '../../src/files/extended-files.ts';
import { readLocalChange } from '../../src/git/read-change.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import type { Change } from '../../src/review/change.ts';
import { renderChange } from '../../src/run/render-change.ts';
import { type Changes, makeRepository } from '../double/git-repository.ts';
import { HARDENED, deployment, plan } from '../judging.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-components-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function read(): Promise<Change> {
  return readLocalChange({
    ...{ folder, base: 'HEAD~1', head: undefined, worktree: false, charts: true },
    settle: () => ({
      files: [...DEFAULT_FILES],
      configuration: { charts: [], kustomizations: [] },
    }),
    readElsewhere: readCheckouts(),
  });
}

const OVERLAY = 'resources: [../../base]\n';
const SIDECAR = `apiVersion: apps/v1
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

describe('new kustomizations with a component that was deployed with another', () => {
  const withPart = (...patches: string[]): string =>
    `${OVERLAY}components: [../../part]\npatches: ${JSON.stringify(patches.map((path) => ({ path })))}\n`;
  const old: Changes = {
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': deployment('web', ...HARDENED),
    'other/kustomization.yaml': 'resources: [api.yaml]\n',
    'other/api.yaml': deployment('api', ...HARDENED),
    'part/kustomization.yaml': 'kind: Component\npatches: [{path: proxy.yaml}]\n',
    'part/proxy.yaml': SIDECAR,
    'alone/kustomization.yaml': 'resources: [web.yaml]\ncomponents: [../part]\n',
    'alone/web.yaml': deployment('web', ...HARDENED),
    'overlays/prod/kustomization.yaml': withPart('more.yaml'),
    'overlays/prod/more.yaml': SIDECAR.replaceAll('proxy', 'agent'),
  };
  async function reviewed(change: Changes, before: Changes = old): Promise<string[]> {
    makeRepository(folder, [before, change]);
    const { conclusion, comments, skips } = plan(await renderChange(await read(), new Engine()));
    expect(skips).toEqual([]);
    return [conclusion, ...comments.map(({ path, line }) => `${path}:${line}`)];
  }

  it('bring nothing new by that', async () => {
    expect(await reviewed({ 'overlays/eu/kustomization.yaml': withPart() })).toEqual(['success']);
  });

  it('bring nothing new by that in a component of their own', async () => {
    const change = {
      'eu/kustomization.yaml': 'kind: Component\ncomponents: [../part]\n',
      'overlays/eu/kustomization.yaml': `${OVERLAY}components: [../../eu]\n`,
    };
    expect(await reviewed(change)).toEqual(['success']);
  });

  it('bring nothing new by what else they use', async () => {
    const before = {
      ...old,
      'overlays/dev/kustomization.yaml': `${OVERLAY}patches: [{path: dev.yaml}]\n`,
      'overlays/dev/dev.yaml': SIDECAR.replaceAll('proxy', 'debugger'),
    };
    const main = 'resources: [../dev]\ncomponents: [../../part]\n';
    expect(await reviewed({ 'overlays/eu/kustomization.yaml': main }, before)).toEqual(['success']);
  });

  it('bring what their own patches open, as those of the other do', async () => {
    const change = {
      'overlays/eu/kustomization.yaml': withPart('more.yaml'),
      'overlays/eu/more.yaml': SIDECAR.replaceAll('proxy', 'agent'),
    };
    expect(await reviewed(change)).toEqual(['failure', 'overlays/eu/more.yaml:12']);
  });

  it('bring what it opens in what it was not deployed with', async () => {
    const main = 'resources: [../../other]\ncomponents: [../../part]\n';
    const change = {
      'overlays/eu/kustomization.yaml': main,
      'other/api.yaml': deployment('web', ...HARDENED),
    };
    expect(await reviewed(change)).toEqual(['failure', 'other/api.yaml:8']);
  });
});
