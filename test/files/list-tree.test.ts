import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listTree } from '../../src/files/list-tree.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'podseal-tree-'));
  for (const path of ['a/b', 'c', 'node_modules/d', '.git']) {
    mkdirSync(join(root, path), { recursive: true });
  }
  for (const path of ['1', 'a/2', 'a/b/3', 'c/4', 'node_modules/d/5', '.git/6']) {
    writeFileSync(join(root, path), '');
  }
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

it('lists the files near the root first, without those of others', () => {
  expect(listTree(root)).toEqual(['1', 'a/2', 'c/4', 'a/b/3']);
});

it('looks into so many folders, and no further', () => {
  expect(listTree(root, { paths: 9, folders: 2 })).toEqual(['1', 'a/2']);
  expect(listTree(root, { paths: 2, folders: 9 })).toEqual(['1', 'a/2']);
});
