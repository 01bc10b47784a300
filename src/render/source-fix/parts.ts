import { groupBy } from '../../judge/grouping.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { type Path, ownFields, rootOf, scalar, valueAt } from '../../yaml/value.ts';
import type { ChartManifest } from '../rendered-manifests.ts';
import { isAskedIn, pointersFor } from './named-values.ts';
import type { Option, Part } from './option.ts';
import { templateEdits } from './template-edits.ts';
import { valuesOptions } from './values-options.ts';

/** What can be edited of a chart. */
export interface EditableSource {
  readonly files: Readonly<Record<string, string>>;
  readonly canEdit: (path: string) => boolean;
}

/** Takes the changes of a fix apart by their places, each with the ways to make them at the source. */
export function partsOf(
  rendered: ChartManifest,
  document: ParsedDocument,
  changes: readonly ValueChange[],
  { files, canEdit }: EditableSource,
): Part[] {
  const placed = changes.map((change) => ({ change, at: placeOf(document, change) }));
  return groupBy(placed, ({ at }) => JSON.stringify(at)).map((group) => {
    const at = group[0]?.at ?? [];
    const own = group.map(({ change }) => change);
    const values = valuesOptions({ rendered, document, at, changes: own, canEdit });
    const isValues =
      isWrittenFromValues(rendered, document, at) || isAskedFor(rendered, document, at);
    const edits = isValues ? undefined : templateEdits(rendered, document, own, files);
    const isLiteral =
      edits !== undefined && !('refused' in edits) && edits.every(({ path }) => canEdit(path));
    const template: Option[] = isLiteral
      ? [{ kind: 'template', rendered, document, changes: own }]
      : [];
    return { changes: own, options: [...values, ...template] };
  });
}

/**
 * Whether a template writes keys of a mapping from the values, such as with `toYaml`: who sets a key there that
 * stands beside it, too, would set it twice.
 */
function isWrittenFromValues(
  { map, file, manifest }: ChartManifest,
  document: ParsedDocument,
  at: Path,
): boolean {
  return ownFields(valueAt(rootOf(document), at)).some(
    ({ key }) => !map.literalAt(file, manifest.lines.position(key.start).line - 1),
  );
}

/**
 * Whether a template asks for what is missing, or for the rest of a securityContext, and would write it beside
 * what is written there instead.
 */
function isAskedFor(rendered: ChartManifest, document: ParsedDocument, at: Path): boolean {
  return valueAt(rootOf(document), at) === undefined
    ? pointersFor(rendered, document, at).length > 0
    : contextOf(at) !== undefined && isAskedIn(rendered, document, at);
}

/** The scalar, the securityContext, the list or the mapping that a change is made in. */
function placeOf(document: ParsedDocument, { kind, path }: ValueChange): Path {
  if (kind === 'append') {
    const context = contextOf(path);
    return context ?? path;
  }
  const written = scalar(valueAt(rootOf(document), path));
  if (written !== undefined && written !== null) return path;
  return contextOf(path) ?? path.slice(0, -1);
}

function contextOf(path: Path): Path | undefined {
  const index = path.findIndex((step) => /^securitycontext$/i.test(String(step)));
  return index === -1 ? undefined : path.slice(0, index + 1);
}
