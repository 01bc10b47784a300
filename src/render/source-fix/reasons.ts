import type { RenderedManifest } from '../rendered-source.ts';
import type { Comparison, Fault } from './compare-renderings.ts';
import type { SourceWords } from './editable-source.ts';

/** Why what was tried was not accepted, as the end of a sentence. */
export function whyRefused<Rendered extends RenderedManifest>(
  comparison: Comparison<Rendered> | undefined,
  words: SourceWords<Rendered>,
): string {
  if (!comparison) return 'its edits conflict with those of another fix';
  const [fault] = comparison.faults;
  return fault ? describe(fault, words.notRendered) : words.noEdit;
}

function describe(fault: Fault, notRendered: string): string {
  const { finding } = fault;
  switch (fault.kind) {
    case 'not rendered':
      return notRendered;
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
  return manifest?.file.path ?? 'another object';
}
