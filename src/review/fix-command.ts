import type { Finding, Judged } from '../judge/judge.ts';
import { shownObject } from '../judge/shown-object.ts';
import { type Markdown, codePath } from '../text/markdown.ts';
import { pathOperands, shellQuote } from '../text/shell-words.ts';
import { chartOf } from './proved-fixes.ts';

/** The command that fixes findings of one container or object, and nothing else of the file. */
export function fixCommand({ manifest }: Judged, findings: readonly Finding[]): Markdown {
  const isUnsafe = findings.some(({ remedy }) => remedy?.safety === 'unsafe');
  return commandFor([manifest.file.path], findings, isUnsafe);
}

/**
 * The command that fixes findings of one container or object of what a chart or kustomization becomes, there;
 * undefined where none has a remedy.
 */
export function chartFixCommand(findings: readonly Finding[]): Markdown | undefined {
  const fixable = findings.filter(({ rendered }) => rendered?.remedy !== undefined);
  const [first] = fixable;
  if (!first?.rendered) return undefined;
  const { installedAt } = first.rendered;
  const folder = installedAt?.path ?? chartOf(first.rendered) ?? '';
  // A file of a release is edited only if it is named.
  const own = fixable.flatMap(({ file, rendered }) => (rendered?.isBuilt === true ? [file] : []));
  const isUnsafe = fixable.some(({ rendered }) => rendered?.remedy === 'unsafe');
  const paths = folder === '' ? ['.'] : [...new Set([folder, ...own])];
  return commandFor(paths, fixable, isUnsafe);
}

function commandFor(
  paths: readonly string[],
  findings: readonly Finding[],
  isUnsafe: boolean,
): Markdown {
  const words = [
    'podseal fix',
    ...(isUnsafe ? ['--unsafe'] : []),
    ...targetOf(findings),
    pathOperands(paths),
  ];
  return codePath(words.join(' '));
}

/** The options that name what findings are about, where it is one thing. */
function targetOf(findings: readonly Finding[]): string[] {
  const objects = new Set(findings.map(shownObject).map(({ kind, name }) => `${kind}/${name}`));
  const containers = new Set(findings.map(({ subject }) => subject.container?.name));
  const [object] = objects;
  const [container] = containers;
  if (objects.size !== 1 || object === undefined) return [];
  return [
    `--object ${shellQuote(object)}`,
    ...(containers.size === 1 && container !== undefined
      ? [`--container ${shellQuote(container)}`]
      : []),
  ];
}
