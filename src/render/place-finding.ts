import type { Finding } from '../judge/judge.ts';
import { placeInContext } from '../kubernetes/pod.ts';
import type { Span } from '../yaml/lines.ts';
import { field } from '../yaml/value.ts';
import type { RenderedManifest, SourcePlace } from './rendered-source.ts';

/**
 * Where in a source something stands that was found in its rendering: where the value is written; for
 * one that is missing, the key of the values, or the node of the template, that can bring it.
 */
export function placeFinding(
  { sources, manifest }: RenderedManifest,
  finding: Finding,
): SourcePlace | undefined {
  const index = finding.line - 1;
  const searched = missingIn(finding);
  if (!searched) return sources.valueAt(index);
  const last = Math.max(searched.start, searched.end - 1);
  const [from, to] = [searched.start, last].map((at) => manifest.lines.position(at).line - 1);
  return sources.contextFor(from ?? index, to ?? index) ?? sources.textAt(index);
}

/** Whether a finding is about a value that is written, and not about one that is missing. */
export function isWritten(finding: Finding): boolean {
  return missingIn(finding) === undefined;
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
