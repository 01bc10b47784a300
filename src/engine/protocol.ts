import * as v from 'valibot';
import type { ChartAnswer } from '../render/chart.ts';
import { type KustomizationAnswer, LEFT_KINDS } from '../render/kustomization.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const numbers = v.optional(v.array(count), []);

const place = v.object({
  file: v.optional(v.string(), ''),
  line: v.optional(count, 0),
  kind: v.picklist(['text', 'action', 'condition', 'call']),
  paths: v.optional(v.array(v.string()), []),
});

const line = v.object({ start: numbers, end: numbers, near: numbers, within: numbers });

const rendering = v.object({
  files: v.array(v.object({ template: v.string(), text: v.string(), lines: v.array(line) })),
  places: v.array(place),
  folders: v.array(v.object({ name: v.string(), folder: v.string(), values: v.string() })),
  missing: v.array(v.string()),
  skipped: v.array(v.object({ template: v.string(), line: count })),
  whole: v.boolean(),
  refused: v.array(v.string()),
});

const answer = v.object({
  sets: v.array(v.union([v.object({ error: v.string() }), rendering])),
});

/**
 * Reads what the engine wrote.
 *
 * @throws for what it never writes, which is a fault of ours
 */
export function readAnswer(bytes: Uint8Array): ChartAnswer {
  return v.parse(answer, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
}

const build = v.object({
  text: v.string(),
  files: v.array(v.string()),
  lines: v.array(v.union([v.strictTuple([]), v.strictTuple([count, count])])),
  sources: v.array(v.string()),
  left: v.array(
    v.object({ file: v.string(), line: count, kind: v.picklist(LEFT_KINDS), name: v.string() }),
  ),
  untraced: v.exactOptional(v.string()),
});

const buildAnswers = v.object({
  builds: v.array(v.union([v.object({ error: v.string() }), build])),
});

/**
 * Reads what the engine wrote of kustomizations, in their order.
 *
 * @throws for what it never writes, which is a fault of ours
 */
export function readBuilds(bytes: Uint8Array): KustomizationAnswer[] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return v.parse(buildAnswers, JSON.parse(text)).builds;
}
