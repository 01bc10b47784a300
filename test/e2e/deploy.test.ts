import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { Metrics } from '../../src/app/metrics.ts';
import { type RedisServer, hasRedis, startRedis } from '../queue/redis-server.ts';
import { BUILT, CLI } from './built.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['deploy/base', 'deploy/example'];

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly replicas?: number;
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
    readonly groups?: readonly { readonly rules: readonly { readonly expr: string }[] }[];
    readonly template?: { readonly spec: { readonly containers: readonly Container[] } };
  };
}

interface Container {
  readonly args?: readonly string[];
  readonly resources: { readonly limits: { readonly memory: string } };
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function manifests(): Manifest[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((file) => join(folder, file)),
  )
    .filter((path) => path.endsWith('.yaml') && !path.endsWith('kustomization.yaml'))
    .flatMap((path) => parseAllDocuments(read(path)))
    .map((document) => document.toJS() as Manifest);
}

function manifest(kind: string, name: string): Manifest {
  const found = manifests().find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

interface Model {
  new (data: unknown): { validate(): void };
}

/** The class of a kind, which knows the schema of Kubernetes for it. */
async function modelOf({ apiVersion, kind }: Manifest): Promise<Model> {
  const models: Record<string, Model> = await import(
    /* @vite-ignore */ `kubernetes-models/${apiVersion}`
  );
  const model = models[kind];
  if (!model) throw new Error(`there is no model of ${apiVersion} ${kind}`);
  return model;
}

describe('the manifests in deploy/', () => {
  it('pass the profile strict, but for user namespaces, which not every cluster has', async () => {
    const rules = ['--profile', 'strict', '--skip-rule', 'no-host-users'];
    const args = [CLI, 'check', ...rules, 'deploy'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    expect(stdout).toMatch(/^No findings in 10 files/);
  });

  it.each(
    manifests()
      .filter(({ apiVersion }) => !apiVersion.startsWith('monitoring.coreos.com/'))
      .map((one) => [`${one.kind} ${one.metadata.name}`, one] as const),
  )('fit the schema of Kubernetes: %s', async (_, one) => {
    const model = await modelOf(one);
    expect(() => new model(one).validate()).not.toThrow();
  });

  it.each(FOLDERS)('are all named in kustomization.yaml: %s', (folder) => {
    const { resources, configMapGenerator = [] }: Kustomization = parse(
      read(`${folder}/kustomization.yaml`),
    );
    const named = [...resources, ...configMapGenerator.flatMap(({ envs = [] }) => envs)];
    const own = named.filter((path) => !path.startsWith('..'));
    expect(new Set([...own, 'kustomization.yaml'])).toEqual(
      new Set(readdirSync(join(ROOT, folder))),
    );
  });

  it('leave it to what scales them how many there are', () => {
    const scaled = manifests().flatMap(({ spec }) => spec?.scaleTargetRef ?? []);
    expect(scaled.map(({ name }) => name)).toEqual(['podseal-web', 'podseal-worker']);
    for (const { kind, name } of scaled)
      expect(manifest(kind, name).spec?.replicas).toBeUndefined();
  });

  it('ask for an alarm by metrics that there are, and docs/app.md explains them all', async () => {
    const metrics = new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 }));
    const names = metrics.registry
      .getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => name.startsWith('podseal_'));
    const rules = manifest('PrometheusRule', 'podseal').spec?.groups?.flatMap((one) => one.rules);
    const asked = (rules ?? []).flatMap(({ expr }) => expr.match(/podseal_\w+/g) ?? []);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !names.includes(name.replace(/_count$/, '')))).toEqual([]);
    const docs = read('docs/app.md');
    expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });
});

interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly { readonly envs?: readonly string[] }[];
}

describe.skipIf(!hasRedis)('the Redis in deploy/', () => {
  let redis: RedisServer | undefined;
  let client: Redis | undefined;
  afterEach(async () => {
    client?.disconnect();
    await redis?.close();
  });

  it('answers from another address than its own, and ends before its memory does', async () => {
    const { spec } = manifest('StatefulSet', 'podseal-redis');
    const [container] = spec?.template?.spec.containers ?? [];
    const host = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    if (host === undefined) throw new Error('this machine has no address but loopback');
    // `--dir` is said by what starts it here.
    const args = (container?.args ?? []).filter((word) => !['--dir', '/data'].includes(word));
    redis = await startRedis({ host, args });
    client = new Redis(redis.url);
    // A client from loopback is let in whatever the protected mode is.
    expect(new URL(redis.url).hostname).not.toBe('127.0.0.1');
    expect(await client.set('key', 'value')).toBe('OK');
    const [, maxmemory] = await client.config('GET', 'maxmemory');
    const limit = Number.parseInt(container?.resources.limits.memory ?? '', 10) * 1024 ** 2;
    expect(Number(maxmemory)).toBeGreaterThan(0);
    expect(Number(maxmemory)).toBeLessThanOrEqual(limit / 2);
  });
});

it('the image has all that the app loads, the engine that renders included', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (.*) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' '),
  );
  const wanted = readdirSync(BUILT).filter((name) => /^(?:app|engine)\b/.test(name));
  expect(wanted).toContain('engine.wasm.br');
  expect(copied).toEqual(expect.arrayContaining(wanted.map((name) => `dist/${name}`)));
  const allowed = read('.dockerignore').match(/(?<=^!).*$/gm);
  expect(allowed?.toSorted()).toEqual(copied.toSorted());
});

describe('app.yml', () => {
  it('asks for no event that the app does not take, and for all that it takes', async () => {
    const { EVENTS } = await import('../../src/app/payload.ts');
    const { default_events: events }: { default_events: string[] } = parse(
      readFileSync(join(ROOT, 'app.yml'), 'utf8'),
    );
    expect(events.toSorted((a, b) => a.localeCompare(b))).toEqual(
      EVENTS.toSorted((a, b) => a.localeCompare(b)),
    );
  });
});
