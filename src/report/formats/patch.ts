import { writePatch } from '../../diff/patch.ts';
import { type Shown, shown, visibleDiff, visibleLine } from '../../text/shown.ts';
import type { CheckReport, ReportContext } from '../check-report.ts';

/** The fixes as a unified diff for `git apply`, which passes over the lines between files. */
export function patch({ unsafe }: ReportContext): CheckReport {
  return {
    start: shown``,
    between: shown``,
    file(file) {
      const after = file.fixed({ unsafe });
      return after === file.text ? [] : [patchOf(file.path, file.text, after)];
    },
    end: () => shown``,
  };
}

/** A diff whose control characters are shown would not apply, and no other file's with it. */
function patchOf(path: string, before: string, after: string): Shown {
  const text = writePatch(path, before, after);
  const diff = visibleDiff(text);
  if (diff === text) return diff;
  return shown`# ${visibleLine(path)} has control characters: run podseal fix.\n`;
}
