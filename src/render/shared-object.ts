import type { SharedObject } from '../judge/judge.ts';
import type { Manifest } from '../kubernetes/manifest.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { FoundIn } from './relocate.ts';

/**
 * What an object is called in its own file, where the kustomizations that use the file call it otherwise, such as with
 * a prefix; undefined where they do not.
 *
 * @param from where a finding was found, in one of these kustomizations or several
 * @param read reads a file as it is, by its path as reports name it
 */
export function sharedObject(
  from: readonly FoundIn[],
  read: (path: string) => Manifest | undefined,
): SharedObject | undefined {
  const [first] = from;
  if (!first) return undefined;
  const { resource } = first.finding.subject;
  const own = writtenObject(first, read);
  if (!own || keyOf(own) === keyOf(resource)) return undefined;
  const names = new Set(from.map(({ finding }) => keyOf(finding.subject.resource)));
  const roots = [...new Set(from.flatMap(({ root }) => root ?? []))];
  const as = { namespace: own.namespace, name: own.name };
  return { as, roots: names.size > 1 ? roots : [] };
}

function keyOf({ namespace, name }: SharedObject['as']): string {
  return JSON.stringify([namespace, name]);
}

/** An object of a build as it stands in its file; undefined where it is not there. */
function writtenObject(
  { rendered: { sources, manifest }, finding: { subject } }: FoundIn,
  read: (path: string) => Manifest | undefined,
): Resource | undefined {
  const { span } = subject.resource.value;
  const last = manifest.lines.position(Math.max(span.start, span.end - 1)).line - 1;
  for (let line = manifest.lines.position(span.start).line - 1; line <= last; line++) {
    const place = sources.valueAt(line);
    if (place?.path === sources.path && place) {
      const file = read(manifest.file.path);
      const at = file && place.line <= file.lines.count ? file.lines.span(place.line) : undefined;
      return file?.resources.find(
        ({ value, kind }) =>
          at && kind === subject.resource.kind && isIn(value.span, at.start, at.end),
      );
    }
  }
  return undefined;
}

function isIn(span: Resource['value']['span'], start: number, end: number): boolean {
  return span.start <= end && span.end >= start;
}
