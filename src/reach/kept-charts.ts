import { type ChartPlace, isExactVersion } from '../kubernetes/known-charts/chart-place.ts';
import type { ChangedTexts } from './changed-texts.ts';
import type { ChartFiles } from '../render/chart-sources.ts';
import type { BroughtChart, ChartArchives, ElsewhereChart } from './chart-archives.ts';
import { KEPT_CHARTS, KEPT_INDEX } from './kept-folder.ts';
import { type KeptChart, readKeptIndex } from './kept-index.ts';
import { isNeeded } from './needed-files.ts';
import type { Side, SourceTree, TreeFile } from './source-tree.ts';

/** What a project keeps on one side; a reason where that can't be told. */
type Index = ReturnType<typeof readKeptIndex>;

/** The charts that a project keeps, before and after a change. */
export type KeptIndexes = Readonly<Record<Side, Index>>;

/** Reads which charts a project keeps. */
export async function readKeptIndexes(
  tree: SourceTree,
  changed: readonly string[],
  { files }: ChangedTexts,
): Promise<KeptIndexes> {
  const file = files.find(({ path }) => path === KEPT_INDEX);
  const on = async (side: Side): Promise<Index> => {
    const text = file ? file[side] : (await tree.texts(side, [KEPT_INDEX])).get(KEPT_INDEX);
    return readKeptIndex(text);
  };
  const head = await on('head');
  return { head, base: changed.includes(KEPT_INDEX) ? await on('base') : head };
}

/** Whether a project keeps a chart, on either side. */
export function keepsCharts({ base, head }: KeptIndexes): boolean {
  return [base, head].some((index) => 'reason' in index || index.length > 0);
}

/** The charts of which a change has another archive, or one more or less, by address and version. */
export function changedCharts(indexes: KeptIndexes): ReadonlySet<string> {
  const [base, head] = [indexes.base, indexes.head].map(
    (index) => new Map(('reason' in index ? [] : index).map((one) => [keyOf(one), one.digest])),
  );
  const all = [...(base?.keys() ?? []), ...(head?.keys() ?? [])];
  return new Set(all.filter((key) => base?.get(key) !== head?.get(key)));
}

/** What tells charts apart. */
export function keyOfPlace({ address, version }: ChartPlace): string {
  return keyOf({ chart: address, version: version ?? '' });
}

function keyOf({ chart, version }: Pick<KeptChart, 'chart' | 'version'>): string {
  return `${chart} ${version}`;
}

/** An archive is bounded before it is written; what is larger was not written by us. */
const MAX_ARCHIVE = 16 * 1024 ** 2;
/** All that are read for one change, and what they unpack to. */
const MAX_ARCHIVES = 64 * 1024 ** 2;
const MAX_UNPACKED = 32 * 1024 ** 2;
/** Those of 20 releases on both sides of a change: more than people bump at once. */
const MAX_PULLED = 40;

const TOO_MUCH = 'the charts of this change are too large to be rendered together: split it';

/** A chart on one side of a change. */
export interface WantedChart {
  readonly place: ChartPlace;
  readonly side: Side;
}

/** Brings the charts of a change that are not its repository's own: those that it keeps, then those that are pulled. */
export class KeptCharts {
  readonly #tree: SourceTree;
  readonly #archives: ChartArchives;
  readonly #indexes: KeptIndexes;
  readonly #opened = new Map<string, ElsewhereChart>();
  #left = MAX_UNPACKED;
  #pulled = 0;

  constructor(tree: SourceTree, archives: ChartArchives, indexes: KeptIndexes) {
    this.#tree = tree;
    this.#archives = archives;
    this.#indexes = indexes;
  }

  /** Brings charts, in the order of the wanted ones; undefined for those that are not at hand. */
  async bring(wanted: readonly WantedChart[]): Promise<(BroughtChart | undefined)[]> {
    const sources = wanted.map((one) => this.#sourceOf(one));
    const found = sources.flatMap((one) => ('kept' in one ? [one] : []));
    const listed = found.length === 0 ? new Map<Side, Listed>() : await this.#list();
    const files = found.map(({ kept, side }) => listed.get(side)?.get(kept.file));
    const bytes = await this.#read(files.flatMap((file) => file ?? []));
    const all: (BroughtChart | undefined)[] = [];
    for (const source of sources) {
      // oxlint-disable-next-line no-await-in-loop
      const chart = await this.#bringOne(source, listed, bytes);
      const line = 'kept' in source ? source.kept.line : undefined;
      all.push(
        chart && (line === undefined ? chart : { ...chart, keptAt: { path: KEPT_INDEX, line } }),
      );
    }
    return all;
  }

  /** Where a chart comes from: a version that the base did not keep is the same as the head has it. */
  #sourceOf({ place, side }: WantedChart): Source {
    if (!isExactVersion(place.version)) return { place: undefined };
    for (const at of side === 'base' ? (['base', 'head'] as const) : (['head'] as const)) {
      const { [at]: index } = this.#indexes;
      if ('reason' in index) return index;
      const kept = index.find((one) => keyOf(one) === keyOfPlace(place));
      if (kept) return { kept, side: at };
    }
    return { place };
  }

  async #list(): Promise<ReadonlyMap<Side, Listed>> {
    const sides = ['base', 'head'] as const;
    const listed = await this.#tree.list(sides.map((side) => ({ side, folder: KEPT_CHARTS })));
    return new Map(
      sides.map((side, index) => {
        const files = (listed[index] ?? []).filter(({ isLink }) => !isLink);
        return [
          side,
          new Map(files.map((file) => [file.path.slice(KEPT_CHARTS.length + 1), file])),
        ];
      }),
    );
  }

  async #read(files: readonly TreeFile[]): Promise<ReadonlyMap<string, Uint8Array>> {
    let left = MAX_ARCHIVES;
    const each = [...new Map(files.map((file) => [file.id, file])).values()];
    const small = each.filter(({ bytes }) => {
      if (bytes > MAX_ARCHIVE || bytes > left) return false;
      left -= bytes;
      return true;
    });
    return small.length === 0
      ? new Map()
      : this.#tree.read(small.map((file) => ({ ...file, isMinor: false })));
  }

  async #bringOne(
    source: Source,
    listed: ReadonlyMap<Side, Listed>,
    bytes: ReadonlyMap<string, Uint8Array>,
  ): Promise<ElsewhereChart | undefined> {
    if ('reason' in source) return source;
    if (!('kept' in source)) return source.place && this.#pull(source.place);
    const { kept, side } = source;
    const path = `${KEPT_CHARTS}/${kept.file}`;
    const file = listed.get(side)?.get(kept.file);
    const content = file && bytes.get(file.id);
    if (!file) return { reason: `${path} is not there: run podseal charts add again` };
    if (file.bytes > MAX_ARCHIVE) return { reason: `${path} has over 16 MiB` };
    if (!content) return { reason: TOO_MUCH };
    const key = `${kept.digest} ${file.id}`;
    return this.#once(key, async () => this.#archives.open(content, { path, digest: kept.digest }));
  }

  async #pull(place: ChartPlace): Promise<ElsewhereChart | undefined> {
    const { pull } = this.#archives;
    if (!pull) return undefined;
    return this.#once(keyOfPlace(place), async () => {
      this.#pulled++;
      if (this.#pulled > MAX_PULLED)
        return { reason: `more than ${MAX_PULLED} charts are not pulled` };
      return pull(place);
    });
  }

  async #once(key: string, bring: () => Promise<ElsewhereChart>): Promise<ElsewhereChart> {
    const known = this.#opened.get(key);
    if (known) return known;
    const brought = await bring();
    const chart = 'reason' in brought ? brought : this.#bounded(brought);
    this.#opened.set(key, chart);
    return chart;
  }

  /** Without what no container is made of. */
  #bounded({ files, binaries }: ChartFiles): ElsewhereChart {
    const chart = { files: needed(files), binaries: needed(binaries) };
    const texts = [...Object.values(chart.files), ...Object.values(chart.binaries)];
    this.#left -= texts.reduce((sum, { length }) => sum + length, 0);
    return this.#left < 0 ? { reason: TOO_MUCH } : chart;
  }
}

/** The files of a folder by their names. */
type Listed = ReadonlyMap<string, TreeFile>;

type Source =
  | { readonly kept: KeptChart; readonly side: Side }
  | { readonly place: ChartPlace | undefined }
  | { readonly reason: string };

function needed(files: ChartFiles['files']): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => isNeeded(path)));
}
