import { type ParsedDocument, writtenDocument } from '../yaml/parse.ts';
import type { Finding } from './judge.ts';

/** Findings by the document that they are in, in its order. */
export function byDocument(findings: readonly Finding[]): Finding[][] {
  return groupBy(findings, documentOf);
}

/** The document of its file that a finding is in. */
export function documentOf({ subject }: Finding): ParsedDocument {
  return writtenDocument(subject.value.document);
}

/** Findings by the file and the container, or else the object, that they are about. */
export function bySubject(findings: readonly Finding[]): Finding[][] {
  return groupBy(findings, subjectKey);
}

/** A container or object by its place; in what is rendered, which is so with each value set, by its name. */
function subjectKey({ file, rendered, subject }: Finding): string {
  const { container, resource } = subject;
  if (rendered) {
    const { kind, namespace, name } = resource;
    return JSON.stringify([rendered.path, kind, namespace, name, container?.name ?? '']);
  }
  const { document, path } = (container ?? resource).value;
  return JSON.stringify([file, document.index, path]);
}

/** `Map.groupBy` is not in Node 20, which runs the command too. */
export function groupBy<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => unknown,
): Thing[][] {
  const groups = new Map<unknown, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const members = groups.get(key);
    if (members) members.push(thing);
    else groups.set(key, [thing]);
  }
  return [...groups.values()];
}
