import { afterEach, describe, expect, it } from 'vitest';
import { fixFile } from '../../src/fix/fix-file.ts';
import type { ImageConfig } from '../../src/images/image-config.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { runReader } from '../../src/registry/run-reader.ts';
import { wantedLayers } from '../../src/registry/wanted-layers.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { type Files, makeImage } from '../double/registry/image.ts';
import { allow, serve, serving, stopServers } from '../double/registry/serving.ts';
import { deployment } from '../judging.ts';

afterEach(stopServers);

const PASSWD = [
  'root:x:0:0:root:/root:/bin/sh',
  'nobody:x:65534:65534:nobody:/:/bin/false',
  'app:x:10001:10002::/home/app:/bin/sh',
  '',
].join('\n');
const GROUP = 'root:x:0:\nadm:x:4:root,app\napp:x:10002:\n';

/** What every such image has. */
const BASE: Files = {
  'etc/passwd': PASSWD,
  'etc/group': GROUP,
  'tmp/': { mode: 0o1777 },
  'var/tmp/': { mode: 0o1777 },
  'bin/cp': { mode: 0o755 },
  'app/server': { mode: 0o755 },
  'home/app/': { uid: 10001, gid: 10002, mode: 0o755 },
};

/** Judges and fixes a Deployment of an image as its registry has it. */
async function judged(
  config: Record<string, unknown>,
  layers: readonly Files[],
  lines: readonly string[] = [],
) {
  const server = await serve(serving(await makeImage({ config, layers: [BASE, ...layers] })));
  const image = `${server.host}/shop/web:1`;
  const told: string[] = [];
  const read = runReader({ allow: allow(server), layers: 'unknown' }, (name, reason) =>
    told.push(`${name}: ${reason}`),
  );
  const configs = await read([image]);
  expect(told).toEqual([]);
  const text = deployment('web', ...lines).replace('example/app:1', image);
  const rules: RuleSet = { profile: 'immutable', configs };
  const found = judge(readManifest({ path: 'web.yaml', text }, rules), rules);
  const checks = Object.fromEntries(
    found.findings.map(({ rule, message, remedy }) => [
      rule,
      remedy ? [remedy.safety, remedy.verify ?? remedy.reason ?? ''].join(': ') : message,
    ]),
  );
  const safe = fixFile(found, { unsafe: false }).text;
  return { checks, safe, image, config: configs.get(image) as ImageConfig };
}

const SERVER = { User: 'app', WorkingDir: '/app', Entrypoint: ['/app/server'] };

describe('the layers of an image', () => {
  it('make the fixes safe where its user can write nowhere else, and name its number', async () => {
    const { checks, safe } = await judged(SERVER, []);
    expect(checks).toMatchObject({
      'drop-capabilities': expect.stringMatching(/^safe: .* no program that gains capabilities/),
      'no-privilege-escalation': expect.stringMatching(/^safe: /),
      'read-only-root-filesystem': expect.stringMatching(/^safe: .*`\/tmp` and `\/home\/app`;/),
      'run-as-non-root': expect.stringMatching(/^safe: .* it works as user 10001\.$/),
    });
    for (const line of [
      'runAsUser: 10001',
      'runAsGroup: 10002',
      'mountPath: /tmp',
      'mountPath: /home/app',
      'readOnlyRootFilesystem: true',
      'drop:',
      'allowPrivilegeEscalation: false',
    ]) {
      expect(safe).toContain(line);
    }
  });

  it.each<[string, Files, string]>([
    [
      'belongs to it',
      { 'app/': { uid: 10001, mode: 0o755 }, 'app/server': { uid: 10001, mode: 0o755 } },
      'user 10001 may write to `/app`, where the image has files',
    ],
    [
      'is open to its group',
      { 'etc/web/': { gid: 4, mode: 0o775 }, 'etc/web/web.conf': 'x' },
      'user 10001 may write to `/etc/web`, where the image has files',
    ],
    [
      'is open to everybody',
      { 'opt/web.log': { mode: 0o666 } },
      'user 10001 may write to `/opt/web.log`, where the image has files',
    ],
  ])('leave the fix unsafe where a part of it %s', async (_, layer, caveat) => {
    const { checks } = await judged(SERVER, [layer]);
    expect(checks['read-only-root-filesystem']).toBe(`unsafe: Start it once: ${caveat}.`);
  });

  it('count for the user that the manifest names', async () => {
    const layer: Files = { 'srv/data/': { uid: 20000, mode: 0o700 } };
    const { checks } = await judged(SERVER, [layer], ['securityContext:', '  runAsUser: 20000']);
    expect(checks['read-only-root-filesystem']).toBe(
      'unsafe: The image also writes to `/srv/data` if the program uses the folder that is made for its user.',
    );
  });

  it('tell of a volume what it would hide, and that the image can copy it', async () => {
    const layer: Files = { 'srv/data/seed.db': 'x', 'var/cache/web/': { uid: 10001 } };
    const volumes = { '/srv/data': {}, '/var/cache/web': {} };
    const { checks, config } = await judged({ ...SERVER, Volumes: volumes }, [layer]);
    expect(checks['read-only-root-filesystem']).toContain(
      "An init container copies the image's files in `/srv/data`: check that it succeeds.",
    );
    expect(config.files?.folders.get('/var/cache/web')).toMatchObject({ names: [], uid: 10001 });
  });

  it('have the start script that changes to a user, and what it writes', async () => {
    const script = [
      '#!/bin/sh',
      'if [ "$(id -u)" = 0 ]; then chown -R app /srv/data; exec gosu app "$0" "$@"; fi',
      'echo "port=$PORT" > /etc/web/web.conf',
      'exec "$@"',
      '',
    ].join('\n');
    const layer: Files = {
      'usr/local/bin/docker-entrypoint.sh': { text: script, mode: 0o755 },
      'entrypoint.sh': { link: '/usr/local/bin/docker-entrypoint.sh' },
      'etc/web/web.conf': 'port=80',
    };
    const config = { Entrypoint: ['/entrypoint.sh'], Cmd: ['/app/server'] };
    const { checks } = await judged(config, [layer]);
    expect(checks['run-as-non-root']).toContain('Start it once as user 10001.');
    expect(checks['read-only-root-filesystem']).toContain('`/etc/web`');
    // As this user it can't write there.
    const asUser = await judged(config, [layer], ['securityContext:', '  runAsUser: 10001']);
    expect(asUser.checks['read-only-root-filesystem']).toMatch(
      /^safe: [^/]+\/shop\/web:1` at times/,
    );
  });

  it('have the folder that is made for what the start script writes', async () => {
    const layer: Files = {
      'run.sh': { text: '#!/bin/sh\necho a > /srv/data/started\n', mode: 0o755 },
      'srv/data/': { uid: 10001, mode: 0o755 },
    };
    const { checks } = await judged({ User: 'app', Entrypoint: ['/run.sh'] }, [layer]);
    expect(checks['read-only-root-filesystem']).toMatch(
      /^unsafe: The data in `\/srv\/data` is lost with the pod/,
    );
  });

  it('name the programs that gain privileges, and the capability that one starts with', async () => {
    const layer: Files = {
      'usr/bin/su': { mode: 0o4755 },
      'app/server': { mode: 0o755, capabilities: [10] },
    };
    const { checks } = await judged(SERVER, [layer]);
    expect(checks['no-privilege-escalation']).toBe(
      'unsafe: `/app/server` and `/usr/bin/su` gain no privileges any more: check that nothing needs that.',
    );
    expect(checks['drop-capabilities']).toMatch(
      /^unsafe: `\/app\/server` and `\/usr\/bin\/su` may no/,
    );
  });

  it('are no reason to call a fix safe where they have more than is kept', async () => {
    const many = Array.from({ length: 400 }, (_, at): [string, Files[string]] => [
      `opt/f${at}`,
      { uid: 10001 + at },
    ]);
    const { checks } = await judged(SERVER, [Object.fromEntries(many)]);
    expect(checks['read-only-root-filesystem']).toMatch(/^unsafe: .*more than was read of them/);
    expect(checks['drop-capabilities']).toMatch(/^unsafe: /);
  });

  it('are bounded for a run', async () => {
    const server = await serve(serving(await makeImage({ config: SERVER, layers: [BASE] })));
    const told: string[] = [];
    const read = runReader(
      { allow: allow(server), layers: 'unknown', maxRunBytes: 10 },
      (_, reason) => told.push(reason),
    );
    const image = `${server.host}/shop/web:1`;
    expect((await read([image])).get(image)).toMatchObject({ user: 'app' });
    expect(told).toEqual(['its layers were not read: its layers have more bytes than a run reads']);
  });

  it('are read only where they tell more than the catalog', () => {
    const config: ImageConfig = {
      ...{ user: 'nginx', volumes: ['/data'], workingDir: '', env: { TMPDIR: '/var/web', A: 'b' } },
      ...{ exposedPorts: [], entrypoint: [], cmd: [], digest: '', platform: 'linux/amd64' },
    };
    expect(wantedLayers('redis:7.4', config)).toBeUndefined();
    expect(wantedLayers('shop/web:1', config)).toEqual(['/data', '/var/web']);
    expect(wantedLayers('redis:5', config)).toEqual(expect.arrayContaining(['/data']));
    expect(wantedLayers('shop/web:1', { ...config, platform: 'windows/amd64' })).toBeUndefined();
  });
});
