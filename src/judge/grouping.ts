import { type ParsedDocument, writtenDocument } from '../yaml/parse.ts';
import type { Finding } from './judge.ts';
import { shownObject } from './shown-object.ts';

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
  return groupBy(findings, subjectKey).flatMap(byCopy);
}

/** Containers that several files bring to the same object, such as the patches of two overlays, by file. */
function byCopy(group: readonly Finding[]): Finding[][] {
  const prints = new Map<string, Set<string>>();
  for (const { identity, fingerprint } of group) {
    prints.set(identity, (prints.get(identity) ?? new Set()).add(fingerprint));
  }
  const isCopied = [...prints.values()].some(({ size }) => size > 1);
  return isCopied ? groupBy(group, ({ file }) => file) : [[...group]];
}

/** A container or object by its place; in what is rendered, which is so with each value set, by its name. */
function subjectKey(finding: Finding): string {
  const { file, rendered, subject } = finding;
  const { container, resource } = subject;
  if (rendered) {
    const { kind, namespace, name } = shownObject(finding);
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
