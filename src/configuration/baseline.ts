import { UserError } from '../errors/user-error.ts';
import { baselineKeys } from '../judge/exemptions/baseline-key.ts';
import type { Finding } from '../judge/judge.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';

const HEADER = `# Findings that were there when this baseline was written: they are not reported and fail nothing.
# \`podseal baseline\` writes it anew, \`podseal baseline --prune\` only takes out what is gone.
`;

/** A line: a key, and for the reader what it is about. */
const LINE = /^([0-9a-f]{16})(?: .*)?$/;

/**
 * The keys of a baseline.
 *
 * @param where as the end of a message: ` (on the base branch)`
 * @throws UserError for a line that is none
 */
export function readBaseline({ path, text }: SourceFile, where = ''): string[] {
  return linesOf(text).flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const key = LINE.exec(line)?.[1];
    if (key !== undefined) return [key];
    throw new UserError(
      `${path}:${index + 1}: this is not a line of a baseline${where}. Write it anew: podseal baseline.`,
    );
  });
}

/** Lines that a baseline has for findings of a file. */
export function baselineLines(findings: readonly Finding[]): string[] {
  const keys = baselineKeys(findings);
  return [...keys].map(
    ([
      {
        rule,
        subject: { resource, container },
      },
      key,
    ]) => {
      const { kind, namespace, name } = resource;
      const what = [namespace, name, container?.name].filter(Boolean).join('/');
      // A name may hold anything, and a line has to stay one.
      return `${key} ${rule} ${kind} ${what}`.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
    },
  );
}

/** The text of a baseline: its lines, sorted, each once. */
export function writeBaseline(lines: readonly string[]): string {
  return (
    HEADER +
    [...new Set(lines)]
      .toSorted()
      .map((line) => `${line}\n`)
      .join('')
  );
}

/** A baseline without the lines whose findings are gone, and how many these were. */
export function pruneBaseline(
  text: string,
  current: ReadonlySet<string>,
): { readonly text: string; readonly gone: number } {
  const lines = text.split('\n');
  const kept = lines.filter((line) => {
    const key = LINE.exec(line.trimEnd())?.[1];
    return key === undefined || current.has(key);
  });
  return { text: kept.join('\n'), gone: lines.length - kept.length };
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trimEnd());
}
