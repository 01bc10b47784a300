import type { Build, KustomizationAnswer } from '../kustomization.ts';
import { type PlacedLine, textOfLines } from '../placed-line.ts';
import type { SourcePlace } from '../rendered-source.ts';
import type { Layer, LayerChanges, LayerVariables } from './layer.ts';
import { substituted, variablesIn } from './substitute.ts';

/** What a layer makes of the files that are built. */
export interface LayeredFile {
  /** The kustomization's, from the root of the repository. */
  readonly path: string;
  /** Whether there is a file of this name, which the layer adds to. */
  readonly isThere: boolean;
  /** The file of the object that the layer is for. */
  readonly madeBy: string;
  /** The line in it where the object starts. */
  readonly madeAt: number;
  readonly lines: readonly PlacedLine[];
  readonly variables: LayerVariables | undefined;
  /** The kustomization by itself. */
  readonly own: string;
  readonly changes: LayerChanges;
  /** Which object of its file it is; undefined for one that counts as it was built. */
  readonly written: Pick<Layer, 'name' | 'document' | 'siblings'> | undefined;
}

/** What the engine is given in place of the kustomization's file. */
export function layeredText({ lines }: LayeredFile): string {
  return textOfLines(lines);
}

/** What was built with a layer, with the places where its kustomization's lines come from. */
export function placedAnswer(
  answer: KustomizationAnswer,
  layered: LayeredFile | undefined,
): KustomizationAnswer {
  if (!layered || !('text' in answer)) return answer;
  const { path, isThere, lines, variables } = layered;
  const files = [...answer.files];
  const number = (name: string): number => {
    const known = files.indexOf(name);
    return known === -1 ? files.push(name) - 1 : known;
  };
  const own = answer.files.indexOf(path);
  const placed = answer.lines.map((line): Build['lines'][number] => {
    const [file, at = 0] = line;
    const place = file === own ? lines[at - 1]?.place : undefined;
    if (file !== own || own === -1) return line;
    return place ? [number(place.path), place.line] : [];
  });
  const left = answer.left.map((one) => {
    const place = one.file === path ? lines[one.line - 1]?.place : undefined;
    return place ? { ...one, file: place.path, line: place.line } : one;
  });
  return {
    ...answer,
    text: variables ? substituted(answer.text, variables) : answer.text,
    files,
    lines: placed,
    left,
    sources: answer.sources.filter((name) => isThere || name !== path),
    deployedBy: { path: layered.madeBy, line: layered.madeAt },
    ...(variables && { causes: causesIn(answer.text, variables) }),
  };
}

/** The lines where variables are written that are filled in, by the line of the build. */
function causesIn(
  text: string,
  { places }: LayerVariables,
): ReadonlyMap<number, readonly SourcePlace[]> {
  const causes = new Map<number, SourcePlace[]>();
  for (const [index, line] of text.split('\n').entries()) {
    const found = variablesIn(line).flatMap((name) => places.get(name) ?? []);
    if (found.length > 0) causes.set(index, found);
  }
  return causes;
}
