import { canonicalReference } from '../images/reference.ts';
import { FORMATS, type Format, detectFormat, linesOf } from './formats.ts';
import type { LearnedImage } from './merge.ts';
import type { Observation } from './observation.ts';
import { type Reduced, reduce } from './reduce.ts';

/** A log as text, with its name. */
export interface LogFile {
  readonly path: string;
  readonly text: string;
}

/** How to read logs. */
export interface LearnOptions {
  /** The image that the logs are about; what they say themselves when undefined. */
  readonly image: string | undefined;
  /** The name of a format; told by the content when undefined. */
  readonly from: string | undefined;
  /** The working folder of what was traced. */
  readonly cwd: string | undefined;
  /** The day, as `2026-01-31`. */
  readonly today: string;
}

/** What logs say of one image. */
export interface Lesson extends LearnedImage, Reduced {
  /** As the user or the log names it. */
  readonly image: string;
  readonly title: string;
}

/** What logs say of images, and what could not be used, in sentences. */
export interface Lessons {
  readonly lessons: readonly Lesson[];
  readonly notes: readonly string[];
}

/** What keeps logs from being read, a sentence that says what to do. */
export interface LearnFault {
  readonly fault: string;
}

/** Reads logs of what containers changed, and reduces them to what their images need. */
export function learnFrom(logs: readonly LogFile[], options: LearnOptions): Lessons | LearnFault {
  const read = logs.map((log) => readLog(log, options));
  const fault = read.find((one) => 'fault' in one);
  if (fault && 'fault' in fault) return fault;
  const all = read.flatMap((one) => ('observations' in one ? [one] : []));
  const notes = all.flatMap((one) => one.notes);
  const title = [...new Set(all.map(({ format }) => format.title))].join(' and ');
  const observations = all.flatMap((one) => one.observations);
  const grouped = byImage(observations, options.image);
  if ('fault' in grouped) return grouped;
  const lessons = [...grouped.images].map(([name, { image, seen }]): Lesson => ({
    ...reduce(seen),
    name,
    image,
    title,
    source: `${title}, ${options.today}`,
  }));
  return { lessons, notes: [...notes, ...grouped.notes] };
}

interface ReadLog {
  readonly format: Format;
  readonly observations: readonly Observation[];
  readonly notes: readonly string[];
}

function readLog({ path, text }: LogFile, { from, cwd }: LearnOptions): ReadLog | LearnFault {
  const lines = linesOf(text);
  const format =
    from === undefined ? detectFormat(lines) : FORMATS.find(({ name }) => name === from);
  const names = FORMATS.map(({ name }) => name).join(', ');
  if (!format && lines.length === 0) {
    return {
      fault: `${path}: it is empty. If the container wrote nothing, say --from docker-diff.`,
    };
  }
  if (!format) {
    return {
      fault: `${path}: it is in no format that Podseal knows (${names}). Name it with --from.`,
    };
  }
  if (lines.length > 0 && !lines.some(format.has)) {
    return {
      fault: `${path}: none of its lines is ${format.title}. Leave --from out, or name another.`,
    };
  }
  const log = format.read(lines, cwd);
  return {
    format,
    observations: log.observations,
    notes: log.notes.map((note) => `${path}: ${note}`),
  };
}

interface Grouped {
  /** By canonical name. */
  readonly images: ReadonlyMap<string, { readonly image: string; readonly seen: Observation[] }>;
  readonly notes: readonly string[];
}

const NO_IMAGE = 'The log does not say which image it is about. Name it with --image.';

function byImage(
  observations: readonly Observation[],
  given: string | undefined,
): Grouped | LearnFault {
  const asked = given === undefined ? undefined : canonicalReference(given);
  if (given !== undefined && !asked) return { fault: `${given} is not a valid image reference.` };
  const images = new Map<string, { image: string; seen: Observation[] }>();
  if (given !== undefined && asked) images.set(asked.name, { image: given, seen: [] });
  let others = 0;
  for (const observation of observations) {
    const image = observation.image ?? given;
    if (image === undefined) return { fault: NO_IMAGE };
    const name = canonicalReference(image)?.name;
    if (name === undefined || (asked && name !== asked.name)) others++;
    else {
      const group = images.get(name) ?? { image, seen: [] };
      group.seen.push(observation);
      images.set(name, group);
    }
  }
  if (images.size === 0 && observations.length === 0) return { fault: NO_IMAGE };
  return {
    images,
    notes: others > 0 ? [`Left out, because they are about other images: ${others}.`] : [],
  };
}
