import { dequal } from 'dequal/lite';
import { headerOf } from '../kubernetes/resource.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import type { Data } from '../yaml/value-change.ts';
import { isMapping, rootOf } from '../yaml/value.ts';
import type { RenderedFile, Rendering, TracedLine } from './chart.ts';
import type { Build, KustomizationRequest } from './kustomization.ts';
import { NOWHERE, separated } from './separate-documents.ts';

/** What kustomizations change of what a chart becomes: the request for it, and the way back. */
export interface PostRender {
  readonly request: KustomizationRequest;
  /** The rendering with what was built of its objects. */
  patched(build: Build): Rendering;
}

/** A document of a rendered file. */
interface Piece {
  readonly text: string;
  /** Its first line in the file, from 0. */
  readonly start: number;
  /** Its file in the build; undefined for what is no object. */
  readonly name: string | undefined;
  readonly data: Data | undefined;
}

/**
 * Puts the objects of a rendering into files of a kustomization, and this into the next one.
 *
 * @param post kustomizations without resources, one after the other
 */
export function postRender(rendering: Rendering, post: readonly string[]): PostRender {
  const files = rendering.files.map(separated);
  const all = files.map((file, at) => ({ file, pieces: piecesOf(file, at) }));
  const objects = all.flatMap(({ pieces }) =>
    pieces.flatMap(({ name, text }) => (name ? [[name, text] as const] : [])),
  );
  const names = objects.map(([name]) => `../../${name}`);
  const stages = post.map((text, at): [string, string] => {
    const resources = at === 0 ? names : [`../${at - 1}`];
    const list = resources.map((name) => `- ${JSON.stringify(name)}\n`).join('');
    return [stageFile(at), `${text}\nresources:\n${list}`];
  });
  return {
    request: {
      root: `post/${post.length - 1}`,
      files: Object.fromEntries([...objects, ...stages]),
      binaries: {},
    },
    patched: (build) => {
      const built = objectsOf(build);
      return { ...rendering, files: all.map(({ file, pieces }) => joined(file, pieces, built)) };
    },
  };
}

function stageFile(at: number): string {
  return `post/${at}/kustomization.yaml`;
}

function piecesOf({ text }: RenderedFile, at: number): Piece[] {
  let start = 0;
  return text.split(/^---(?:[ \t].*)?\n/m).map((piece, index) => {
    const data = objectIn(piece);
    const name = data === undefined ? undefined : `objects/${at}/${index}.yaml`;
    const own = { text: piece, start, name, data };
    start += piece.split('\n').length;
    return own;
  });
}

/** The data of a text that is one object. */
function objectIn(text: string): Data | undefined {
  const spans = splitDocuments(text);
  const [span] = spans;
  const document = span && spans.length === 1 ? parseDocumentAt(text, span, 0) : undefined;
  if (!document || !('root' in document)) return undefined;
  const root = rootOf(document);
  return isMapping(root) && headerOf(root).kind !== '' ? document.toData() : undefined;
}

/** A line of a built object: one of an object, or one of a kustomization. */
type BuiltLine = { readonly of: string; readonly line: number } | undefined;

interface BuiltObject {
  readonly text: string;
  readonly lines: readonly BuiltLine[];
}

/** What was built, by the files of the objects that it was built from. */
function objectsOf(build: Build): ReadonlyMap<string, readonly BuiltObject[]> {
  const objects = new Map<string, BuiltObject[]>();
  let line = 0;
  for (const text of build.text.split(/^---\n/m)) {
    const count = text.split('\n').length - 1;
    const lines = build.lines.slice(line, line + count).map(([file, at]): BuiltLine => {
      const of = file === undefined ? undefined : build.files[file];
      return of === undefined || at === undefined ? undefined : { of, line: at };
    });
    line += count + 1;
    const name = lines.find((one) => one?.of.startsWith('objects/'))?.of;
    if (name === undefined) continue;
    objects.set(name, [...(objects.get(name) ?? []), { text, lines }]);
  }
  return objects;
}

type Patch = readonly [number, number] | undefined;

/** A file whose objects are as they were built. What no kustomization changes stays as it was written. */
function joined(
  file: RenderedFile,
  pieces: readonly Piece[],
  built: ReadonlyMap<string, readonly BuiltObject[]>,
): RenderedFile {
  const lines = new Lines();
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) lines.add('---', file.lines[piece.start - 1]);
    const own = piece.name === undefined ? undefined : (built.get(piece.name) ?? []);
    if (!own || isUnchanged(piece, own)) {
      for (const [at, line] of linesOf(piece.text).entries()) {
        lines.add(line, file.lines[piece.start + at]);
      }
      continue;
    }
    for (const [at, object] of own.entries()) {
      if (at > 0) lines.add('---', undefined);
      for (const [row, line] of linesOf(object.text).entries()) {
        const from = object.lines[row];
        if (from && from.of === piece.name)
          lines.add(line, file.lines[piece.start + from.line - 1]);
        else lines.add(line, undefined, patchOf(from));
      }
    }
  }
  return { ...file, ...lines.all() };
}

/** The lines of a text that is put together. */
class Lines {
  readonly #texts: string[] = [];
  readonly #lines: TracedLine[] = [];
  readonly #patched: Patch[] = [];

  add(text: string, traced: TracedLine | undefined, patch?: Patch): void {
    this.#texts.push(text);
    this.#lines.push(traced ?? NOWHERE);
    this.#patched.push(patch);
  }

  all(): Pick<RenderedFile, 'text' | 'lines' | 'patched'> {
    return { text: `${this.#texts.join('\n')}\n`, lines: this.#lines, patched: this.#patched };
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function patchOf(from: BuiltLine): Patch {
  const stage = /^post\/(\d+)\//.exec(from?.of ?? '')?.[1];
  return stage === undefined || !from ? undefined : [Number(stage), from.line];
}

function isUnchanged({ data }: Piece, built: readonly BuiltObject[]): boolean {
  const [only] = built;
  return built.length === 1 && only !== undefined && dequal(data, objectIn(only.text));
}
