import type { ImageFacts } from './facts.ts';
import { images } from './images.generated.ts';

/** The facts of an image, with the id that they are kept under. */
export interface Entry {
  readonly id: string;
  readonly facts: ImageFacts;
}

/** By canonical name: the id, and the facts as JSON. Made when the first image is looked up. */
let texts: ReadonlyMap<string, readonly [id: string, json: string]> | undefined;
const entries = new Map<string, Entry>();

/** What is kept of the image with a canonical name. Only facts that are asked for are parsed. */
export function entryOf(name: string): Entry | undefined {
  texts ??= new Map(
    images.flatMap(([id, names, json]) =>
      names.split(' ').map((key) => [key, [id, json]] as const),
    ),
  );
  const [id, json] = texts.get(name) ?? [];
  if (id === undefined || json === undefined) return undefined;
  const entry = entries.get(id) ?? { id, facts: parseFacts(json) };
  entries.set(id, entry);
  return entry;
}

function parseFacts(json: string): ImageFacts {
  return JSON.parse(json);
}
