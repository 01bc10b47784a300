import type { ChartManifest } from '../rendered-manifests.ts';
import type { Comparison, Fault } from './compare-renderings.ts';
import type { EditableSource } from './parts.ts';
import type { Task } from './tasks.ts';

/** Its renderings are spent. */
export const TOO_MANY = 'the chart would have to be rendered too often to prove a fix for each';

/** Why a part of a task can't be tried at all, as the end of a sentence. */
export function whyWithout({ rendering: { rendered } }: Task, { canEdit }: EditableSource): string {
  const { path } = rendered.sources;
  if (path === undefined) return 'its template is in an archive';
  return canEdit(path)
    ? 'the chart has no value for it, and no line of a template that can be changed'
    : 'its template is not for you to edit, and the values have no key for it';
}

/** Why what was tried was not accepted, as the end of a sentence. */
export function whyRefused(comparison: Comparison<ChartManifest> | undefined): string {
  if (!comparison) return 'its edits conflict with those of another fix';
  const [fault] = comparison.faults;
  if (!fault) return 'no edit of the values or of a template changes only this';
  return describe(fault);
}

function describe(fault: Fault): string {
  const { finding } = fault;
  switch (fault.kind) {
    case 'not rendered':
      return "Helm can't render the chart with any edit of it";
    case 'new finding':
      return `an edit would bring another finding: ${finding?.rule ?? ''} of ${objectOf(fault)}`;
    case 'part of a remedy':
      return `an edit would change ${objectOf(fault)}, too, and not fix it`;
    case 'finding stays':
      return 'the finding stays whatever is edited';
    case 'other value':
      return `an edit would change other values of ${objectOf(fault)}, too`;
  }
}

/** A container or an object, as reports name it. */
function objectOf({ rendering, document, finding }: Fault): string {
  const container = finding?.subject.container;
  if (container) return container.name;
  const manifest = rendering?.judged.manifest;
  const resource = manifest?.resources.find(({ value }) => value.document.index === document);
  if (resource) return `${resource.kind}/${resource.name}`;
  return manifest?.file.path ?? 'the chart';
}
