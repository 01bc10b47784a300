import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { CLI } from './built.ts';

const ROOT = join(import.meta.dirname, '../..');
const BASE = join(ROOT, 'deploy/base');

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function manifests(): Manifest[] {
  return readdirSync(BASE)
    .filter((file) => file !== 'kustomization.yaml')
    .flatMap((file) => parseAllDocuments(readFileSync(join(BASE, file), 'utf8')))
    .map((document) => document.toJS() as Manifest);
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
  it('pass the profile strict', async () => {
    const args = [CLI, 'check', '--profile', 'strict', 'deploy'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    expect(stdout).toBe('No findings in 7 files.\n');
  });

  it.each(manifests().map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]))(
    'fit the schema of Kubernetes: %s',
    async (_, manifest) => {
      const model = await modelOf(manifest);
      expect(() => new model(manifest).validate()).not.toThrow();
    },
  );

  it('are all named in kustomization.yaml', () => {
    const { resources }: { resources: string[] } = parse(
      readFileSync(join(BASE, 'kustomization.yaml'), 'utf8'),
    );
    expect(new Set([...resources, 'kustomization.yaml'])).toEqual(new Set(readdirSync(BASE)));
  });
});

describe('app.yml', () => {
  it('asks for no event that the app does not take, and for all that it takes', async () => {
    const { EVENTS } = await import('../../src/app/events.ts');
    const { default_events: events }: { default_events: string[] } = parse(
      readFileSync(join(ROOT, 'app.yml'), 'utf8'),
    );
    expect(events.toSorted((a, b) => a.localeCompare(b))).toEqual(
      EVENTS.toSorted((a, b) => a.localeCompare(b)),
    );
  });
});
