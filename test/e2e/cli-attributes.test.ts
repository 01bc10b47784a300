import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import { FEW_RULES_FLAGS, deployment } from '../judging.ts';
import { type Folder, makeFolder } from './run-cli.ts';

let at: Folder;

beforeEach(() => {
  at = makeFolder();
});

afterEach(() => {
  at.remove();
});

const TEXT = deployment('web', 'securityContext:', '  privileged: true');

function project(files: Record<string, string>): void {
  makeRepository(at.path, [files]);
}

function isChanged(path: string): boolean {
  return readFileSync(join(at.path, path), 'utf8') !== TEXT;
}

it('files that .gitattributes call generated or vendored are checked and not fixed', async () => {
  project({
    '.gitattributes': 'gen/** linguist-generated\n',
    'k8s/.gitattributes': '/vendored/* linguist-vendored\n',
    'gen/own/.gitattributes': '* -linguist-generated\n',
    'gen/a.yaml': TEXT,
    'gen/own/b.yaml': TEXT,
    'k8s/c.yaml': TEXT,
    'k8s/vendored/d.yaml': TEXT,
  });
  const { err } = await at.run(['fix', '--unsafe', ...FEW_RULES_FLAGS, '.']);
  expect(
    ['gen/a.yaml', 'gen/own/b.yaml', 'k8s/c.yaml', 'k8s/vendored/d.yaml'].filter(isChanged),
  ).toEqual(['gen/own/b.yaml', 'k8s/c.yaml']);
  expect(err).toMatch(
    /^not fixed +gen\/a\.yaml: 3 findings: this file is generated, so change what it is made from$/m,
  );
  expect(err).toMatch(
    /^not fixed +k8s\/vendored\/d\.yaml: 3 findings: this file is a copy from another project, so change it there$/m,
  );
  const { out, code } = await at.run(['check', ...FEW_RULES_FLAGS, 'gen/a.yaml']);
  expect(code).toBe(1);
  expect(out).toContain('this file is generated, so change what it is made from');
});

it('they are read for many files as well', async () => {
  const many = Array.from({ length: 600 }, (_, index) => [`gen/${index}.yaml`, TEXT]);
  project({ '.gitattributes': 'gen/** linguist-generated\n', ...Object.fromEntries(many) });
  const { out } = await at.run(['check', '--format', 'json', ...FEW_RULES_FLAGS, '.']);
  expect(out.split('this file is generated').length - 1).toBeGreaterThanOrEqual(600);
});
