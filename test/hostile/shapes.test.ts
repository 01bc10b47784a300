import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { IS_FULL } from '../full.ts';
import type { ShapeResult } from './review-shape.ts';
import { SHAPES } from './shapes.ts';

const PROGRAM = fileURLToPath(new URL('review-shapes.ts', import.meta.url));

/** Small files show growth of a square, too; just below the bound on a file's size takes minutes. */
const SIZE = IS_FULL ? 9_900_000 : 8000;
const TIMEOUT_MS = IS_FULL ? 7_200_000 : 600_000;

describe('files that are made to take all time or memory', { timeout: TIMEOUT_MS }, () => {
  it('are reviewed one after the other by a process of 512 MB', () => {
    const args = ['--max-old-space-size=300', PROGRAM, String(SIZE)];
    const { status, stdout } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      maxBuffer: 100_000_000,
    });
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    const { peakMegabytes } = JSON.parse(lines.pop() ?? '') as { peakMegabytes: number };
    const results = lines.map((line) => JSON.parse(line) as ShapeResult);
    expect(new Set(results.map(({ name }) => name))).toEqual(
      new Set(SHAPES.map(({ name }) => name)),
    );
    expect(SHAPES.length).toBeGreaterThanOrEqual(90);
    expect(peakMegabytes).toBeLessThan(512);
    const over = results.filter(
      ({ findings, skips, output, conclusion }) =>
        findings > 5000 ||
        skips.length > 22 ||
        output > 2_000_000 ||
        (skips.length > 0 && conclusion === 'success'),
    );
    expect(over).toEqual([]);
  });
});
