import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import { deployment } from '../judging.ts';
import { type CliRun, useProject } from './run-cli.ts';

const FILE = '.github/podseal.images.yml';
const DIFF = 'C /var\nC /var/cache\nC /var/cache/web\nA /var/cache/web/1\nC /etc\nC /etc/passwd\n';
const RULE = ['--rule', 'read-only-root-filesystem'];

const at = useProject();

async function learn(input: string, ...args: string[]): Promise<CliRun> {
  return at.run(['learn', ...args, '-'], { input });
}

describe('podseal learn', () => {
  it('writes what it learned, says what to check, and writes it once', async () => {
    const args = ['learn', '--image', 'example/app:1', '-'];
    const { code, out, err } = at.podseal(args, DIFF);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`example/app:1, from docker diff
  added   /var/cache/web  cache    emptyDir    for /var/cache/web/1
  decide  /etc/passwd: a volume on /etc would hide what the image has there. Have the application write elsewhere, or change the image.
  check   what comes and goes is not in a diff: take it while the program runs, or have podseal try or strace watch it.
  check   whether the image has files there that a volume would hide: docker run --rm --entrypoint ls example/app:1 -A /var/cache/web. Write hidesFiles: true or false.
  check   once podseal try has run it with a read-only root: add readOnlyRoot: { works: as-is }. Until then no fix for it is safe.
${FILE} is written: check it, and commit it.
`);
    const text = at.read(FILE);
    expect(text).toMatch(
      /- images:\n {4}- docker\.io\/example\/app\n {2}writes:\n {4}- path: \/var\/cache\/web\n/,
    );
    expect(text).toMatch(/source: docker diff, \d{4}-\d{2}-\d{2}\n$/);
    expect((await learn(DIFF, '--image', 'example/app:2')).out).toContain(
      `${FILE} stays as it is.\n`,
    );
    expect(at.read(FILE)).toBe(text);
  });

  it('prints a diff and writes nothing with --dry-run', async () => {
    const { out, err } = await learn('/tmp/x\n', '--image', 'example/app', '--dry-run');
    expect(out).toContain(`+++ b/${FILE}\n`);
    expect(out).toContain('+    - path: /tmp\n');
    expect(err).toContain(`${FILE} would be written.\n`);
    expect(() => at.read(FILE)).toThrow('ENOENT');
  });

  it('is kept at the root of the repository, or where --output says', () => {
    at.write('deep/down/paths.txt', '/tmp/x\n');
    at.write('own.yml', '# Ours.\n');
    expect(
      at.podseal(['learn', 'deep/down/paths.txt', '--image', 'a', '--output', 'own.yml']).code,
    ).toBe(0);
    expect(at.read('own.yml')).toMatch(/^# Ours\.\n- images:\n/);
  });

  it('takes the images from events, and each image once', async () => {
    const event = (repository: string, path: string): string =>
      JSON.stringify({
        output_fields: {
          'container.image.repository': repository,
          'container.image.tag': '1',
          'evt.type': 'openat',
          'evt.is_open_write': true,
          'fd.name': path,
        },
      });
    const events = ['a/web:/tmp/x', 'docker.io/a/web:/tmp/y', 'a/api:/run/z'].map((text) => {
      const [repository = '', path = ''] = text.split(':');
      return event(repository, path);
    });
    const { out } = await learn(events.join('\n'));
    expect(out).toContain('a/web:1, from Falco events\n  added   /tmp  scratch');
    expect(out).toContain('a/api:1, from Falco events\n  added   /run  run');
    const some = await learn(events.join('\n'), '--image', 'a/api', '--dry-run');
    expect(some.err).toContain('Left out, because they are about other images: 2.\n');
    expect(at.read(FILE).match(/^- images/gm)).toHaveLength(2);
  });

  it('refuses to write more than it reads', async () => {
    const long = 'a'.repeat(100);
    const paths = Array.from({ length: 15_000 }, (_, count) => `/srv/${long}${count}-cache/x\n`);
    const { code, err } = await learn(paths.join(''), '--image', 'a');
    expect([code, err]).toEqual([
      2,
      `podseal: ${FILE}: what was learned can't be added: the file would be larger than 1 MiB, which Podseal does not read. Give a shorter log, or one of fewer images. Nothing was written.\n`,
    ]);
    expect(() => at.read(FILE)).toThrow('ENOENT');
  });

  it('says that an image writes nothing only where it is told so', async () => {
    expect(await learn('', '--image', 'a')).toMatchObject({
      code: 2,
      err: 'podseal: stdin: it is empty. If the container wrote nothing, say --from docker-diff.\n',
    });
    const { out } = await learn('', '--image', 'a', '--from', 'docker-diff');
    expect(out).toContain('  it wrote nothing\n');
    expect(at.read(FILE)).toContain('  writes: []\n');
    expect((await learn('C /etc\nC /etc/passwd\n', '--image', 'b')).out).toContain(
      'stays as it is.',
    );
  });

  it.each([
    ['/tmp/x\n', [], 'The log does not say which image it is about. Name it with --image.'],
    ['/tmp/x\n', ['--image', 'A b'], 'A b is not a valid image reference.'],
    [
      'hello\n',
      ['--image', 'a'],
      'stdin: it is in no format that Podseal knows (docker-diff, try, falco, tracee, gadget, strace, paths). Name it with --from.',
    ],
    [
      '/tmp/x\n',
      ['--image', 'a', '--from', 'strace'],
      'stdin: none of its lines is strace. Leave --from out, or name another.',
    ],
  ])('refuses %j with %j', async (input, args, message) => {
    const { code, out, err } = await learn(input, ...args);
    expect([code, out, err]).toEqual([2, '', `podseal: ${message}\n`]);
  });

  it('refuses a file of its own that is faulty, and writes nothing', async () => {
    at.write(FILE, '- images: [a]\n  wirtes: []\n');
    const { code, err } = await learn('/tmp/x\n', '--image', 'a');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^podseal: \.github\/podseal\.images\.yml:2: "wirtes" is not a key here; did you mean "writes"\?/,
    );
    expect(at.read(FILE)).toBe('- images: [a]\n  wirtes: []\n');
  });

  it('reads what PowerShell wrote, and names a missing file', async () => {
    const wide = Buffer.from('\u{FEFF}A /data/x\r\n', 'utf16le');
    writeFileSync(join(at.path, 'diff.txt'), wide);
    expect((await at.run(['learn', 'diff.txt', '--image', 'a'])).out).toContain('added   /data');
    expect((await at.run(['learn', 'gone.txt', '--image', 'a'])).err).toBe(
      'podseal: gone.txt: there is no such file or folder.\n',
    );
  });
});

describe('what a project knows', () => {
  const OWN = `- images: [example/app]
  readOnlyRoot: { works: as-is }
  writes:
    - path: /var/cache/web
      kind: cache
      volume: emptyDir
      hidesFiles: false
      evidence: observed
      source: docker diff, 2026-01-31
`;

  it('goes into the fix of its image, which is safe where the project says so', async () => {
    at.write('deploy/web.yaml', deployment('web'));
    const json = ['check', 'deploy', '--format', 'json', ...RULE];
    expect((await at.run(json)).out).toContain('"safety": "unsafe"');
    at.write(FILE, OWN.replace('      hidesFiles: false\n', ''));
    const unsafe = await at.run(['fix', 'deploy', '--unsafe', '--dry-run', ...RULE]);
    expect(unsafe.out).toContain('mountPath: /var/cache/web');
    expect(unsafe.err).toContain('not checked whether the image has files in `/var/cache/web`');
    at.write(FILE, OWN);
    expect((await at.run(json)).out).toContain('"safety": "safe"');
    await at.run(['fix', 'deploy', ...RULE]);
    expect(at.read('deploy/web.yaml')).toContain('              mountPath: /var/cache/web\n');
    expect((await at.run(['check', '.', ...RULE])).out).toBe('No findings in 2 files.\n');
  });

  it('is shown by podseal image', async () => {
    at.write(FILE, OWN);
    const { code, out } = await at.run(['image', 'example/app:1']);
    expect(code).toBe(0);
    expect(out).toContain('  Read-only root    works\n');
    expect(out).toContain(
      '    1. docker diff, 2026-01-31\n  Some of these facts are from the project',
    );
    const json: unknown = JSON.parse(
      (await at.run(['image', 'example/app:1', '--format', 'json'])).out,
    );
    expect(json).toMatchObject({ images: [{ known: { isOwn: true, confidence: 'read' } }] });
  });

  it('has to be right', async () => {
    at.write(
      FILE,
      OWN.replace('cache\n', 'cash\n').replace('hidesFiles: false', 'hidesFiles: no idea'),
    );
    at.write('web.yaml', deployment('web'));
    for (const args of [
      ['check', 'web.yaml'],
      ['fix', 'web.yaml'],
      ['image', 'a'],
    ]) {
      const { code, out, err } = await at.run(args);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(
        `${FILE}:5: "writes[0].kind" is "cash", and must be one of scratch, cache, run`,
      );
      expect(err).toContain(`${FILE}:7: "writes[0].hidesFiles" must be true or false\n`);
    }
  });

  it('is read at the base of a review', async () => {
    const folder = join(at.path, 'repo');
    makeRepository(folder, [
      { [FILE]: OWN },
      { [FILE]: OWN.replaceAll('/var/cache/web', '/elsewhere'), 'web.yaml': deployment('web') },
    ]);
    const { out } = await at.run(['review', '--repo', folder, '--base', 'HEAD~1', ...RULE]);
    expect(out).toContain('mountPath: /var/cache/web');
    expect(out).not.toContain('/elsewhere');
    at.write(`repo/${FILE}`, '- wrong\n');
    const dirty = await at.run(['review', '--repo', folder, '--base', 'HEAD~1', '--worktree']);
    expect(dirty.out).toContain('mountPath: /var/cache/web');
    expect(dirty.out).toContain('line 1: the entry must be a mapping (in this change)');
  });
});
