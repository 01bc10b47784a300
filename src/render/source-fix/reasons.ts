import type { RenderedManifest } from '../rendered-source.ts';
import type { Comparison, Fault } from './compare-renderings.ts';
import type { SourceWords } from './editable-source.ts';
import type { Task } from './tasks.ts';

/** Why what was tried for a task was not accepted, as the end of a sentence: what became of its own object tells the most. */
export function whyRefused<Rendered extends RenderedManifest>(
  task: Task<Rendered>,
  comparison: Comparison<Rendered> | undefined,
  words: SourceWords<Rendered>,
): string {
  if (!comparison) return 'its edits conflict with those of another fix';
  const { faults } = comparison;
  const fault = faults.find((one) => isOwn(one, task)) ?? faults[0];
  return fault ? describe(fault, words.notRendered) : words.noEdit;
}

function isOwn<Rendered extends RenderedManifest>(
  { rendering, document }: Fault<Rendered>,
  task: Task<Rendered>,
): boolean {
  const own = task.findings[0]?.subject.value.document.index;
  return rendering === task.rendering && document === own;
}

function describe(fault: Fault, notRendered: string): string {
  const { finding } = fault;
  switch (fault.kind) {
    case 'not rendered':
      return notRendered;
    case 'refused values':
      return "the chart's `values.schema.json` refuses what an edit would set";
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
