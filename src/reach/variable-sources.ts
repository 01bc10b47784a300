import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import { headerOf } from '../kubernetes/resource.ts';
import type { Layer } from '../render/layers/layer.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { rootOf, textOf, valueAt } from '../yaml/value.ts';
import { type ChangedTexts, textsOf } from './changed-texts.ts';

const SOURCE = /\bkind["']?[ \t]*:[ \t]*["']?(?:ConfigMap|Secret)\b/;

/** Whether a file may have variables that objects of Flux fill in. */
export function maySetVariables(text: string): boolean {
  return SOURCE.test(text);
}

/** The changed files with variables that objects of Flux fill in: what becomes of these is not known. */
export function skipsOfVariables(layers: readonly Layer[], texts: ChangedTexts): Skip[] {
  const wanted = new Set(
    layers.flatMap((layer) => [...(layer.variables?.from ?? []), ...namedByPatches(layer)]),
  );
  if (wanted.size === 0) return [];
  const { base, head } = textsOf(texts);
  const before = new Map(base.flatMap(sourcesIn));
  return head.flatMap((file) => {
    const changed = sourcesIn(file).filter(
      ([name, text]) => wanted.has(name) && before.get(name) !== text,
    );
    return changed.map(([name]) => ({ file: file.path, reason: reasonOf(name) }));
  });
}

/** Those that a patch gives to the objects of Flux below it. */
function namedByPatches({ changes }: Layer): string[] {
  const text = (changes.lists.patches ?? [])
    .flat()
    .map((line) => line.text)
    .join('\n');
  if (!text.includes('substituteFrom')) return [];
  return [
    ...text.matchAll(/\bkind: *(?<kind>ConfigMap|Secret)\s+name: *(?<name>[\w.-]+)/g),
    ...text.matchAll(/\bname: *(?<name>[\w.-]+)\s+kind: *(?<kind>ConfigMap|Secret)\b/g),
  ].map(({ groups }) => `${groups?.['kind']}/${groups?.['name']}`);
}

function reasonOf(name: string): string {
  return `what the variables of ${name} become, which Flux fills in (\`substituteFrom\`)`;
}

/** The objects in a file that may have variables, by their kinds and names. */
function sourcesIn({ text }: SourceFile): [string, string][] {
  return splitDocuments(text).flatMap((span, index): [string, string][] => {
    const own = text.slice(span.start, span.end);
    const document = SOURCE.test(own) ? parseDocumentAt(text, span, index) : undefined;
    if (!document || !('root' in document)) return [];
    const root = rootOf(document);
    const name = textOf(valueAt(root, ['metadata', 'name'])) ?? '';
    return [[`${headerOf(root).kind}/${name}`, own]];
  });
}
