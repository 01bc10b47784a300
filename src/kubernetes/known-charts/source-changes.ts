import { changeData, dataAt } from '../../yaml/change-data.ts';
import type { MadeFrom, ParsedDocument } from '../../yaml/parse.ts';
import { type Data, type DataMap, type ValueChange, isDataMap } from '../../yaml/value-change.ts';
import { type Path, field } from '../../yaml/value.ts';
import { parseImageReference } from '../image-reference.ts';
import type { Making } from './making.ts';
import type { ContainerOrigin, Origin } from './origins.ts';

type Refused = { readonly refused: string };
type PodOrigin = Extract<Origin, { readonly kind: 'pod' }>;

const IN_TEXT: Refused = { refused: 'its values are in a text' };
const NO_KEY: Refused = { refused: 'Podseal knows no value of the chart for it' };

/** How changes of objects that are made of values become changes of the values. */
export function toSource(
  making: Making,
  isMapping: boolean,
  document: ParsedDocument,
): MadeFrom['toSource'] {
  return (changes) => (isMapping ? new SourceChanges(making, document).of(changes) : IN_TEXT);
}

/** A volume to add, with where it is to be mounted. */
interface AddedVolume {
  readonly pod: PodOrigin;
  readonly name: string;
  readonly emptyDir: DataMap;
  readonly mounts: { readonly container: string; readonly mount: DataMap }[];
}

/** A change of what is taken from a default. */
interface DefaultChange {
  readonly origin: Extract<Origin, { readonly kind: 'default' }>;
  readonly rest: Path;
  readonly change: ValueChange;
}

function wantedOf({ rest, change }: DefaultChange): string {
  return JSON.stringify({ ...change, path: rest });
}

/** Thrown for a change that the values can't make. */
class Refusing extends Error {}

class SourceChanges {
  readonly #making: Making;
  readonly #document: ParsedDocument;
  readonly #changes: ValueChange[] = [];
  /** Changes of defaults, by where these are and then by who takes them. */
  readonly #defaults = new Map<string, Map<string, DefaultChange[]>>();
  readonly #volumes: AddedVolume[] = [];
  readonly #mounts: { readonly origin: ContainerOrigin; readonly mount: DataMap }[] = [];
  readonly #inits: { readonly pod: PodOrigin; readonly container: DataMap }[] = [];

  constructor(making: Making, document: ParsedDocument) {
    this.#making = making;
    this.#document = document;
  }

  of(changes: readonly ValueChange[]): readonly ValueChange[] | Refused {
    try {
      for (const change of changes) this.#add(change);
      for (const init of this.#inits) this.#addInit(init.pod, init.container);
      for (const { origin, mount } of this.#mounts) this.#mount(origin, mount);
      for (const volume of this.#volumes) this.#addVolume(volume);
      for (const takers of this.#defaults.values()) this.#changeDefault([...takers.values()]);
    } catch (error) {
      if (error instanceof Refusing) return { refused: error.message };
      throw error;
    }
    return this.#changes;
  }

  #add(change: ValueChange): void {
    const found = this.#making.origins.of(change.path);
    if (!found) throw new Refusing(NO_KEY.refused);
    const { origin, rest } = found;
    if (origin.kind === 'fixed') throw new Refusing(origin.why);
    if (origin.kind === 'at') this.#put(change, origin.path, rest);
    else if (origin.kind === 'default') this.#addToDefault({ origin, rest, change });
    else if (origin.kind === 'container') this.#addToContainer(origin, rest, change);
    else this.#addToPod(origin, rest, change);
  }

  #put(change: ValueChange, start: Path, rest: Path): void {
    const path = [...start, ...rest];
    this.#changes.push({ ...change, path });
  }

  #addToDefault(change: DefaultChange): void {
    const [from, to] = [change.origin.from, change.origin.to].map((path) => JSON.stringify(path));
    const takers = this.#defaults.get(from ?? '') ?? new Map<string, DefaultChange[]>();
    takers.set(to ?? '', [...(takers.get(to ?? '') ?? []), change]);
    this.#defaults.set(from ?? '', takers);
  }

  /** What all who take a default want of it is changed there; else each gets what it wants for itself. */
  #changeDefault(takers: readonly (readonly DefaultChange[])[]): void {
    const [first = []] = takers;
    const [one] = first;
    if (!one) return;
    const wanted = new Set(takers.map((all) => JSON.stringify(all.map(wantedOf).toSorted())));
    if (wanted.size === 1 && takers.length === this.#making.origins.takersOf(one.origin.from)) {
      for (const { origin, rest, change } of first) {
        this.#put(change, origin.from, rest);
      }
      return;
    }
    for (const all of takers) this.#changeBeside(all);
  }

  #changeBeside(all: readonly DefaultChange[]): void {
    const copies = new Map<string, { readonly to: Path; data: Data }>();
    for (const { origin, rest, change } of all) {
      const { from, to, isMerged } = origin;
      if (isMerged && change.kind === 'set') {
        this.#put(change, to, rest);
        continue;
      }
      // A list is replaced as a whole, and all that is not merged is.
      if (isMerged && change.kind !== 'append') throw new Refusing(NO_KEY.refused);
      const [start, inner] = isMerged ? [rest, []] : [[], rest];
      const target = [...to, ...start];
      const key = JSON.stringify(target);
      const data = dataAt(this.#document.toData(), [...from, ...start]) ?? {};
      const copy = copies.get(key) ?? { to: target, data };
      copies.set(key, copy);
      const holder = changeData({ copy: copy.data }, [{ ...change, path: ['copy', ...inner] }]);
      copy.data = (isDataMap(holder) ? holder['copy'] : undefined) ?? {};
    }
    for (const { to, data } of copies.values()) {
      this.#changes.push({ kind: 'set', path: to, value: data });
    }
  }

  #addToContainer(origin: ContainerOrigin, rest: Path, change: ValueChange): void {
    const [name] = rest;
    if (change.kind === 'append' && name === 'volumeMounts' && isDataMap(change.value)) {
      this.#mounts.push({ origin, mount: change.value });
    } else if (change.kind === 'append' && name === 'env' && isDataMap(change.value)) {
      this.#addVariable(origin, change.value);
    } else if (this.#making.chart.containers.options.includes(String(name))) {
      this.#put(change, origin.path, rest);
    } else throw new Refusing(NO_KEY.refused);
  }

  #addVariable({ path, env }: ContainerOrigin, { name, value }: DataMap): void {
    if (env === 'defaults') throw new Refusing(NO_KEY.refused);
    if (env === 'list') {
      const added = { name: name ?? '', value: value ?? '' };
      this.#changes.push({ kind: 'append', path: [...path, 'env'], value: added });
      return;
    }
    this.#changes.push({ kind: 'set', path: [...path, 'env', textIn(name)], value: value ?? '' });
  }

  #addToPod(pod: PodOrigin, rest: Path, change: ValueChange): void {
    const [name] = rest;
    const value = change.kind === 'append' ? change.value : undefined;
    if (name === 'volumes' && isDataMap(value)) {
      const { emptyDir, name: volume } = value;
      if (!isDataMap(emptyDir)) throw new Refusing(NO_KEY.refused);
      this.#volumes.push({ pod, name: textIn(volume), emptyDir, mounts: [] });
    } else if (name === 'initContainers' && isDataMap(value)) {
      this.#inits.push({ pod, container: value });
    } else if (this.#making.chart.pods.options.includes(String(name))) {
      this.#put(change, pod.options, rest);
    } else throw new Refusing(NO_KEY.refused);
  }

  #mount({ controller, name }: ContainerOrigin, mount: DataMap): void {
    const volume = this.#volumes.find(
      (one) => one.pod.controller === controller && one.name === mount['name'],
    );
    if (!volume) throw new Refusing(NO_KEY.refused);
    volume.mounts.push({ container: name, mount });
  }

  #addVolume({ pod, name, emptyDir, mounts }: AddedVolume): void {
    const { at, type, globalMounts, advancedMounts } = this.#making.chart.persistence;
    const { values, path } = this.#making;
    if (field(field(values, at)?.value, name)) {
      throw new Refusing(`another controller has a volume \`${name}\` already`);
    }
    const own = [...path, at, name];
    const set = (steps: Path, value: Data): void => {
      this.#put({ kind: 'set', path: own, value }, own, steps);
    };
    set([type], 'emptyDir');
    for (const [key, value] of Object.entries(emptyDir)) set([key], value);
    const isOnly = pod.isOnly && this.#inits.length === 0;
    const all = groupByContainer(mounts);
    for (const [container, paths] of all) {
      const value = paths.map((mountPath): DataMap => ({ path: mountPath }));
      set(isOnly ? [globalMounts] : [advancedMounts, pod.controller, container], value);
    }
  }

  /** An init container that fills a volume. */
  #addInit(pod: PodOrigin, container: DataMap): void {
    const { name, image, imagePullPolicy, volumeMounts, ...rest } = container;
    const text = textIn(image);
    const reference = parseImageReference(text);
    const mounts: readonly Data[] = Array.isArray(volumeMounts) ? volumeMounts : [];
    if (!reference || typeof name !== 'string') throw new Refusing(NO_KEY.refused);
    const { lists, image: keys } = this.#making.chart.containers;
    const path = [...pod.path, lists.initContainers, name];
    const { tag, digest } = reference;
    const last = text.lastIndexOf('/') + 1;
    const cut = text.slice(last).search(/[:@]/);
    const written: DataMap = {
      [keys.repository]: cut === -1 ? text : text.slice(0, last + cut),
      // The chart wants a tag; a digest may stand behind it in all its versions.
      [keys.tag]: `${tag ?? 'latest'}${digest === undefined ? '' : `@${digest}`}`,
      ...(imagePullPolicy !== undefined && { [keys.pullPolicy]: imagePullPolicy }),
    };
    const init: DataMap = { [keys.at]: written, ...rest };
    this.#changes.push({ kind: 'set', path, value: init });
    for (const mount of mounts) {
      const volume = isDataMap(mount)
        ? this.#volumes.find((one) => one.pod === pod && one.name === mount['name'])
        : undefined;
      if (!volume || !isDataMap(mount)) throw new Refusing(NO_KEY.refused);
      volume.mounts.push({ container: name, mount });
    }
  }
}

function textIn(data: Data | undefined): string {
  return typeof data === 'string' ? data : '';
}

function groupByContainer(mounts: AddedVolume['mounts']): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const { container, mount } of mounts) {
    const path = textIn(mount['mountPath']);
    const known = all.get(container) ?? [];
    if (!known.includes(path)) all.set(container, [...known, path]);
  }
  return all;
}
