/**
 * What a module sees of the world: standard input, output and errors, a clock that stands still, and random
 * numbers that are the same in every run. It has no files, no network, no environment.
 */
export interface WasiRun {
  readonly code: number;
  readonly output: Uint8Array;
  /** The start of what it wrote to standard error, without warnings. */
  readonly errors: string;
}

/** How much a module may write: four times as much as the largest of 87 public charts does, places included. */
const MAX_OUTPUT = 32 * 1024 * 1024;
const MAX_ERRORS = 4096;

const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NOT_THERE = 52;

/** 2025-01-01, for templates that print a date. */
const NOW = 1_735_689_600_000_000_000n;

/** Thrown through the module to end it. */
class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`The module ended with ${code}.`);
    this.code = code;
  }
}

/** Thrown through the module when it writes too much. */
export class TooMuchOutput extends Error {}

/**
 * Runs a command compiled for `wasip1`. Returns when it ends; nothing but the end of the thread stops it before.
 *
 * @throws what V8 throws where the module breaks off, and TooMuchOutput
 */
export async function runModule(module: WebAssembly.Module, input: Uint8Array): Promise<WasiRun> {
  const host = new Host(input);
  const calls = host.calls();
  const imports = WebAssembly.Module.imports(module).map(({ name }): [string, Call] => [
    name,
    calls[name] ?? (() => NOT_THERE),
  ]);
  const instance = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: Object.fromEntries(imports),
  });
  const { memory, _start: start } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') {
    throw new Error('The module is no command of wasip1.');
  }
  host.memory = memory;
  try {
    start();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    return host.end(error.code);
  }
  return host.end(0);
}

/** A function of the host: numbers are addresses, sizes and small enumerations. */
type Call = (...args: never[]) => number;

class Host {
  memory: WebAssembly.Memory | undefined;
  readonly #input: Uint8Array;
  #read = 0;
  readonly #output: Uint8Array[] = [];
  #written = 0;
  #errors = '';
  #ticks = 0n;
  #random = 0x9e3779b9;

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  end(code: number): WasiRun {
    const output = new Uint8Array(this.#written);
    let at = 0;
    for (const part of this.#output) {
      output.set(part, at);
      at += part.length;
    }
    return { code, output, errors: this.#errors };
  }

  calls(): Readonly<Record<string, Call>> {
    return {
      args_sizes_get: (count, size) => this.#argumentSizes(count, size),
      args_get: (list, text) => this.#arguments(list, text),
      environ_sizes_get: (count, size) => this.#put(count, 0) || this.#put(size, 0),
      environ_get: () => SUCCESS,
      clock_time_get: (clock, _precision, at) => this.#clock(clock, at),
      random_get: (at, length) => this.#fillRandom(at, length),
      fd_write: (file, vectors, count, written) => this.#write(file, vectors, count, written),
      fd_read: (file, vectors, count, read) => this.#readInput(file, vectors, count, read),
      fd_fdstat_get: (file, at) => this.#describe(file, at),
      fd_fdstat_set_flags: () => SUCCESS,
      fd_prestat_get: () => BAD_DESCRIPTOR,
      fd_close: () => SUCCESS,
      sched_yield: () => SUCCESS,
      poll_oneoff: (asked, events, count, done) => this.#poll(asked, events, count, done),
      proc_exit: (code) => {
        throw new Exit(code);
      },
    };
  }

  get #view(): DataView {
    if (!this.memory) throw new Error('The module called its host before it started.');
    return new DataView(this.memory.buffer);
  }

  #bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, at, length);
  }

  #put(at: number, value: number): number {
    this.#view.setUint32(at, value, true);
    return SUCCESS;
  }

  /** Go's flag packages want the name of a program. */
  #argumentSizes(count: number, size: number): number {
    return this.#put(count, 1) || this.#put(size, 2);
  }

  #arguments(list: number, text: number): number {
    this.#bytes(text, 2).set([0x65, 0]);
    return this.#put(list, text);
  }

  /** The date stands still; what measures time sees it pass from call to call, so that no wait is endless. */
  #clock(clock: number, at: number): number {
    this.#ticks += 1000n;
    this.#view.setBigUint64(at, clock === 0 ? NOW : this.#ticks, true);
    return SUCCESS;
  }

  /** Not zeros: a search for prime numbers would never end. */
  #fillRandom(at: number, length: number): number {
    const bytes = this.#bytes(at, length);
    for (let index = 0; index < length; index++) {
      this.#random ^= this.#random << 13;
      this.#random ^= this.#random >>> 17;
      this.#random ^= this.#random << 5;
      bytes[index] = this.#random & 255;
    }
    return SUCCESS;
  }

  #vectors(vectors: number, count: number): Uint8Array[] {
    const view = this.#view;
    return Array.from({ length: count }, (_, index) => {
      const at = vectors + 8 * index;
      return this.#bytes(view.getUint32(at, true), view.getUint32(at + 4, true));
    });
  }

  #write(file: number, vectors: number, count: number, written: number): number {
    if (file !== 1 && file !== 2) return BAD_DESCRIPTOR;
    let length = 0;
    for (const bytes of this.#vectors(vectors, count)) {
      length += bytes.length;
      if (file === 1) this.#output.push(bytes.slice());
      else this.#keepError(new TextDecoder().decode(bytes));
    }
    if (file === 1) this.#written += length;
    if (this.#written > MAX_OUTPUT) throw new TooMuchOutput();
    return this.#put(written, length);
  }

  /** Kustomize writes a warning for each deprecated field: these are not why it ends. */
  #keepError(text: string): void {
    if (this.#errors.length < MAX_ERRORS && !text.startsWith('# Warning: ')) this.#errors += text;
  }

  #readInput(file: number, vectors: number, count: number, read: number): number {
    if (file !== 0) return BAD_DESCRIPTOR;
    const before = this.#read;
    for (const bytes of this.#vectors(vectors, count)) {
      const part = this.#input.subarray(this.#read, this.#read + bytes.length);
      bytes.set(part);
      this.#read += part.length;
    }
    return this.#put(read, this.#read - before);
  }

  /** The three streams are character devices, on which everything is allowed. */
  #describe(file: number, at: number): number {
    if (file > 2) return BAD_DESCRIPTOR;
    this.#bytes(at, 24).fill(0);
    this.#view.setUint8(at, 2);
    this.#view.setBigUint64(at + 8, 0xffff_ffffn, true);
    return SUCCESS;
  }

  /** Whatever is waited for has happened; of a wait, its time has passed. */
  #poll(asked: number, events: number, count: number, done: number): number {
    const view = this.#view;
    this.#ticks += 1_000_000_000n;
    for (let index = 0; index < count; index++) {
      const event = events + 32 * index;
      this.#bytes(event, 32).fill(0);
      view.setBigUint64(event, view.getBigUint64(asked + 48 * index, true), true);
      view.setUint8(event + 10, view.getUint8(asked + 48 * index + 8));
    }
    return this.#put(done, count);
  }
}
