import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import {
  type DockerRegistry,
  missingTools,
  startDockerRegistry,
} from '../double/registry/docker-registry.ts';
import { CONFIG, makeImage } from '../double/registry/image.ts';
import { deployment } from '../judging.ts';
import { type Folder, makeFolder } from './run-cli.ts';
import { stage } from './run-action.ts';

const README = { 'README.md': 'Manifests.\n' };
const RULES = ['--rule', 'run-as-non-root', '--rule', 'read-only-root-filesystem'];

let at: Folder;
beforeEach(() => {
  at = makeFolder();
});
afterEach(() => at.remove());

describe('flags for registries', () => {
  const allow = ['--registry-allow', 'registry.corp'];

  it.each([
    [['check', 'web.yaml', ...allow]],
    [['fix', 'web.yaml', '--registry-mirror', 'docker.io=https://mirror.corp']],
    [['review', '--registry-cache', 'cache']],
    [['image', 'nginx', ...allow]],
  ])('do nothing without --registry, so that it is asked for: %j', async (args) => {
    at.write('web.yaml', deployment('web'));
    const { code, out, err } = await at.run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      'podseal: registry-allow, registry-mirror and registry-cache do nothing without registry: give that, too.\n',
    );
  });

  it('have to be what they say', async () => {
    at.write('web.yaml', deployment('web'));
    const args = ['check', 'web.yaml', '--registry', '--registry-mirror', 'mirror.corp'];
    expect(await at.run(args)).toMatchObject({
      code: 2,
      err: 'podseal: --registry-mirror is "mirror.corp": write a registry and its mirror, such as docker.io=https://mirror.corp.\n',
    });
  });
});

describe.skipIf(missingTools())('with a registry', () => {
  let registry: DockerRegistry;
  let flags: readonly string[];
  beforeAll(async () => {
    registry = await startDockerRegistry();
    flags = ['--registry', '--registry-allow', `http://${registry.host}`];
    await registry.push('shop/web', '1', await makeImage({ config: CONFIG }));
    const layers = [{ 'data/seed.db': 'x' }];
    await registry.push('shop/named', '1', await makeImage({ config: { User: 'app' } }));
    await registry.push('shop/data', '1', await makeImage({ config: CONFIG, layers }));
  });
  afterAll(() => registry.stop());

  const using = (image: string): string =>
    deployment('web').replace('example/app:1', `${registry.host}/shop/${image}`);

  it('checks and fixes by what images say of themselves, and asks for each once', async () => {
    at.write('deploy/a.yaml', using('web:1'));
    at.write('deploy/b.yaml', using('named:1'));
    at.write('deploy/c.yaml', using('gone:1'));
    at.write('deploy/d.yaml', using('gone:1'));
    const { out, err } = await at.run(['check', 'deploy', ...flags, ...RULES]);
    expect(out).toContain(
      'the root filesystem is writable: set `readOnlyRootFilesystem: true` (read-only-root-filesystem)',
    );
    expect(out).toContain(
      'runs as user 65532 of the image, but `runAsNonRoot` is not set: set `runAsNonRoot: true` (run-as-non-root)',
    );
    expect(out).toContain('the image starts as `app`, a name: set `runAsUser` to its number');
    const gone = `${registry.host}/shop/gone:1`;
    expect(err).toBe(`not looked into  ${gone}: ${registry.host} does not have it\n`);
    await at.run(['fix', 'deploy', ...flags, ...RULES]);
    // Without `--unsafe`.
    expect(at.read('deploy/a.yaml')).toContain('runAsNonRoot: true');
    expect(at.read('deploy/a.yaml')).not.toContain('readOnlyRootFilesystem');
    expect(at.read('deploy/b.yaml')).toBe(using('named:1'));
    expect(at.read('deploy/c.yaml')).toBe(using('gone:1'));
  });

  it('reviews by the images of the new texts', async () => {
    makeRepository(at.path, [{ 'web.yaml': using('gone:1') }, { 'web.yaml': using('named:1') }]);
    const args = ['--base', 'HEAD~1', '--scope', 'touched', ...flags, ...RULES];
    const { out, err } = await at.run(['review', ...args]);
    expect(err).toBe('');
    expect(out).toContain('the image starts as `app`, a name');
  });

  it('looks into an image, and into what it has where it declares volumes', async () => {
    const image = `${registry.host}/shop/data:1`;
    const { code, out } = await at.run(['image', image, ...flags]);
    expect(code).toBe(0);
    expect(out).toContain('  User              starts as user 65532\n');
    expect(out).toMatch(/^ {4}\/data {2}data {5}persistent {2}always; the image has files there/m);
    expect(out.split('\n').slice(-8, -1)).toEqual([
      '  The registry says, for linux/amd64',
      '    Starts as         65532:65532',
      '    Works in          /app',
      '    Volumes           /data',
      '    Ports             53, 8080',
      '    Variables         PATH, EMPTY, A',
      '    In /data: files, such as seed.db: copy them to a volume if the program needs them',
    ]);
    const report: unknown = JSON.parse(
      (await at.run(['image', image, '--format', 'json', ...flags])).out,
    );
    expect(report).toMatchObject({
      images: [
        {
          known: { user: { declared: 'numeric', uid: 65532 }, writes: [{ path: '/data' }, {}] },
          inspected: {
            layers: { users: [], scripts: [], privileged: [], open: [], isCut: false },
            user: '65532:65532',
            env: ['PATH', 'EMPTY', 'A'],
            files: [{ path: '/data', state: 'content', examples: ['seed.db'] }],
          },
        },
      ],
    });
  });

  it('lets the Action suggest what it read, and log what it could not', async () => {
    const change = { 'web.yaml': using('named:1'), 'api.yaml': using('gone:1') };
    const pr = await stage(README, change);
    const inputs = { registry: 'true', 'registry-allow': `http://${registry.host}` };
    const { code, log } = await pr.run(inputs);
    expect(code).toBe(1);
    expect(log).toContain(`Not looked into ${registry.host}/shop/gone:1: `);
    const comment = pr.github.comments(7).find(({ path }) => path === 'web.yaml');
    expect(comment?.body).toContain('the image starts as `app`, a name');
    await pr.close();
  });

  it('is not asked by the Action unless it is told to', async () => {
    const pr = await stage(README, { 'web.yaml': using('named:1') });
    const { log } = await pr.run();
    expect(log).not.toContain('its image starts as');
    // The configuration may have charts pulled from there.
    const allowing = await pr.run({ 'registry-allow': registry.host });
    expect(allowing.log).toContain('Check: failure - 2 new errors');
    expect(allowing.log).not.toContain('its image starts as');
    await pr.close();
  });
});
