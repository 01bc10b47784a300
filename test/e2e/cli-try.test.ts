import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI } from './built.ts';
import { startEngine } from './container-engine.ts';
import { type CliRun, type Folder, makeFolder } from './run-cli.ts';

const started = startEngine();
const engine = typeof started === 'string' ? undefined : started;
if (typeof started === 'string') process.stderr.write(`tests of podseal try skipped: ${started}\n`);

/** Keeps pages that it makes, and a pid file, as servers do. */
const SERVER =
  'mkdir -p /var/cache/web/pages && echo hello > /var/cache/web/pages/index.html && ' +
  'echo 1 > /run/web.pid && exec httpd -f -p 8080 -h /var/cache/web/pages';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: localhost/shop/web:1.2
          readinessProbe:
            httpGet: {path: /index.html, port: 8080}
`;

let at: Folder;

beforeEach(() => {
  at = makeFolder();
  mkdirSync(join(at.path, '.git'));
  at.write('deploy/web.yaml', DEPLOYMENT);
});

afterEach(() => {
  at.remove();
});

afterAll(() => {
  engine?.close();
});

describe.skipIf(!engine)('podseal try, with Podman', () => {
  engine?.makeImage('localhost/shop/web:1.2', { web: SERVER }, ['CMD ["web"]', 'USER 1000']);
  engine?.makeImage('localhost/shop/open:1', { open: SERVER }, ['CMD ["open"]', 'USER 0']);
  engine?.makeImage('localhost/shop/idle:1', {}, ['CMD ["sleep", "3600"]', 'USER 1000']);

  async function podseal(...args: string[]): Promise<CliRun> {
    return at.run(args, { env: engine?.env ?? {} });
  }

  it('leads from a run to a fix, and to a run with it that serves', async () => {
    at.write('deploy/web.yaml', DEPLOYMENT.replace('shop/web:1.2', 'shop/open:1'));
    const before = await podseal(
      'try',
      'deploy',
      '--engine',
      'podman',
      '--learn',
      '--seconds',
      '20',
    );
    expect(before.err).toBe('');
    expect(before.out).toMatch(
      /^ {2}starts {3}with a writable root filesystem: its probes succeeded/m,
    );
    expect(before.out).toContain('/run: a volume, for /run/web.pid\n');
    expect(before.out).toContain(
      '.github/podseal.images.yml is written: check it, and commit it.\n',
    );
    expect(before.code).toBe(0);
    expect(
      (await podseal('fix', 'deploy', '--unsafe', '--rule', 'read-only-root-filesystem')).code,
    ).toBe(0);
    const rules = ['--rule', 'read-only-root-filesystem', '--rule', 'writable-paths'];
    expect((await podseal('check', 'deploy', ...rules)).out).toBe('No findings in 1 file.\n');
    const after = await podseal('try', 'deploy', '--engine', 'podman', '--seconds', '20');
    expect(after.out).toMatch(
      /^ {2}starts {3}with a read-only root filesystem: its probes succeeded/m,
    );
    expect(after.out).not.toContain('refused');
    expect(after.code).toBe(0);
    expect(engine?.list()).toEqual([]);
  });

  it('runs the fix that a review suggests, and no other', async () => {
    const args = ['try', 'deploy', '--engine', 'podman', '--seconds', '20', '--format', 'json'];
    const { out, code } = await podseal(...args, '--suggested');
    const { commit, trials } = JSON.parse(out);
    // Nobody knows where the image writes: the suggestion is a guess, and fails.
    expect(trials).toMatchObject([
      {
        ...{ starts: false, isFixed: true, rounds: 1, fix: { wasRun: true } },
        fixedDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ]);
    expect([code, commit]).toEqual([1, null]);
    const { code: fixed } = await podseal('fix', 'deploy', '--unsafe');
    expect(fixed).toBe(0);
    expect(JSON.parse((await podseal(...args, '--suggested')).out).trials).toEqual([]);
  });

  it('runs the fix, with what its failing shows, until it starts', async () => {
    const { out, code } = await podseal(
      ...['try', 'deploy', '--fixed', '--engine', 'podman', '--seconds', '20', '--format', 'json'],
    );
    const { trials } = JSON.parse(out);
    expect(trials).toMatchObject([
      {
        ...{ starts: true, ending: 'up', isFixed: true, isRootReadOnly: true, why: null },
        fix: { wasRun: true },
        learned: [{ path: '/run' }, { path: '/var/cache/web' }],
      },
    ]);
    expect(trials[0].fix.patch).toContain('+              mountPath: /run\n');
    expect(code).toBe(0);
    // What ran elsewhere can be learned from later.
    const learned = await at.run(['learn', '-'], { input: out });
    expect(learned.out).toContain('localhost/shop/web:1.2, from podseal try\n  added   /run');
    expect(engine?.list()).toEqual([]);
  });

  it('says why it does not start, and what a cluster would not do', async () => {
    const root = DEPLOYMENT.replace('shop/web:1.2', 'shop/open:1').replace(
      '          readinessProbe',
      '          securityContext: {runAsNonRoot: true}\n          readinessProbe',
    );
    at.write('deploy/root.yaml', root);
    const { out, code } = await podseal('try', 'deploy/root.yaml', '--engine', 'podman');
    expect(out).toContain(
      'the kubelet refuses it: `runAsNonRoot: true`, and the image runs as root',
    );
    expect(code).toBe(1);
    const missing = await podseal(
      'try',
      'deploy',
      '--image',
      'localhost/none:1',
      '--engine',
      'podman',
    );
    expect([missing.code, missing.err]).toEqual([
      2,
      'podseal: podman has no image localhost/none:1, which web runs: pull or build it, or name another with --image.\n',
    ]);
  });

  it('removes what it made when it is stopped', async () => {
    at.write('deploy/web.yaml', DEPLOYMENT.replace('shop/web:1.2', 'shop/idle:1'));
    // On a machine with much to do, it takes a minute until a container is there.
    const args = ['try', 'deploy', '--engine', 'podman', '--seconds', '3600'];
    const child = spawn(process.execPath, [CLI, ...args], {
      ...{
        cwd: at.path,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...engine?.env },
      },
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => said.push(data.toString()));
    }
    const closed = once(child, 'close');
    while (child.exitCode === null && !engine?.list().some((name) => name.endsWith('-web'))) {
      await sleep(50);
    }
    child.kill('SIGTERM');
    const [code] = await closed;
    expect([code, said.join('')]).toEqual([2, 'podseal: Stopped: what was made is removed.\n']);
    expect(engine?.list()).toEqual([]);
  });
});

it('podseal try says what it needs where there is no engine', async () => {
  const none = await at.run(['try', 'deploy'], { env: { PATH: '/nowhere' } });
  expect([none.code, none.out]).toEqual([2, '']);
  expect(none.err).toMatch(/^podseal: No engine runs containers here\. docker: .*podman: /);
  const nothing = await at.run(['try', 'deploy', '--container', 'other']);
  expect(nothing.err).toBe(
    'podseal: Nothing in these files is container other, with an image, in a pod for Linux.\n',
  );
});
