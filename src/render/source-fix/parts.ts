import { groupBy } from '../../judge/grouping.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { type Path, ownFields, rootOf, valueAt } from '../../yaml/value.ts';
import type { ChartManifest } from '../rendered-manifests.ts';
import { isAskedIn, isDefault, pointersFor } from './named-values.ts';
import { contextOf, placeOf } from './changed-place.ts';
import type { Fault } from './compare-renderings.ts';
import type { EditableSource } from './editable-source.ts';
import { linesOf } from './lines-of.ts';
import { KustomizationDocuments, postPatches } from './kustomization-documents.ts';
import type { Part, TemplateOption, ValuesOption } from './option.ts';
import { patchOptions } from './patch-options.ts';
import { templateEdits } from './template-edits.ts';
import { valuesOptions } from './values-options.ts';

/** Which files of a chart may be edited. */
interface EditedChart extends Pick<EditableSource<ChartManifest>, 'files' | 'canEdit'> {
  /** Why the files of a value set may not be edited, as the end of a sentence. */
  readonly whyNot?: (rendered: ChartManifest) => string | undefined;
}

/** What can be edited of a chart. */
export function editableChart({
  files,
  canEdit,
  whyNot,
}: EditedChart): EditableSource<ChartManifest> {
  const patches = new KustomizationDocuments(files, postPatches);
  return {
    files,
    canEdit,
    partsOf: (rendered, document, changes) =>
      partsOf({ rendered, document, changes }, { files, canEdit, patches }),
    isReadAt,
    words: {
      tooMany: 'the chart would have to be rendered too often to prove a fix for each',
      notRendered: "Helm can't render the chart with any edit of it",
      noEdit: 'no edit of the values or of a template changes only this',
      noPlace: (rendered) => whyNot?.(rendered) ?? whyWithout(rendered, canEdit),
    },
  };
}

function whyWithout(
  { sources: { path } }: ChartManifest,
  canEdit: EditableSource<ChartManifest>['canEdit'],
): string {
  if (path === undefined) return 'its template is in an archive';
  return canEdit(path)
    ? 'the chart has no value for it, and no line of a template that can be changed'
    : 'its template is not for you to edit, and the values have no key for it';
}

function isReadAt(
  { rendering, document: index, finding, paths }: Fault<ChartManifest>,
  { pointer }: ValuesOption,
): boolean {
  const rendered = rendering?.rendered;
  const document = rendered?.manifest.documents.find((one) => one.index === index);
  if (!rendered || !document) return false;
  const container = finding?.subject.container?.value.path ?? [];
  // What a container's remedy asks for may be elsewhere in its pod.
  const isWithin = paths.every((path) => isInside(path, container));
  const { from, to } = linesOf(rendered, document, isWithin ? container : []);
  return rendered.map
    .askedOn(rendered.file, from, to)
    .some(
      (path) =>
        path === pointer || path.startsWith(`${pointer}/`) || pointer.startsWith(`${path}/`),
    );
}

function isInside(path: Path, outer: Path): boolean {
  return JSON.stringify(path.slice(0, outer.length)) === JSON.stringify(outer);
}

interface Wanted {
  readonly rendered: ChartManifest;
  readonly document: ParsedDocument;
  readonly changes: readonly ValueChange[];
}

interface Editable extends Pick<EditableSource<ChartManifest>, 'files' | 'canEdit'> {
  /** The patches of releases. */
  readonly patches: KustomizationDocuments;
}

function partsOf({ rendered, document, changes }: Wanted, by: Editable): Part[] {
  const { files, canEdit, patches } = by;
  const placed = changes.map((change) => ({ change, at: placeOf(document, change) }));
  return groupBy(placed, ({ at }) => JSON.stringify(at)).map((group) => {
    const at = group[0]?.at ?? [];
    const wanted = group.map(({ change }) => change);
    const replaces = isDefault(rendered, document, at);
    const values = valuesOptions({
      rendered,
      document,
      at,
      changes: wanted,
      canEdit,
      files,
      replaces,
    });
    const written = templateOptions({ rendered, document, changes: wanted }, at, by);
    // Without an attempt to set the value nobody knows where it is written.
    const template = values.length > 0 ? written : written.filter(({ ifUnread }) => !ifUnread);
    const patch = rendered.set.post
      ? patchOptions({ rendered, document, documents: patches }, wanted, canEdit)
      : [];
    // What a patch wrote, no value changes.
    const isPatched = isWrittenByPatch(rendered, document, at);
    const own = replaces ? [...template, ...values] : [...values, ...template];
    const options = isPatched ? patch : [...own, ...patch];
    return { changes: wanted, options };
  });
}

function templateOptions(
  { rendered, document, changes }: Wanted,
  at: Path,
  { files, canEdit }: Editable,
): TemplateOption[] {
  if (isWrittenFromValues(rendered, document, at)) return [];
  const edits = templateEdits(rendered, document, changes, files);
  const isLiteral = !('refused' in edits) && edits.every(({ path }) => canEdit(path));
  const ifUnread = isAskedFor(rendered, document, at);
  return isLiteral ? [{ kind: 'template', rendered, document, changes, ifUnread }] : [];
}

/** Whether a patch of a release wrote the first line of a value, or of what it would be in. */
function isWrittenByPatch(
  { file, manifest }: ChartManifest,
  document: ParsedDocument,
  at: Path,
): boolean {
  const { patched } = file;
  if (!patched) return false;
  for (let depth = at.length; depth > 0; depth--) {
    const value = valueAt(rootOf(document), at.slice(0, depth));
    if (value) return patched[manifest.lines.position(value.span.start).line - 1] !== undefined;
  }
  return false;
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
