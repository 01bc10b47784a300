import { type Judged, judge } from '../judge/judge.ts';
import { imagesOf } from '../kubernetes/images-of.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type JudgedRendering, type Relocated, relocate, withValues } from './relocate.ts';
import type { RenderedManifest, RenderedSource } from './rendered-source.ts';
import { skipsOfUnused } from './unused-parts.ts';

/** What was found in a source that is rendered. */
export interface JudgedSource<Rendered extends RenderedManifest = RenderedManifest> {
  /** By the source's files, each finding at its line there, without a remedy. */
  readonly judged: readonly Judged[];
  /** The renderings as they were judged: with lines of their own, and with remedies. */
  readonly renderings: readonly JudgedRendering<Rendered>[];
  /** Where each of the findings was found, but for those of files of values. */
  readonly origins: Relocated['origins'];
}

/** Judges what a source becomes, and its files of values. */
export function judgeSource<Rendered extends RenderedManifest>(
  { source, manifests, values = [], wrapped, skips, unused }: RenderedSource<Rendered>,
  ruleSet: RuleSet,
): JudgedSource<Rendered> {
  const renderings = manifests.map((rendered) => ({
    rendered,
    judged: judge(rendered.manifest, ruleSet),
  }));
  const all = [...skips, ...skipsOfUnused(source, unused)];
  const { origins, ...relocated } = relocate(source, renderings, { ruleSet, skips: all });
  let { judged } = relocated;
  for (const manifest of values) {
    judged = withValues(judged, judge(manifest, { ...ruleSet, wrapped }));
  }
  return { judged, renderings, origins };
}

/** The images that run in what a source becomes, each once. */
export function imagesOfSource({ manifests, values = [] }: RenderedSource): string[] {
  const all = [...manifests.map(({ manifest }) => manifest), ...values];
  return [...new Set(all.flatMap((manifest) => imagesOf(manifest)))];
}
