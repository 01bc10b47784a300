import { once } from 'node:events';
import { type WriteStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { UserError } from '../errors/user-error.ts';
import type { Output } from '../options/report-formats.ts';
import type { CheckReport, CheckTotals } from '../report/check-report.ts';
import { type Shown, joinShown, shown } from '../text/shown.ts';

/** Where a report goes, piece by piece. */
export interface Sink {
  write(text: Shown): Promise<void>;
  end(): Promise<void>;
}

/** Writes one report as its pieces come. */
export class ReportWriter {
  readonly report: CheckReport;
  readonly #sink: Sink;
  #pieces = 0;
  #cut = 0;

  constructor(report: CheckReport, sink: Sink) {
    this.report = report;
    this.#sink = sink;
  }

  /** How many pieces were too many for the format. */
  get cut(): number {
    return this.#cut;
  }

  async add(pieces: readonly Shown[]): Promise<void> {
    const { start, between, maxPieces = Infinity } = this.report;
    const taken = pieces.slice(0, Math.max(0, maxPieces - this.#pieces));
    this.#cut += pieces.length - taken.length;
    const [first, ...others] = taken;
    if (first === undefined) return;
    const before = this.#pieces === 0 ? start : between;
    this.#pieces += taken.length;
    const rest = others.map((piece) => shown`${between}${piece}`);
    await this.#sink.write(joinShown([before, first, ...rest], ''));
  }

  async end(totals: CheckTotals): Promise<void> {
    const { start } = this.report;
    const before = this.#pieces === 0 ? start : shown``;
    await this.#sink.write(shown`${before}${this.report.end(totals, this.#cut)}`);
    await this.#sink.end();
  }
}

/**
 * Opens the file of a report. What was in it before goes.
 *
 * @throws UserError where it can't be written
 */
export async function openReport({ format, path }: Output): Promise<Sink> {
  const stream = await open(`${format}=${path}`, path);
  let failure: unknown;
  stream.on('error', (error) => {
    failure = error;
  });
  const check = (): void => {
    if (failure !== undefined) throw notWritten(`${format}=${path}`, failure);
  };
  return {
    async write(text) {
      check();
      if (text !== '' && !stream.write(text)) {
        await once(stream, 'drain').catch(() => undefined);
        check();
      }
    },
    async end() {
      stream.end();
      await finished(stream).catch(() => undefined);
      check();
    },
  };
}

async function open(name: string, path: string): Promise<WriteStream> {
  // No format is YAML: a slip would overwrite what is to be checked.
  if (/\.ya?ml$/i.test(path)) {
    throw new UserError(`--output ${name}: this names a manifest. Give the report another name.`);
  }
  try {
    await mkdir(dirname(path), { recursive: true });
    const stream = createWriteStream(path);
    await once(stream, 'open');
    return stream;
  } catch (error) {
    throw notWritten(name, error);
  }
}

function notWritten(name: string, error: unknown): UserError {
  const why = error instanceof Error ? error.message : String(error);
  return new UserError(`--output ${name}: the file can't be written (${why}).`, { cause: error });
}
