import type { Finding } from '../judge/judge.ts';
import { placeInContext } from '../kubernetes/pod.ts';
import type { Span } from '../yaml/lines.ts';
import { field } from '../yaml/value.ts';
import type { RenderedManifest } from './rendered-manifests.ts';
import type { SourcePlace } from './source-map.ts';

/**
 * Where in a chart something stands that was found in its rendering: where the value is written; for
 * one that is missing, the key of the values, or the node of the template, that can bring it.
 */
export function placeFinding(
  { file, map, manifest }: RenderedManifest,
  finding: Finding,
): SourcePlace | undefined {
  const index = finding.line - 1;
  const searched = missingIn(finding);
  if (!searched) return map.valueAt(file, index);
  const last = Math.max(searched.start, searched.end - 1);
  const [from, to] = [searched.start, last].map((at) => manifest.lines.position(at).line - 1);
  return map.contextFor(file, from ?? index, to ?? index) ?? map.textAt(file, index);
}

/** Where a securityContext is, or would be, that lacks the field of a finding. */
function missingIn({ span, subject: { container, resource, value } }: Finding): Span | undefined {
  if (container) {
    if (span.start !== placeInContext(container).start) return undefined;
    return container.securityContext?.span ?? container.value.span;
  }
  const context = field(value, 'securityContext') ?? field(resource.value, 'securityContext');
  return context?.key.start === span.start ? context.value.span : undefined;
}
