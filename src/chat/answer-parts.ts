import { writePatch } from '../diff/patch.ts';
import { type FindingData, byPlace } from '../judge/finding-data.ts';
import { byteLength } from '../text/byte-length.ts';
import {
  type Markdown,
  code,
  codeList,
  codePath,
  fence,
  fitRows,
  fold,
  joinMarkdown,
  kindWord,
  md,
} from '../text/markdown.ts';
import { type Plain, count, plainly } from '../text/tagged.ts';
import type { FileFix } from './fix-on-request.ts';

/** What became of the files that were to be changed. */
export interface Outcome {
  /** The commit that was made, or why there is none. */
  readonly commit:
    | { readonly sha: string; readonly startsRuns: boolean | undefined }
    | { readonly refused: string }
    /** Where nobody knows whether it was made: what to look at. */
    | { readonly unknown: string };
  /** Files that were left out of the commit, and why. */
  readonly keptOut: readonly { readonly path: string; readonly reason: string }[];
}

/** Four lists, a patch, the files that are not in it, and the sentences around them fit into a comment. */
export const MAX_ROWS_BYTES = 6000;
const MAX_PATCH_BYTES = 25_000;
const MAX_PATHS = 20;
const MAX_PATH = 200;

/** Puts the parts of an answer together that have something to say. */
export function joinParts(parts: readonly Markdown[]): Markdown {
  return joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n\n',
  );
}

/** `2 findings in 1 file`. */
export function tally(files: readonly FileFix[]): Plain {
  return plainly`${count(findingsOf(files).length, 'finding')} in ${count(files.length, 'file')}`;
}

/** The findings of all files. */
export function findingsOf(files: readonly FileFix[]): FindingData[] {
  return files.flatMap(({ fixed }) => fixed);
}

/** A row for each container or object. */
export function rowsOf(findings: readonly FindingData[]): Markdown {
  const rows = byPlace(findings).flatMap((group) => {
    const [first] = group;
    const rules = codeList([...new Set(group.map(({ rule }) => rule))]);
    return first ? [md`- ${placeOf(first)}: ${rules}`] : [];
  });
  return fitRows(rows, MAX_ROWS_BYTES);
}

/** A file, and the container or object in it. */
export function placeOf({ file, container, resource }: FindingData): Markdown {
  const object = md`${kindWord(resource.kind)} ${code(resource.name)}`;
  const what = container === null ? object : md`${code(container)} of ${object}`;
  return md`${codePath(file)} ${what}`;
}

/** A titled list; nothing where it has no rows. */
export function section(title: 'Not fixed' | 'Not committed', rows: readonly Markdown[]): Markdown {
  return rows.length === 0 ? md`` : md`${title}:\n\n${fitRows(rows, MAX_ROWS_BYTES)}`;
}

/**
 * The changes as a patch, folded, for who has to apply them by hand.
 *
 * @param more what to do about those that no patch can have
 */
export function patchSection(files: readonly FileFix[], more: Markdown): Markdown {
  if (files.length === 0) return md``;
  // A comment does not keep line ends, and a patch without the right ones does not apply.
  const [plain, others] = [files.filter(isPlain), files.filter((file) => !isPlain(file))];
  const patch = plain.map(({ path, before, text }) => writePatch(path, before, text)).join('');
  if (patch === '' || byteLength(patch) > MAX_PATCH_BYTES) return more;
  const paths = others.slice(0, MAX_PATHS).map(({ path }) => code(path, MAX_PATH));
  if (others.length > MAX_PATHS) paths.push(md`${others.length - MAX_PATHS} more`);
  return fold(
    plainly`The changes as a patch`,
    joinParts([
      md`Save it as \`podseal.patch\`, and run \`git apply podseal.patch\`:`,
      fence('diff', patch.replace(/\n$/, '')),
      paths.length === 0
        ? md``
        : md`Not in it, for their line ends: ${joinMarkdown(paths, ', ')}. ${more}`,
    ]),
  );
}

function isPlain({ before }: FileFix): boolean {
  return !before.includes('\r');
}

/** GitHub starts no workflow for what a workflow's own token did, so that none runs for ever. */
export function runsNote(startsRuns: boolean | undefined): Markdown {
  if (startsRuns === true) return md``;
  const condition = startsRuns === undefined ? 'If it was made with `GITHUB_TOKEN`, this' : 'This';
  return md`${condition} commit starts no workflow, so that required checks wait: close and reopen the pull request, or push to it. With the token of a GitHub App as \`token\`, checks start by themselves.`;
}
