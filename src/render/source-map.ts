import type { ChartFolder, RenderedFile, Rendering, TemplatePlace, TracedLine } from './chart.ts';
import type { ChartSources, ValueSet } from './chart-sources.ts';
import { contextPointer } from './context-pointer.ts';
import { unmounted } from './file-dependencies.ts';
import { join, pathIn } from './template-path.ts';
import type { InlineValues } from './inline-values.ts';
import type { LineSources, SourcePlace } from './rendered-source.ts';
import {
  type ValuesFile,
  type ValuesKey,
  ValuesKeys,
  isWritten,
  lineOfText,
} from './values-keys.ts';

/** What a line of YAML is about, without the space around it. */
const KEY = /^(?:- +)*(?<quote>["']?)(?<name>[\w./-]+)\k<quote>:(?:\s+(?<value>\S.*))?$/;

/** Leads from the lines of a rendering to the lines of the chart's files that made them. */
export class SourceMap {
  readonly #rendering: Rendering;
  readonly #folders: readonly ChartFolder[];
  readonly #files: Readonly<Record<string, string>>;
  readonly #inline: Readonly<Record<string, InlineValues>>;
  readonly #values: ValuesKeys;
  readonly #post: NonNullable<ValueSet['post']>;
  readonly #texts = new WeakMap<RenderedFile, readonly string[]>();

  /**
   * @param chart its texts by their path, and the values in objects by their names
   * @param set the value set: its files, the later ones over the earlier, without the chart's own
   */
  constructor(
    rendering: Rendering,
    { linked = [], ...chart }: Pick<ChartSources, 'files' | 'inline' | 'linked'>,
    { values, post = [] }: Pick<ValueSet, 'values' | 'post'>,
  ) {
    this.#post = post;
    this.#folders = rendering.folders.map((one) => ({
      ...one,
      folder: unmounted(one.folder, linked),
    }));
    this.#rendering = rendering;
    this.#files = chart.files;
    this.#inline = chart.inline ?? {};
    this.#values = new ValuesKeys([
      ...values.toReversed().flatMap((path) => this.#valuesFile(path, '')),
      ...this.#folders
        .toSorted((a, b) => a.values.length - b.values.length)
        .flatMap(({ folder, values: below }) =>
          this.#valuesFile(join(folder, 'values.yaml'), below),
        ),
    ]);
  }

  #valuesFile(name: string, below: string): ValuesFile[] {
    const inline = this.#inline[name];
    const path = inline?.path ?? name;
    const text = inline?.from?.text ?? this.#files[path];
    const written = this.#files[path];
    return text === undefined ? [] : [{ path, text, below, inline, written }];
  }

  /** The way back from what one template wrote. */
  of(file: RenderedFile): LineSources {
    return {
      path: this.templatePath(file.template),
      valueAt: (line) => this.valueAt(file, line),
      textAt: (line) => this.textAt(file, line),
      contextFor: (from, to) => this.contextFor(file, from, to),
      causesAt: (line) => this.#causesAt(file, line),
    };
  }

  /** The path of a template below the chart's folder; undefined for one that is in no file, such as in an archive. */
  templatePath(template: string): string | undefined {
    const path = pathIn(this.#folders, template);
    return path !== undefined && Object.hasOwn(this.#files, path) ? path : undefined;
  }

  /**
   * Where the value on a rendered line comes from.
   *
   * @param index counts from 0
   */
  valueAt(file: RenderedFile, index: number): SourcePlace | undefined {
    const line = file.lines[index];
    if (!line) return undefined;
    const patch = this.#patchAt(file, index);
    if (patch) return patch;
    const numbers = line.end.length > 0 ? line.end : line.start;
    return (
      this.#givenAt(file, index, numbers) ??
      this.#placeOf(this.keyAt(file, index)) ??
      firstOf(this.#placesOf(numbers).toReversed(), (place) => this.#lineOf(place))
    );
  }

  /** The key of the values that the value on a rendered line comes from; undefined for one of a template. */
  keyAt(file: RenderedFile, index: number): ValuesKey | undefined {
    const line = file.lines[index];
    if (!line) return undefined;
    const [, , name = '', value = ''] = KEY.exec(this.#textOf(file)[index]?.trim() ?? '') ?? [];
    const chain = this.#placesOf(line.end.length > 0 ? line.end : line.start).toReversed();
    const [inner] = chain;
    // A text that `tpl` was given is in no file: what counts is the action that gave it.
    const inFile = chain.find((place) => place.file !== '');
    const isAction = inner?.kind === 'action' || (inner !== inFile && inFile?.kind === 'action');
    if (!isAction) return undefined;
    const found =
      firstOf([inner, inFile], (place) => place && this.#keyFor(place, name, value)) ??
      this.#passedOn(chain.slice(1), name, value) ??
      this.#iterated(this.#placesOf(line.within), name, value);
    return found && (this.#values.versionBeside(found, value) ?? found);
  }

  /** Where a line stands that a kustomization wrote. */
  #patchAt({ patched }: RenderedFile, index: number): SourcePlace | undefined {
    const [post, line] = patched?.[index] ?? [];
    return post === undefined ? undefined : this.#post[post]?.[(line ?? 0) - 1]?.place;
  }

  #textOf(file: RenderedFile): readonly string[] {
    const lines = this.#texts.get(file) ?? file.text.split('\n');
    this.#texts.set(file, lines);
    return lines;
  }

  /** Where the text of a rendered line stands: its first word. */
  textAt(file: RenderedFile, index: number): SourcePlace | undefined {
    const patch = this.#patchAt(file, index);
    if (patch) return patch;
    const { start = [] } = file.lines[index] ?? {};
    return (
      this.#givenAt(file, index, start) ??
      firstOf(this.#placesOf(start).toReversed(), (place) => this.#lineOf(place))
    );
  }

  /**
   * Where the text of a rendered line stands in the values, in a text that the function `tpl` was given.
   *
   * @param chain the nodes that wrote it, by their numbers, the outermost first
   */
  #givenAt(file: RenderedFile, index: number, chain: readonly number[]): SourcePlace | undefined {
    const places = this.#placesOf(chain);
    const inner = places.at(-1);
    if (inner?.kind !== 'text' || inner.file !== '') return undefined;
    const giver = places.findLast((place) => place.file !== '');
    const around = this.#placesOf(file.lines[index]?.within ?? []);
    const asked = [...(giver?.paths ?? []), ...around.flatMap(({ paths }) => paths)];
    const written = this.#textOf(file)[index]?.trim() ?? '';
    return firstOf(asked, (path) => {
      const found = this.#values.find(path);
      const line = found && lineOfText(found, inner.line, written);
      return line ? { path: found.path, line } : undefined;
    });
  }

  /**
   * The key of a securityContext that a template asks for on some rendered lines: where a field that is
   * missing there can be set. Else the node that asks for it.
   */
  contextFor(file: RenderedFile, from: number, to: number): SourcePlace | undefined {
    const places = file.lines.slice(from, to + 1).flatMap((line) => this.#around(line));
    const asked = places.flatMap((place) =>
      place.paths.flatMap((path) => {
        const pointer = contextPointer(path, this.#values);
        return pointer === undefined ? [] : [{ place, pointer }];
      }),
    );
    return (
      firstOf(asked, ({ pointer }) => this.#placeOf(this.#values.find(pointer))) ??
      firstOf(asked, ({ place }) => this.#lineOf(place))
    );
  }

  #causesAt(file: RenderedFile, index: number): SourcePlace[] {
    const line = file.lines[index];
    const places = line ? this.#around(line) : [];
    const patch = this.#patchAt(file, index);
    return [
      ...(patch ? [patch] : []),
      ...places.flatMap(({ paths }) =>
        paths.flatMap((path) => this.#placeOf(this.#values.find(path)) ?? []),
      ),
      ...places.flatMap((place) => this.#lineOf(place) ?? []),
    ];
  }

  /** The values that templates ask for on some rendered lines, as JSON pointers, the nearest node's first. */
  askedOn(file: RenderedFile, from: number, to: number): string[] {
    const places = file.lines.slice(from, to + 1).flatMap((line) => this.#around(line));
    return [...new Set(places.flatMap(({ paths }) => paths))];
  }

  /** The same without what only conditions around the lines ask for. */
  askedIn(file: RenderedFile, from: number, to: number): string[] {
    const lines = file.lines.slice(from, to + 1);
    const places = lines.flatMap(({ near, start, end }) =>
      this.#placesOf([...near, ...start, ...end]),
    );
    return [...new Set(places.flatMap(({ paths }) => paths))];
  }

  /** The values that are asked for by what wrote a rendered line; the inmost first. */
  writtenBy(file: RenderedFile, index: number): string[] {
    const { start = [], end = [], within = [] } = file.lines[index] ?? {};
    const chain = this.#placesOf([...end.toReversed(), ...start.toReversed(), ...within]);
    return [...new Set(chain.flatMap(({ kind, paths }) => (kind === 'text' ? [] : paths)))];
  }

  /** Where the text of a rendered line stands literally: in a template, or in a text of the values that one is given. */
  literalAt(file: RenderedFile, index: number): SourcePlace | undefined {
    const { start = [] } = file.lines[index] ?? {};
    const [inner] = this.#placesOf(start.slice(-1));
    return inner?.kind === 'text'
      ? (this.#lineOf(inner) ?? this.#givenAt(file, index, start))
      : undefined;
  }

  /** The conditions of templates around a rendered line, as far as they ask for values. */
  conditionsAt(file: RenderedFile, index: number): readonly number[] {
    return file.lines[index]?.within ?? [];
  }

  /** The files of values that were rendered with; the ones first that count over the others. */
  get values(): ValuesKeys {
    return this.#values;
  }

  #around({ near, start, end, within }: TracedLine): TemplatePlace[] {
    return this.#placesOf([...near, ...start, ...end, ...within]);
  }

  #placesOf(numbers: readonly number[]): TemplatePlace[] {
    return numbers.flatMap((number) => this.#rendering.places[number] ?? []);
  }

  #lineOf({ file, line }: TemplatePlace): SourcePlace | undefined {
    const path = file === '' || line === 0 ? undefined : this.templatePath(file);
    return path === undefined ? undefined : { path, line };
  }

  #keyFor(place: TemplatePlace, name: string, value: string): ValuesKey | undefined {
    if (place.kind !== 'action') return undefined;
    const named = place.paths.filter((path) => path.endsWith(`/${name}`));
    const [only = '', ...others] = place.paths;
    return (
      firstOf(named, (path) => this.#values.find(path)) ??
      firstOf(name === '' ? [] : place.paths, (path) =>
        this.#values.findBelow(path, name, value),
      ) ??
      (others.length === 0 ? this.#values.find(only) : undefined)
    );
  }

  /** The key of a value that an include was given, by its name and by what was written. */
  #passedOn(outer: readonly TemplatePlace[], name: string, value: string): ValuesKey | undefined {
    const named = outer.flatMap(({ paths }) => paths.filter((path) => path.endsWith(`/${name}`)));
    return firstOf(named, (path) => {
      const found = this.#values.find(path);
      return found && isWritten(found.value, value) ? found : undefined;
    });
  }

  /** The key of a value that a range goes through, with the key as the name. */
  #iterated(around: readonly TemplatePlace[], name: string, value: string): ValuesKey | undefined {
    if (name === '' || value === '') return undefined;
    const paths = around.flatMap((place) => place.paths);
    return firstOf(paths, (path) => this.#values.findBelow(path, name, value));
  }

  #placeOf(found: ValuesKey | undefined): SourcePlace | undefined {
    if (!found) return undefined;
    const { path, key, from } = found;
    const text = from?.text ?? this.#files[path] ?? '';
    const line = text.slice(0, key.start).split('\n').length;
    if (!from) return { path, line, key };
    return from.places ? from.places[line - 1] : { path, line };
  }
}

function firstOf<Item, Result>(
  items: readonly Item[],
  find: (item: Item) => Result | undefined,
): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
