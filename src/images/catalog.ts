import type { ImageFacts } from './facts.ts';
import { facts, names } from './images.generated.ts';

/** The facts of an image, with the id that they are kept under. */
export interface Entry {
  readonly id: string;
  readonly facts: ImageFacts;
}

/** What was asked for, by id. */
const entries = new Map<string, Entry>();

/** The same by name, also of what there is nothing of: a check asks for the same few images again and again. */
const asked = new Map<string, Entry | undefined>();

/** Names are from outside. */
const MAX_ASKED = 1000;

/** What is kept of the image with a canonical name. Only facts that are asked for are parsed. */
export function entryOf(name: string): Entry | undefined {
  if (asked.has(name)) return asked.get(name);
  const id = after(names, `${name} `);
  const entry = id === undefined ? undefined : (entries.get(id) ?? readEntry(id));
  if (asked.size === MAX_ASKED) asked.clear();
  asked.set(name, entry);
  return entry;
}

function readEntry(id: string): Entry {
  const entry = { id, facts: parseFacts(after(facts, `${id}\t`) ?? '') };
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
