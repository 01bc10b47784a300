import { count, plainly } from '../text/tagged.ts';

/** Of a terminal, what progress is written to. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What is done sooner than this needs no progress; a line is read no faster than it changes. */
const FIRST_MS = 500;
const EVERY_MS = 100;

/** Clears the line that the cursor is in, and leaves the cursor at its start (ECMA-48, EL). */
const CLEAR = '\r\u001B[2K';

/** Says on a terminal how far a run has come; says nothing where standard error is none. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  #next: number;
  #isShown = false;

  constructor(terminal: Terminal, now: () => number = () => Date.now()) {
    this.#terminal = terminal;
    this.#now = now;
    this.#next = now() + FIRST_MS;
  }

  /** Says how many files are done, and what was found in them. */
  show(done: number, all: number, findings: number): void {
    const now = this.#now();
    if (now < this.#next || this.#terminal.isTTY !== true) return;
    this.#next = now + EVERY_MS;
    this.#isShown = true;
    const text = plainly`${done} of ${count(all, 'file')}, ${count(findings, 'finding')}`;
    this.#terminal.write(`${CLEAR}${text}`);
  }

  /** Takes its line away, before anything else is written. */
  clear(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#terminal.write(CLEAR);
  }
}
