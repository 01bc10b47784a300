import type { Finding } from './judge.ts';

/** Findings by the document that they are in, in its order. */
export function byDocument(findings: readonly Finding[]): Finding[][] {
  return group(findings, ({ subject }) => subject.value.document);
}

/** Findings by the file and the container, or else the object, that they are about. */
export function bySubject(findings: readonly Finding[]): Finding[][] {
  return group(findings, ({ file, subject }) => {
    const { document, path } = subject.container?.value ?? subject.resource.value;
    return JSON.stringify([file, document.index, path]);
  });
}

/** `Map.groupBy` is not in Node 20, which runs the command too. */
function group(findings: readonly Finding[], keyOf: (finding: Finding) => unknown): Finding[][] {
  const groups = new Map<unknown, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const members = groups.get(key);
    if (members) members.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}
