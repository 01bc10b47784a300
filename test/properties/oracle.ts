import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  LineCounter,
  Parser,
  type ParseOptions,
  type Scalar,
  type DocumentOptions,
  type SchemaOptions,
  isMap,
  isNode,
  isScalar,
  parseAllDocuments,
} from 'yaml';

/** YAML as Kubernetes reads it: the words of YAML 1.1, but neither its dates nor base 60. */
export const kubernetesYaml: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'yaml-1.1',
  merge: true,
  logLevel: 'silent',
  prettyErrors: false,
  customTags: (tags) =>
    tags.filter(
      (tag) =>
        typeof tag === 'string' || (tag.format !== 'TIME' && !tag.tag.endsWith(':timestamp')),
    ),
};

interface Stream {
  readonly documents: readonly Document[];
  readonly errors: readonly string[];
}

/** Gives what was made of one of the last texts: a fix is looked at from many sides. */
function remembered<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const made = known.get(text) ?? make(text);
    known.delete(text);
    known.set(text, made);
    const [oldest = ''] = known.keys();
    if (known.size > 4) known.delete(oldest);
    return made;
  };
}

/** The documents of a stream by the `yaml` library alone, those without content left out. */
export const readStream = remembered((text): Stream => {
  const all = parseAllDocuments(text, kubernetesYaml);
  const documents = Array.isArray(all) ? all : [];
  return {
    documents: documents.filter(({ contents }) => !isNothing(contents)),
    errors: documents.flatMap(({ errors }) => errors.map(String)),
  };
});

/** What the library reads where nothing is written. */
function isNothing(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.source === '' && isPlain(contents));
}

function isPlain({ type, tag, anchor }: Scalar): boolean {
  return type === 'PLAIN' && tag === undefined && anchor === undefined;
}

/** The data of each document with content. */
export function dataOf(text: string): unknown[] {
  return readStream(text).documents.map((document): unknown => document.toJS());
}

export function sameData(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}

/** Where a field stands, from its key to the end of its value. */
export function spanOfPair(
  text: string,
  index: number,
  path: readonly (string | number)[],
): { start: number; end: number } | undefined {
  const parent = readStream(text).documents[index]?.getIn(path.slice(0, -1));
  if (!isMap(parent)) return undefined;
  const found = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  const [start] = isScalar(found?.key) ? (found.key.range ?? []) : [];
  const end = isNode(found?.value) ? found.value.range?.[1] : undefined;
  return start === undefined ? undefined : { start, end: end ?? start };
}

export interface Comment {
  readonly text: string;
  readonly offset: number;
}

/** Every comment of a text, from the library's own tokens. */
export const commentsOf = remembered((text): readonly Comment[] => {
  const comments: Comment[] = [];
  const walk = (token: unknown): void => {
    if (typeof token !== 'object' || token === null) return;
    if ('type' in token && token.type === 'comment' && 'source' in token && 'offset' in token) {
      const source = String(token.source).trimEnd();
      comments.push({ text: source, offset: Number(token.offset) });
      return;
    }
    for (const child of Object.values(token)) walk(child);
  };
  for (const token of new Parser().parse(text)) walk(token);
  return comments;
});

/** Line and column from 1, as the library counts them. */
export function positionIn(text: string): (offset: number) => { line: number; col: number } {
  const counter = new LineCounter();
  for (const _ of new Parser(counter.addNewLine).parse(text));
  return (offset) => counter.linePos(offset);
}
