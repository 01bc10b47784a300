import type { ImageFacts } from './facts.ts';
import { facts, names } from './images.generated.ts';

/** The facts of an image, with the id that they are kept under. */
export interface Entry {
  readonly id: string;
  readonly facts: ImageFacts;
}

/** What was asked for, by id. */
const entries = new Map<string, Entry>();

/** What is kept of the image with a canonical name. Only facts that are asked for are parsed. */
export function entryOf(name: string): Entry | undefined {
  const id = after(names, `${name} `);
  if (id === undefined) return undefined;
  const entry = entries.get(id) ?? { id, facts: parseFacts(after(facts, `${id}\t`) ?? '') };
  entries.set(id, entry);
  return entry;
}

/** What follows the start of a line, to its end. */
function after(text: string, start: string): string | undefined {
  const at = text.indexOf(`\n${start}`);
  if (at === -1) return undefined;
  const from = at + 1 + start.length;
  return text.slice(from, text.indexOf('\n', from));
}

function parseFacts(json: string): ImageFacts {
  return JSON.parse(json);
}
