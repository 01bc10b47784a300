import type { ParsedDocument } from '../../yaml/parse.ts';
import { type Path, type Value, isMapping, rootOf, scalar, valueAt } from '../../yaml/value.ts';
import { contextPointer } from '../context-pointer.ts';
import type { ChartManifest } from '../rendered-manifests.ts';
import type { ValuesKeys } from '../values-keys.ts';
import { contextOf } from './changed-place.ts';
import { type LineRange, linesOf } from './lines-of.ts';

/**
 * The values that templates ask for around a place, and that are named like it, such as
 * `/web/securityContext` for a securityContext. What a template asks for above its first line, for a
 * variable, counts where nothing is asked for below.
 */
export function pointersFor(rendered: ChartManifest, document: ParsedDocument, at: Path): string[] {
  const around = namedOn(rendered, rangesOf(rendered, document, at), at);
  return around.length > 0 ? around : namedOn(rendered, [headOf(rendered, document)], at);
}

function namedOn({ map, file }: ChartManifest, ranges: readonly LineRange[], at: Path): string[] {
  const asked = ranges.flatMap(({ from, to }) => map.askedOn(file, from, to));
  const named = new Set(asked.flatMap((path) => namedIn(path, at, map.values) ?? []));
  return [...named].filter((pointer) => !isSwitch(map.values.find(pointer)?.value));
}

/** A value such as `usePodSecurityContext: true` says whether something is written, not what. */
function isSwitch(value: Value | undefined): boolean {
  return value !== undefined && ['boolean', 'number'].includes(typeof scalar(value));
}

/** Whether a template asks for such a value as a whole on the lines of a place, and may write it there. */
export function isAskedIn(rendered: ChartManifest, document: ParsedDocument, at: Path): boolean {
  const { from, to } = linesOf(rendered, document, at);
  return isWhole(rendered, rendered.map.askedIn(rendered.file, from, to), at);
}

/**
 * Whether a securityContext is what a template writes where such a value is empty: it stands in an `else` of a
 * condition that asks for that value, and is gone once it is set.
 */
export function isDefault(rendered: ChartManifest, document: ParsedDocument, at: Path): boolean {
  if (contextOf(at) === undefined || !isMapping(valueAt(rootOf(document), at))) return false;
  const { from, to } = linesOf(rendered, document, at);
  const { map, file } = rendered;
  return isWhole(rendered, map.askedOn(file, from, to), at) && !isAskedIn(rendered, document, at);
}

function isWhole({ map: { values } }: ChartManifest, asked: readonly string[], at: Path): boolean {
  return asked.some(
    (path) => namedIn(path, at, values) === path && !isSwitch(values.find(path)?.value),
  );
}

function namedIn(pointer: string, at: Path, values: ValuesKeys): string | undefined {
  if (contextOf(at)?.length === at.length) return contextPointer(pointer, values);
  const name = String(at.at(-1)).toLowerCase();
  const steps = pointer.split('/');
  const isNamed = (step: string): boolean => step.replaceAll('_', '').toLowerCase().endsWith(name);
  const index = steps.findIndex(isNamed);
  return index === -1 ? undefined : steps.slice(0, index + 1).join('/');
}

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

/** The lines of what a place is in; for a pod's securityContext without its containers, which have their own. */
function rangesOf(rendered: ChartManifest, document: ParsedDocument, at: Path): LineRange[] {
  const parent = at.slice(0, -1);
  const whole = linesOf(rendered, document, parent);
  if (at.at(-1) !== 'securityContext') return [whole];
  let ranges = [whole];
  for (const name of CONTAINERS) {
    const path = [...parent, name];
    if (!valueAt(rootOf(document), path)) continue;
    const inner = linesOf(rendered, document, path);
    ranges = ranges.flatMap(({ from, to }) => [
      ...(from < inner.from ? [{ from, to: Math.min(to, inner.from - 1) }] : []),
      ...(to > inner.to ? [{ from: Math.max(from, inner.to + 1), to }] : []),
    ]);
  }
  return ranges;
}

/** The lines of a document up to its first key. */
function headOf({ manifest, file }: ChartManifest, document: ParsedDocument): LineRange {
  const from = manifest.lines.position(document.span.start).line - 1;
  let to = from;
  while (to + 1 < file.lines.length && isHead(manifest, to)) to++;
  return { from, to };
}

function isHead({ lines, file }: ChartManifest['manifest'], index: number): boolean {
  const { start, end } = lines.span(index + 1);
  return /^\s*(?:---.*|#.*)?$/.test(file.text.slice(start, end));
}
