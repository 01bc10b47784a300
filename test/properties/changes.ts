import * as fc from 'fast-check';
import { diffTexts } from '../../src/diff/hunks.ts';
import type { Change } from '../../src/review/change.ts';
import { threadOf } from '../judging.ts';
import { manifest } from './manifests.ts';

/** What becomes of a line on the way from one version to the other; undefined keeps it. */
type Turn = (line: string) => string[];

const turns: readonly Turn[] = [
  () => [],
  (line) => [line, line],
  (line) => [line.replace(/true|false/, (word) => (word === 'true' ? 'false' : 'true'))],
  (line) => [line.replace(/(securityContext|readOnlyRootFilesystem|runAsNonRoot)/, 'other')],
  (line) => [line.replace(/(\w+)(?=\W*$)/, '$1x')],
  (line) => [`${/^\s*/.exec(line)?.[0] ?? ''}# new`, line],
  (line) => [line, ''],
  // What ends a line elsewhere, a tab, a fence, and more than anybody reads.
  (line) => [`${line} # \u2028 \u2029 \u0085 \t \`\`\`\` x`],
  (line) => [`${line} # ${'long '.repeat(2000)}`],
  (line) => [`${line}\r`],
];

/** The other version of a text: some of its lines changed, which may leave it broken. */
function otherVersion(text: string, edits: readonly (readonly [number, Turn])[]): string {
  const lines = text.split('\n');
  const chosen = new Map(edits.map(([at, turn]) => [at % lines.length, turn]));
  return lines.flatMap((line, index) => chosen.get(index)?.(line) ?? [line]).join('\n');
}

export interface Versions {
  readonly base: string | undefined;
  readonly head: string;
}

const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...turns)), {
  minLength: 1,
  maxLength: 6,
});

/** Two versions of a file, or a new one. Where a version is broken, it is mostly the base. */
export const versions: fc.Arbitrary<Versions> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(manifest, edits)
      .map(([head, some]) => ({ base: otherVersion(head, some), head })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(manifest, edits)
      .map(([base, some]) => ({ base, head: otherVersion(base, some) })),
  },
  { weight: 1, arbitrary: manifest.map((head) => ({ base: undefined, head })) },
  { weight: 1, arbitrary: fc.tuple(manifest, manifest).map(([base, head]) => ({ base, head })) },
);

/** The change that a pull request with these versions is. */
export function changeOf({ base, head }: Versions, commented: Iterable<string> = []): Change {
  return {
    base: 'a'.repeat(40),
    head: 'b'.repeat(40),
    isAutomated: false,
    files: [{ path: 'deploy/web.yaml', base, head, hunks: diffTexts(base ?? '', head) }],
    skips: [],
    isWhole: true,
    threads: [...commented].length > 0 ? [threadOf(commented)] : [],
    reviews: [],
  };
}
