/** Compiles the facts about images: one line an image, read only when the image is asked for. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';

interface Registry {
  from: string;
  to: string;
  evidence: 'docs' | 'unread';
}

interface Write {
  source: string;
}

interface ImageFile {
  images: string[];
  confirmed?: { how: 'program' | 'image'; program: string; version: string; date: string };
  writes?: Write[];
  variants?: { writes?: Write[] }[];
  sources?: string[];
}

const TYPES = `
/** Registries that hold the images of another one, and whether that was read. */
export const registries: readonly {
  readonly from: string;
  readonly to: string;
  readonly isRead: boolean;
}[] = `;
const IMAGE_TYPES = `
/** A line for each name of an image, with its id: one text, of which only what is asked for is read. */
export const names = `;
const FACTS_TYPE = `
/** A line for each id, with a tab and the facts as JSON. */
export const facts = `;

/** The module of all facts about images. */
export function imagesModule(header: string): string {
  const registries: Registry[] = parse(readFileSync('data/registries.yaml', 'utf8'));
  const lines = registries.map(({ from, to, evidence }) =>
    JSON.stringify({ from, to, isRead: evidence !== 'unread' }),
  );
  const files = imageFiles();
  const names = files.flatMap(([id, { images }]) => images.map((name) => `${name} ${id}`));
  const facts = files.map(([id, file]) => `${id}\t${compile(file)}`);
  const modules = [TYPES, list(lines), IMAGE_TYPES, text(names), FACTS_TYPE, text(facts)];
  return `${header}${modules.join('')}`;
}

/** The images whose facts were confirmed by a run, by what ran and when. */
export function confirmedList(): string {
  const runs = new Map<string, string[]>();
  for (const [id, { confirmed }] of imageFiles()) {
    if (confirmed === undefined) continue;
    const { how, date, program, version } = confirmed;
    const run = `The ${how} ran, on ${date}`;
    const named = program === id ? `\`${id}\` ${version}` : `\`${id}\` (${program} ${version})`;
    runs.set(run, [...(runs.get(run) ?? []), named]);
  }
  return [...runs].map(([run, images]) => `- ${run}: ${images.join(', ')}.`).join('\n');
}

/** The files of images, by id. */
function imageFiles(): [id: string, file: ImageFile][] {
  return readdirSync('data/images')
    .toSorted()
    .map((name) => {
      const file: ImageFile = parse(readFileSync(`data/images/${name}`, 'utf8'));
      return [name.replace(/\.yaml$/, ''), file];
    });
}

/** The facts as JSON. Each source is there once; the writes name its place. */
function compile({ images: _images, sources = [], ...facts }: ImageFile): string {
  const writes = [facts, ...(facts.variants ?? [])].flatMap((needs) => needs.writes ?? []);
  const all = [...new Set([...writes.map(({ source }) => source), ...sources])];
  return JSON.stringify({ ...facts, sources: all }, (_key, value: unknown) =>
    isWrite(value) ? { ...value, source: all.indexOf(value.source) } : value,
  );
}

function isWrite(value: unknown): value is Write {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string'
  );
}

/** Lines as one template, with a line break before and after each. */
function text(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replaceAll(/[\\`]|\$(?=\{)/g, String.raw`\$&`));
  return `\`\n${escaped.join('\n')}\n\`;\n`;
}

function list(lines: readonly string[]): string {
  return `[\n${lines.map((line) => `  ${line},\n`).join('')}];\n`;
}
