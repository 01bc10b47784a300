import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  rmSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readObject } from './objects.ts';
import type { Entry, Files } from './trees.ts';

/** Lets the working tree and the index have these files, and no more those that were there before. */
export function checkOut(directory: string, before: Files, files: Files): void {
  for (const [path, { sha, mode }] of before) {
    const now = files.get(path);
    if (now?.sha !== sha || now.mode !== mode) removeFile(directory, path);
  }
  for (const [path, entry] of files) {
    const known = before.get(path);
    if (known?.sha !== entry.sha || known.mode !== entry.mode) writeFile(directory, path, entry);
  }
  writeFileSync(join(directory, '.git/index'), indexOf(directory, files));
}

function removeFile(directory: string, path: string): void {
  rmSync(join(directory, path), { recursive: true, force: true });
  for (let up = dirname(path); up !== '.'; up = dirname(up)) {
    try {
      rmdirSync(join(directory, up));
    } catch {
      // It has other files.
      return;
    }
  }
}

function writeFile(directory: string, path: string, { mode, sha }: Entry): void {
  const whole = join(directory, path);
  mkdirSync(mode === '160000' ? whole : dirname(whole), { recursive: true });
  if (mode === '160000') return;
  const bytes = readObject(directory, sha)?.bytes ?? Buffer.alloc(0);
  rmSync(whole, { recursive: true, force: true });
  if (mode === '120000') return symlinkSync(bytes.toString(), whole);
  writeFileSync(whole, bytes);
  if (mode === '100755') chmodSync(whole, 0o755);
}

/** https://git-scm.com/docs/index-format, version 2. */
function indexOf(directory: string, files: Files): Buffer {
  const header = Buffer.alloc(12);
  header.write('DIRC');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(files.size, 8);
  const entries = [...files]
    .map(([path, entry]) => ({ name: Buffer.from(path), path, entry }))
    .toSorted((one, other) => Buffer.compare(one.name, other.name))
    .map(({ name, path, entry }) => indexEntry(join(directory, path), name, entry));
  const whole = Buffer.concat([header, ...entries]);
  return Buffer.concat([whole, createHash('sha1').update(whole).digest()]);
}

const NAME_AT = 62;

function indexEntry(path: string, name: Buffer, { mode, sha }: Entry): Buffer {
  const stat = lstatSync(path, { bigint: true });
  const second = 1_000_000_000n;
  const numbers = [
    ...[stat.ctimeNs / second, stat.ctimeNs % second, stat.mtimeNs / second, stat.mtimeNs % second],
    ...[stat.dev, stat.ino, BigInt(Number.parseInt(mode, 8)), stat.uid, stat.gid, stat.size],
  ];
  // One to eight zero bytes, so that the length can be divided by eight.
  const bytes = Buffer.alloc((NAME_AT + name.length + 8) & ~7);
  numbers.forEach((number, at) => bytes.writeUInt32BE(Number(BigInt.asUintN(32, number)), at * 4));
  bytes.write(sha, 40, 'hex');
  bytes.writeUInt16BE(Math.min(name.length, 0xfff), 60);
  name.copy(bytes, NAME_AT);
  return bytes;
}
