import { expect, it } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';

function terminal(isTTY: boolean): {
  isTTY: boolean;
  written: string[];
  write: (text: string) => void;
} {
  const written: string[] = [];
  return { isTTY, written, write: (text) => void written.push(text) };
}

it('a terminal is told how far a run has come, not at once and not too often', () => {
  const at = terminal(true);
  let now = 0;
  const progress = new Progress(at, () => now);
  progress.show(1, 100, 0);
  progress.clear();
  expect(at.written).toEqual([]);
  now = 600;
  progress.show(10, 100, 1);
  now = 601;
  progress.show(11, 100, 1);
  progress.clear();
  progress.clear();
  expect(at.written).toEqual(['\r\u001B[2K10 of 100 files, 1 finding', '\r\u001B[2K']);
});

it('a pipe is told nothing', () => {
  const at = terminal(false);
  let now = 0;
  const progress = new Progress(at, () => now);
  now = 5000;
  progress.show(10, 100, 1);
  progress.clear();
  expect(at.written).toEqual([]);
});
