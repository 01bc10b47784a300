import { stringify } from 'yaml';
import type { Exemption } from '../../rules/kit/exemption.ts';
import type { Finding } from '../judge.ts';
import { fits } from './patterns.ts';

/**
 * The entry of a configuration that exempts findings of one container or object, as narrowly as its
 * patterns can; undefined where it would not be about each of them.
 */
export function configurationEntry(
  findings: readonly Finding[],
  reason: string,
): string | undefined {
  const [first] = findings;
  if (!first) return undefined;
  const { resource, container } = first.subject;
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const named = Object.entries({
    path: first.rendered?.path ?? first.file,
    kind: resource.kind,
    namespace: resource.namespace,
    name: resource.name,
    container: container?.name ?? '',
  }).filter(([, text]) => text !== '');
  const patterns = Object.fromEntries(named.map(([key, text]) => [key, literal(text)]));
  const exemption: Exemption = { rules, ...patterns, reason, source: '' };
  // What a chart becomes is judged, and exempted, by its template.
  const asJudged = findings.map((one) => ({ ...one, file: one.rendered?.path ?? one.file }));
  if (!asJudged.every((finding) => fits(exemption, finding, undefined))) return undefined;
  const lines = [
    `rule: ${rules.length === 1 ? rules.join('') : `[${rules.join(', ')}]`}`,
    ...[...Object.entries(patterns), ['reason', reason]].map(
      ([key, text]) => `${key}: ${stringify(text, { lineWidth: 0 }).trimEnd()}`,
    ),
  ];
  return `exemptions:\n  - ${lines.join('\n    ')}`;
}

/** A text as a glob that fits it alone. */
function literal(text: string): string {
  return text.replace(/[\\*?[\]{}()!]/g, String.raw`\$&`);
}
