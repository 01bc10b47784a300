import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployment, judgeText } from '../judging.ts';
import { type Folder, makeFolder } from './run-cli.ts';

let at: Folder;

beforeEach(() => {
  at = makeFolder();
});

afterEach(() => {
  at.remove();
});

const SIDECAR = '        - name: sidecar\n          image: example/app:1\n';
const WEB = `${deployment('web')}${SIDECAR}`;
const API = `${deployment('api')}${SIDECAR}`;
const TEXT = `${WEB}---\n${API}`;

/** What is still found, as object and container. */
function open(): string[] {
  const { findings } = judgeText(at.read('all.yaml'));
  const names = findings.map(({ subject: { resource, container } }) =>
    [resource.name, container?.name].join('/'),
  );
  return [...new Set(names)];
}

describe('podseal fix of one thing', () => {
  beforeEach(() => {
    at.write('all.yaml', TEXT);
  });

  const fix = async (...args: string[]) => at.run(['fix', '--unsafe', ...args, 'all.yaml']);

  it('changes all without a name', () => {
    expect(open()).toEqual(['web/app', 'web/sidecar', 'api/app', 'api/sidecar']);
    expect(at.podseal(['fix', '--unsafe', 'all.yaml']).code).toBe(0);
    expect(open()).toEqual([]);
  });

  it('changes one object, and not a byte of the others', async () => {
    expect((await fix('--object', 'Deployment/api')).code).toBe(0);
    expect(open()).toEqual(['web/app', 'web/sidecar']);
    expect(at.read('all.yaml').startsWith(`${WEB}---\n`)).toBe(true);
  });

  it('changes one container of one object', async () => {
    const { code, err } = await fix('--object', 'Deployment/web', '--container', 'app');
    expect(code).toBe(0);
    expect(open()).toEqual(['web/sidecar', 'api/app', 'api/sidecar']);
    expect(at.read('all.yaml').endsWith(`---\n${API}`)).toBe(true);
    expect(err).not.toContain('sidecar');
  });

  it('changes the containers of a name in all objects', async () => {
    expect((await fix('--container', 'sidecar')).code).toBe(0);
    expect(open()).toEqual(['web/app', 'api/app']);
  });

  it.each([
    [['--object', 'Deployment/wbe'], 'Deployment/wbe'],
    [['--object', 'StatefulSet/web'], 'StatefulSet/web'],
    [['--container', 'ap'], 'container ap'],
    [['--object', 'Deployment/web', '--container', 'x'], 'Deployment/web, container x'],
  ])('refuses %j, which is not there, and writes nothing', async (args, named) => {
    const { code, out, err } = await fix(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(`podseal: Nothing in these files is ${named}. Nothing was written.\n`);
    expect(at.read('all.yaml')).toBe(TEXT);
  });

  it('is content with a container that needs no fix', async () => {
    await fix();
    const fixed = at.read('all.yaml');
    expect((await fix('--object', 'Deployment/web', '--container', 'app')).code).toBe(0);
    expect(at.read('all.yaml')).toBe(fixed);
  });

  it('prints the patch of that container alone in a dry run', async () => {
    const { code, out } = await fix(
      '--dry-run',
      '--object',
      'Deployment/web',
      '--container',
      'app',
    );
    expect(code).toBe(0);
    expect(out.match(/^@@/gm)).toHaveLength(1);
    expect(out.match(/^\+.*readOnlyRootFilesystem: true/gm)).toHaveLength(1);
    expect(at.read('all.yaml')).toBe(TEXT);
  });
});
