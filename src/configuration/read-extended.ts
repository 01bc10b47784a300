import type { SourceFile } from '../kubernetes/manifest.ts';
import type { ExtendedFile, FileText } from '../review/change.ts';
import { readConfiguration } from './configuration.ts';
import { type FilePlace, nameOf } from './extends.ts';

/** Reads files, in their order. */
export type ReadFiles = (places: readonly FilePlace[]) => Promise<readonly FileText[]>;

/** Teams have a base or two, and an organization one more: deeper is a mistake, or nobody finds it. */
export const MAX_LEVELS = 5;

/** Each file may be a request. */
const MAX_FILES = 20;

/** Reads all files that a configuration extends, and that they extend, level by level. */
export async function readExtended(
  configuration: SourceFile | undefined,
  read: ReadFiles,
): Promise<readonly ExtendedFile[]> {
  const found = new Map<string, ExtendedFile>();
  let level = configuration ? [configuration] : [];
  for (let depth = 0; depth < MAX_LEVELS && level.length > 0; depth++) {
    const places = level
      .flatMap(basesOf)
      .filter((place) => nameOf(place) !== configuration?.path && !found.has(nameOf(place)));
    const wanted = [...new Map(places.map((place) => [nameOf(place), place])).values()];
    const room = Math.max(0, MAX_FILES - found.size);
    // A level builds on the one before it.
    // oxlint-disable-next-line no-await-in-loop
    const texts = room > 0 && wanted.length > 0 ? await read(wanted.slice(0, room)) : [];
    level = [];
    for (const [at, place] of wanted.entries()) {
      const text = texts[at] ?? { absent: `more than ${MAX_FILES} files are extended` };
      const path = nameOf(place);
      found.set(path, { path, ...text });
      if ('text' in text) level.push({ path, text: text.text });
    }
  }
  return [...found.values()];
}

/** The files that a file extends; none of one that is wrong, which is told of later. */
function basesOf(file: SourceFile): FilePlace[] {
  const read = readConfiguration(file);
  if ('faults' in read) return [];
  return read.extends.flatMap(({ base }) => (typeof base === 'object' ? [base] : []));
}

function isHere({ repository }: FilePlace): boolean {
  return repository === undefined;
}

/** Reads files of the repository that is judged in one way, and those of others in another. */
export function readEach(here: ReadFiles, elsewhere: ReadFiles): ReadFiles {
  return async (places) => {
    const [own, others] = [places.filter(isHere), places.filter((place) => !isHere(place))];
    const [mine, theirs] = [
      own.length > 0 ? await here(own) : [],
      others.length > 0 ? await elsewhere(others) : [],
    ];
    const [nextOwn, nextOther] = [mine.values(), theirs.values()];
    return places.map((place) => {
      const { value } = (isHere(place) ? nextOwn : nextOther).next();
      return value ?? { absent: 'it was not read' };
    });
  };
}
