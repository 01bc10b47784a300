import { spawnSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI } from './built.ts';
import { type CliRun, type Folder, makeFolder } from './run-cli.ts';

/** More than it takes for threads to be used. */
const FILES = 640;

const pod = (name: string, image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n` +
  `    - name: app\n      image: ${image}\n` +
  '      securityContext:\n        readOnlyRootFilesystem: true\n';

let at: Folder;

beforeAll(() => {
  at = makeFolder();
  for (let index = 0; index < FILES; index++) {
    const text = index % 10 === 0 ? pod(`pod-${index}`, 'own/app:1') : 'kind: Other\n';
    at.write(`many/${String(index).padStart(4, '0')}.yaml`, text);
  }
  at.write('many/0001.yaml', 'a: \0');
  at.write('many/0500.yaml', pod('large', 'app:1'));
  truncateSync(join(at.path, 'many/0500.yaml'), 2 ** 28);
  at.write('many/0510.yaml', `${pod('broken', 'app:1')}---\nkind: Pod\nspec: [\n`);
  at.write('many/0639.yaml', pod('last', 'app:1'));
  at.write('locked/a.yaml', pod('locked', 'app:1'));
  at.write('clean.yaml', 'kind: Other\n');
  at.write('.git/HEAD', '');
  at.write(
    '.github/podseal.images.yml',
    '- images: [own/app]\n' +
      '  writes: [{path: /srv/own, kind: cache, volume: emptyDir, evidence: docs, source: a/b#1}]\n',
  );
  spawnSync('sh', ['-c', 'mkfifo many/pipe.yaml; chmod 0 locked many/0638.yaml'], { cwd: at.path });
});

afterAll(() => {
  spawnSync('chmod', ['700', 'locked'], { cwd: at.path });
  at.remove();
});

/** What a check with so many threads says, as bytes. */
async function checkWith(threads: string, args: readonly string[], env = {}): Promise<CliRun> {
  return at.run(['check', ...args], { env: { PODSEAL_THREADS: threads, ...env } });
}

/** The same in a process of its own. */
function spawnCheck(threads: string, args: readonly string[], env = {}): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', ...args], {
    cwd: at.path,
    encoding: 'utf8',
    env: { ...process.env, PODSEAL_THREADS: threads, ...env },
    maxBuffer: 2 ** 28,
  });
  return { code: status, out: stdout, err: stderr };
}

describe('a check in threads', () => {
  it.each(['text', 'json', 'github'])('prints what one thread prints: %s', async (format) => {
    const args = ['--format', format, '.'];
    const one = await checkWith('1', args);
    expect(one).toMatchObject({ code: 1, err: '' });
    expect(one.out).toContain('0500.yaml');
    expect(one.out).toContain('0639.yaml');
    expect(await checkWith('3', args)).toEqual(one);
  });

  it('knows what the project knows of images, and colours as one thread does', async () => {
    const args = ['--skip-rule', 'run-as-non-root', 'many'];
    const one = await checkWith('1', args, { FORCE_COLOR: '1' });
    expect(one.out).toContain('\u001B[');
    expect(one.out).toContain('/srv/own');
    expect(await checkWith('2', args, { FORCE_COLOR: '1' })).toEqual(one);
  });

  it('fails as one thread does', async () => {
    expect(await checkWith('3', ['many', 'gone.yaml'])).toEqual({
      code: 2,
      out: '',
      err: 'podseal: gone.yaml: there is no such file or folder.\n',
    });
    expect(spawnCheck('3', ['--fail-on', 'never', 'many']).code).toBe(0);
    expect((await checkWith('3', ['--rule', 'no-privileged', 'many'])).code).toBe(0);
  });

  it('reads standard input, too', () => {
    const args = ['check', 'many', '-'];
    expect(at.podseal(args, pod('typed', 'app:1')).out).toContain('stdin:');
  });

  it('refuses what is no number of threads', async () => {
    expect(await checkWith('many', ['clean.yaml'])).toEqual({
      code: 2,
      out: '',
      err: 'podseal: PODSEAL_THREADS: give a number from 1 to 99.\n',
    });
  });

  it.each([
    ['throw', "throw new Error('faulty')", 'Error: faulty'],
    ['end', 'process.exit(0)', 'A thread ended with 0'],
  ])('loses nothing silently when its threads %s', (_, fault, message) => {
    const code =
      "import { isMainThread } from 'node:worker_threads';" +
      `if (!isMainThread) setTimeout(() => { ${fault} }, 1);`;
    const load = `--import=data:text/javascript,${encodeURIComponent(code)}`;
    const { code: exit, err } = spawnCheck('2', ['many'], { NODE_OPTIONS: load });
    expect(exit).toBe(2);
    expect(err).toContain('this is a bug in podseal');
    expect(err).toContain(message);
  });
});
