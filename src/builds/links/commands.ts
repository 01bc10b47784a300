import type { SourceFile } from '../../kubernetes/manifest.ts';
import { baseOf, folderOf, joinPath } from '../paths.ts';
import { type Variables, fill } from '../template.ts';
import { type BuildLink } from './build-link.ts';

/** Longer texts are no scripts that people write; their rest is not read. */
const MAX_TEXT = 128 * 1024;

/** Longer lines are data. */
const MAX_LINE = 4096;

/** More images than one script builds. */
const MAX_LINKS = 200;

/** What the `docker build` commands of a Makefile or a script say. */
export function commandLinks({ path, text }: SourceFile): BuildLink[] {
  const isMake = isMakefile(path);
  const variables = assignmentsOf(text, isMake ? MAKE_ASSIGNMENT : SHELL_ASSIGNMENT);
  // Make runs in its own folder. A script may be called from its own or, more often, from the root.
  const folders = isMake ? [folderOf(path)] : [...new Set(['', folderOf(path)])];
  return folders.flatMap((folder) => buildCommands(text, { variables, folder, evidence: path }));
}

/** Whether a file is for Make. */
export function isMakefile(path: string): boolean {
  return /^(?:GNU)?makefile$|\.mk$|^makefile\./i.test(baseOf(path));
}

/** Where commands are run, and by which file. */
export interface CommandPlace {
  readonly variables: Variables;
  readonly folder: string;
  readonly evidence: string;
}

/** What the `docker build` commands among lines say. */
export function buildCommands(text: string, place: CommandPlace): BuildLink[] {
  const joined = text.slice(0, MAX_TEXT).replaceAll(/\\\r?\n/g, ' ');
  return joined
    .split('\n')
    .filter((line) => line.length < MAX_LINE && /build|bud/.test(line) && !/^\s*#/.test(line))
    .flatMap((line) => readLine(fill(line, place.variables), place))
    .slice(0, MAX_LINKS);
}

/** How a variable is named that stands for the program. */
const ENGINE_NAME = /DOCKER|CONTAINER|PODMAN|ENGINE/i;

const ENGINE =
  /(?:\b(?:docker|podman|nerdctl|buildah)|\uE000(\w+)\uE001)(?:[ \t]+(?:buildx|image|--[\w=.-]+))*[ \t]+(?:build|bud)[ \t]+([^;|&]+)/gi;

function readLine(line: string, place: CommandPlace): BuildLink[] {
  return [...line.matchAll(ENGINE)].flatMap((found) => {
    const [, variable, words = ''] = found;
    if (variable !== undefined && !ENGINE_NAME.test(variable)) return [];
    const moved = [...line.slice(0, found.index).matchAll(/\bcd[ \t]+([^\s;|&]+)/g)].at(-1)?.[1];
    const folder = moved === undefined ? place.folder : joinPath(place.folder, unquoted(moved));
    return folder === undefined ? [] : readCommand(words, { ...place, folder });
  });
}

/** The options that take the next word as their value (`docker buildx build --help`). */
const VALUED =
  /^(?:-[cmot]|-f|--(?:add-host|annotation|attest|build-arg|build-context|builder|cache-from|cache-to|cgroup-parent|cpu-\w+|file|format|iidfile|isolation|label|memory|metadata-file|network|no-cache-filter|output|platform|progress|provenance|sbom|secret|security-opt|shm-size|ssh|tag|target|ulimit))$/;

function readCommand(words: string, { folder, evidence }: CommandPlace): BuildLink[] {
  const { options, operands } = readWords(words);
  const valuesOf = (...names: string[]): string[] =>
    options.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  const [operand] = operands;
  if (operand === undefined || operand === '-' || operand.includes('://')) return [];
  const context = joinPath(folder, operand);
  const file = valuesOf('-f', '--file')[0];
  const dockerfile =
    file === undefined
      ? context === undefined
        ? undefined
        : joinPath(context, 'Dockerfile')
      : joinPath(folder, file);
  if (dockerfile === undefined) return [];
  const args = new Map(
    valuesOf('--build-arg').flatMap((item): [string, string][] => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(item) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
  const target = valuesOf('--target')[0];
  return valuesOf('-t', '--tag').map((image) => ({
    ...{ image, by: { dockerfile }, context, target, args, evidence },
  }));
}

interface Words {
  readonly options: { readonly name: string; readonly value: string }[];
  readonly operands: string[];
}

function readWords(text: string): Words {
  const words = (text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).map(unquoted);
  const read: Words = { options: [], operands: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, name, value] = /^(-\w|--[\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) {
      // What a redirection or a bracket starts is no operand.
      if (/^[)>}]|^\d>/.test(word)) break;
      read.operands.push(word.replace(/(?<![)}])[)}]+$/, ''));
    } else if (value === undefined && VALUED.test(name)) {
      read.options.push({ name, value: words[++at] ?? '' });
    } else read.options.push({ name, value: value ?? '' });
  }
  return read;
}

function unquoted(word: string): string {
  return word.replaceAll(/["']/g, '');
}

const MAKE_ASSIGNMENT = /^(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:\?|::?:?)?=[ \t]*([^\n#]*)/gm;
const SHELL_ASSIGNMENT =
  /^[ \t]*(?:(?:export|local|readonly)[ \t]+)?([A-Za-z_]\w*)=("[^"\n]*"|'[^'\n]*'|[^\s;#&|]*)/gm;

/** The variables that have one value; one that is set in two ways has none that is certain. */
function assignmentsOf(text: string, pattern: RegExp): Variables {
  const values = new Map<string, string | undefined>();
  for (const [, name = '', written = ''] of text.slice(0, MAX_TEXT).matchAll(pattern)) {
    const value = unquoted(written.trim());
    const isOther = values.has(name) && values.get(name) !== value;
    // One that is made of itself is not followed.
    values.set(name, isOther || value.includes(`$${name}`) ? undefined : value);
  }
  return new Map(
    [...values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
