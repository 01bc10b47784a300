import { readFileSync } from 'node:fs';

/** What a page has its reader do: to write a file, or to give a command. */
export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'command'; readonly line: string; readonly shown: readonly string[] };

/** A code block of a page, without its indent. */
interface Block {
  readonly language: string;
  readonly text: string;
  /** The heading above it. */
  readonly heading: string;
}

/** The code blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^( *)```(\w+)\n(.*?)^ *```/gms)].map((found) => {
    const [, indent = '', language = '', code = ''] = found;
    const before = text.slice(0, found.index);
    const headings = [...before.replace(/^( *)```.*?^ *```/gms, '').matchAll(/^#+ (.*)$/gm)];
    const own = code.replace(new RegExp(`^${indent}`, 'gm'), '');
    return { language, text: own, heading: headings.at(-1)?.[1] ?? '' };
  });
}

/** The steps of a block: its commands, or the file whose path its first comment names. */
export function stepsOf({ language, text }: Block): Step[] {
  if (language === 'sh') {
    return text.split('\n').flatMap((line) => commandStep(line, []));
  }
  if (language === 'console') {
    return text
      .split(/^\$ /m)
      .slice(1)
      .flatMap((one) => {
        const [line = '', ...shown] = one.trimEnd().split('\n');
        return commandStep(line, shown);
      });
  }
  if (language !== 'yaml') return [];
  const [, path] = /^# (\S+\.ya?ml)$/m.exec(text) ?? [];
  const file: Step[] = path === undefined ? [] : [{ kind: 'file', path, text }];
  return [...file, ...workflowCommands(text)];
}

function commandStep(line: string, shown: readonly string[]): Step[] {
  const command = line.replace(/(?:^|\s)#.*/, '').trim();
  return command === '' ? [] : [{ kind: 'command', line: command, shown }];
}

/** How a workflow or a pipeline starts Podseal. */
const STARTED = /(?:npx --yes podseal@0|node \S+\/dist\/cli\.js) ([^'\n]*(?:\n {10,}[^'\n]+)*)/g;

/** What a workflow or a pipeline has Podseal do, as if the command were installed. */
export function workflowCommands(text: string): Step[] {
  return [...text.matchAll(STARTED)].flatMap(([, args = '']) =>
    commandStep(`podseal ${args.replace(/\s+/g, ' ')}`, []),
  );
}

/** Commands of Podseal that a page names within a sentence. */
export function namedCommands(page: string): string[] {
  const prose = readFileSync(page, 'utf8').replace(/^( *)```.*?^ *```/gms, '');
  return [...prose.matchAll(/`([^`\n]*\bpodseal [a-z]+[^`\n]*)`/g)].map(([, line = '']) => line);
}
