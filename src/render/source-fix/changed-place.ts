import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { type Path, rootOf, scalar, valueAt } from '../../yaml/value.ts';

/** The scalar, the securityContext, the list or the mapping that a change is made in. */
export function placeOf(document: ParsedDocument, { kind, path }: ValueChange): Path {
  if (kind === 'append') {
    const context = contextOf(path);
    return context ?? path;
  }
  const written = scalar(valueAt(rootOf(document), path));
  if (written !== undefined && written !== null) return path;
  return contextOf(path) ?? path.slice(0, -1);
}

/** The securityContext that a path leads into. */
export function contextOf(path: Path): Path | undefined {
  const index = path.findIndex((step) => /^securitycontext$/i.test(String(step)));
  return index === -1 ? undefined : path.slice(0, index + 1);
}
