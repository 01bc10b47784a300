import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteOutput, writeWhole } from '../../src/cli/output-file.ts';

const CHANGED = 'it changed since it was read: run the command again';
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-output-'));
  path = join(folder, 'a.yaml');
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Writes `new` over `old`, after something happened to the file in between. */
async function overwrite(between: () => void): Promise<string | undefined> {
  writeFileSync(path, 'old: 1\n');
  const output = await noteOutput(path);
  between();
  return writeWhole(output, 'old: 1\n', 'new: 1\n');
}

describe('a file that was read', () => {
  it('is written in place: other names, mode and longer texts before leave no trace', async () => {
    const other = join(folder, 'other.yaml');
    const error = await overwrite(() => {
      linkSync(path, other);
      chmodSync(path, 0o640);
    });
    expect(error).toBeUndefined();
    expect(readFileSync(other, 'utf8')).toBe('new: 1\n');
    expect(statSync(path)).toMatchObject({ nlink: 2, mode: 0o100640 });
    expect(await writeWhole(await noteOutput(path), 'new: 1\n', 'n\n')).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('n\n');
    expect(readdirSync(folder).toSorted()).toEqual(['a.yaml', 'other.yaml']);
  });

  it('is not overwritten when somebody saved it', async () => {
    expect(await overwrite(() => writeFileSync(path, 'mine: 1\n'))).toBe(CHANGED);
    expect(readFileSync(path, 'utf8')).toBe('mine: 1\n');
  });

  it('is not overwritten when another file took its place, be it with the same text', async () => {
    const replace = (): void => {
      writeFileSync(join(folder, 'b'), 'old: 1\n');
      renameSync(join(folder, 'b'), path);
    };
    expect(await overwrite(replace)).toBe(CHANGED);
    expect(readFileSync(path, 'utf8')).toBe('old: 1\n');
  });

  it('is not made again when it was deleted', async () => {
    expect(await overwrite(() => rmSync(path))).toBe(CHANGED);
    expect(existsSync(path)).toBe(false);
  });

  it('is not followed to where a link leads that was none', async () => {
    const outside = join(folder, 'outside');
    const toLink = (): void => {
      renameSync(path, outside);
      symlinkSync('outside', path);
    };
    expect(await overwrite(toLink)).toBe(CHANGED);
    expect(readFileSync(outside, 'utf8')).toBe('old: 1\n');
  });

  it('is not followed when its folder became a link', async () => {
    mkdirSync(join(folder, 'in'));
    path = join(folder, 'in/a.yaml');
    const toLink = (): void => {
      renameSync(join(folder, 'in'), join(folder, 'out'));
      symlinkSync('out', join(folder, 'in'));
    };
    expect(await overwrite(toLink)).toBe(CHANGED);
    expect(readFileSync(join(folder, 'out/a.yaml'), 'utf8')).toBe('old: 1\n');
  });

  it('is left alone when it is read-only, for root too', async () => {
    const error = await overwrite(() => chmodSync(path, 0o444));
    expect(error).toBe('it is read-only: make it writable first (chmod u+w)');
    expect(readFileSync(path, 'utf8')).toBe('old: 1\n');
  });

  it('is left alone when another user owns it', async () => {
    const error = await overwrite(() => {
      vi.spyOn(process, 'geteuid').mockReturnValue(statSync(path).uid + 1);
    });
    expect(error).toBe('another user owns it: run as its owner');
    expect(readFileSync(path, 'utf8')).toBe('old: 1\n');
  });
});

describe('a new file', () => {
  it('gets its folder, and is not written over one that came in between', async () => {
    path = join(folder, 'deep/down/a.yaml');
    const output = await noteOutput(path);
    expect(await writeWhole(output, undefined, 'new: 1\n')).toBeUndefined();
    expect(await writeWhole(output, undefined, 'again: 1\n')).toBe(CHANGED);
    expect(readFileSync(path, 'utf8')).toBe('new: 1\n');
  });

  it('is not made where a link leads', async () => {
    const output = await noteOutput(path);
    symlinkSync('elsewhere', path);
    expect(await writeWhole(output, undefined, 'new: 1\n')).toBe(CHANGED);
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });
});

describe('a file of the project that nobody named', () => {
  it('is no link, and in no folder that is one', async () => {
    const root = join(folder, 'project');
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(folder, 'outside/b'), 'x\n');
    mkdirSync(root);
    symlinkSync('../outside', join(root, '.github'));
    symlinkSync('../outside/b', join(root, 'b'));
    const refused = 'it is a link, or its folder is: replace the link with a file';
    for (const [name, before] of [
      ['.github/new', undefined],
      ['.github/b', 'x\n'],
      ['b', 'x\n'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const output = await noteOutput(join(root, name), root);
      // oxlint-disable-next-line no-await-in-loop
      expect(await writeWhole(output, before, 'y\n')).toBe(refused);
    }
    expect(readdirSync(join(folder, 'outside'))).toEqual(['b']);
    expect(readFileSync(join(folder, 'outside/b'), 'utf8')).toBe('x\n');
  });
});
