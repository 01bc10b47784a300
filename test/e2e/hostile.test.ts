import { spawnSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deployment } from '../judging.ts';
import { CLI } from './built.ts';
import { type Folder, makeFolder } from './run-cli.ts';

let at: Folder;

beforeEach(() => {
  at = makeFolder();
  at.write('z.yaml', deployment('web'));
});

afterEach(() => {
  at.remove();
});

/** What is not judged, with the reason; the sound file of the folder has to be judged. */
async function skipsOf(args: readonly string[] = ['.']): Promise<string[]> {
  const { code, out, err } = await at.run(['check', ...args]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toContain('z.yaml:15:11  error');
  return out.split('\n').flatMap((line) => /^not analyzed {2}(.*)$/.exec(line)?.[1] ?? []);
}

it('names files in other encodings', async () => {
  const bytes = Buffer.from(deployment('web'), 'utf16le');
  writeFileSync(join(at.path, 'a.yaml'), bytes);
  writeFileSync(join(at.path, 'b.yaml'), Buffer.from(bytes).swap16());
  writeFileSync(join(at.path, 'c.yaml'), Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]));
  writeFileSync(
    join(at.path, 'd.yaml'),
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(bytes).swap16()]),
  );
  writeFileSync(join(at.path, 'e.yaml'), Buffer.from(`${deployment('web')}# caf\u00E9`, 'latin1'));
  at.write('f.yaml', `${deployment('web')}# \0\n`);
  writeFileSync(join(at.path, 'g.yaml'), Buffer.from('data: caf\u00E9', 'latin1'));
  expect(await skipsOf()).toEqual([
    ...['a', 'b'].map(
      (name) => expect.stringContaining(`${name}.yaml: not UTF-8 text: it holds NUL`) as string,
    ),
    ...['c', 'd', 'e'].map(
      (name) =>
        expect.stringContaining(
          `${name}.yaml: not UTF-8 text: it has other bytes. Save it as UTF-8`,
        ) as string,
    ),
    expect.stringContaining('f.yaml: not UTF-8 text: it holds NUL bytes') as string,
  ]);
});

it('reads no more of a file of a gigabyte than tells whether it is a manifest', async () => {
  at.write('a.yaml', deployment('web'));
  at.write('b.yaml', 'data: x\n');
  for (const name of ['a.yaml', 'b.yaml']) truncateSync(join(at.path, name), 2 ** 30);
  expect(await skipsOf()).toEqual(['a.yaml: larger than 10 MiB: split it']);
  expect(await skipsOf(['a.yaml', 'z.yaml'])).toHaveLength(1);
});

it.skipIf(process.platform === 'win32')(
  'passes over pipes and links that go round in a circle',
  async () => {
    spawnSync('sh', ['-c', 'mkfifo "$0"', join(at.path, 'a.yaml')]);
    symlinkSync('.', join(at.path, 'b'));
    symlinkSync('c.yaml', join(at.path, 'c.yaml'));
    symlinkSync('/dev/zero', join(at.path, 'd.yaml'));
    expect(await skipsOf()).toEqual([]);
    for (const path of ['a.yaml', 'd.yaml', '/dev/zero']) {
      expect(await at.run(['check', path])).toEqual({
        code: 2,
        out: '',
        err: `podseal: ${path}: this is no file or folder. Give a pipe as standard input, with -.\n`,
      });
    }
    expect(await at.run(['check', 'c.yaml'])).toMatchObject({ code: 2, out: '' });
  },
);

it('looks for all named paths before it prints anything', async () => {
  expect(await at.run(['check', 'z.yaml', 'gone.yaml'])).toEqual({
    code: 2,
    out: '',
    err: 'podseal: gone.yaml: there is no such file or folder.\n',
  });
});

it.skipIf(process.getuid?.() === 0)('names what it may not read below a folder', async () => {
  at.write('a.yaml', deployment('web'));
  at.write('b/b.yaml', deployment('web'));
  spawnSync('chmod', ['0', 'a.yaml', 'b'], { cwd: at.path });
  const skips = await skipsOf();
  spawnSync('chmod', ['700', 'b'], { cwd: at.path });
  expect(skips).toEqual(['b: no permission to read it', 'a.yaml: no permission to read it']);
});

it('writes JSON piece by piece as it would be written whole', async () => {
  at.write('a.yaml', `${deployment('web')}---\nkind: Pod\nspec: [\n`);
  for (const paths of [['.'], ['a.yaml'], ['--files', 'none', '.']]) {
    const { out } = await at.run(['check', '--format', 'json', ...paths]);
    expect(out).toBe(`${JSON.stringify(JSON.parse(out), null, 2)}\n`);
    expect(Object.keys(JSON.parse(out))).toEqual([
      ...['version', 'findings', 'skipped', 'exempted', 'baseline', 'exemptionFaults', 'files'],
    ]);
  }
});

it('ends quietly when nobody reads on', () => {
  for (let file = 0; file < 300; file++) at.write(`many/${file}.yaml`, deployment('web'));
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', `"$0" ${CLI} check many | head -n 1`, process.execPath],
    { cwd: at.path, encoding: 'utf8' },
  );
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('');
});
