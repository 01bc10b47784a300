import { createInterface } from 'node:readline';
import { writePatch } from '../diff/patch.ts';
import { type FixedFile, fixFile } from '../fix/fix-file.ts';
import { type Fix, fixMost } from '../fix/fix.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import { bySubject } from '../judge/grouping.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import { type Shown, joinShown, shown, visibleDiff, visibleLine } from '../text/shown.ts';
import { applyEdits } from '../yaml/edit/edit.ts';
import type { Paint } from '../report/style.ts';
import type { EditedText } from '../review/change.ts';
import { standardOutput } from './terminal.ts';

/** What a person says of a fix: this one, all that follow in the file, or no more at all. */
type Answer = 'y' | 'n' | 'a' | 'd' | 'q';

/** Asks for a line; undefined where no more come. */
type Ask = (question: Shown) => Promise<string | undefined>;

/** Asks on the terminal, or takes the lines that standard input has. */
export class Questions {
  readonly #lines: AsyncIterator<string>;
  readonly #close: () => void;
  #hasQuit = false;

  constructor(input: NodeJS.ReadableStream) {
    const reader = createInterface({ input });
    this.#lines = reader[Symbol.asyncIterator]();
    this.#close = () => reader.close();
  }

  readonly ask: Ask = async (question) => {
    await standardOutput.write(question);
    const { value, done } = await this.#lines.next();
    return done === true ? undefined : value;
  };

  /** Whether no more is to be asked, in other files also. */
  get hasQuit(): boolean {
    return this.#hasQuit;
  }

  quit(): void {
    this.#hasQuit = true;
  }

  close(): void {
    this.#close();
  }
}

/** How a person is told. */
export interface Telling {
  readonly paint: Paint;
  readonly print: (text: Shown) => Promise<void>;
}

interface Means extends Telling {
  readonly isWanted: (finding: Finding) => boolean;
}

/** A fix that a person is asked about. */
export interface Offered {
  readonly files: readonly EditedText[];
  readonly applies: readonly Finding[];
}

/**
 * Offers the fixes of a file one by one, each of one container or object: less of it would not keep the
 * application running. What is taken is judged before the next is offered.
 */
export async function fixInteractively(
  judged: Judged,
  questions: Questions,
  { isWanted, paint, print }: Means,
): Promise<FixedFile> {
  const applied: Finding[] = [];
  const fixed: Finding[] = [];
  const asked = new Set<string>();
  let current = judged;
  let takesAll = false;
  for (;;) {
    const fix = questions.hasQuit ? undefined : nextFix(current, isWanted, asked);
    if (!fix) break;
    if (!takesAll) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await askAbout(offeredIn(current, fix), questions, { paint, print });
      if (answer === 'd' || answer === 'q') break;
      if (answer === 'n') continue;
      takesAll = answer === 'a';
    }
    for (const finding of fix.applies) applied.push(finding);
    for (const finding of fix.resolves) fixed.push(finding);
    current = withFix(current, fix);
  }
  const none = { unsafe: true, isWanted: () => false };
  return { ...fixFile(current, none), applied, fixed };
}

/** The next fix that nobody was asked about. */
function nextFix(
  judged: Judged,
  isWanted: (finding: Finding) => boolean,
  asked: Set<string>,
): Fix | undefined {
  for (const findings of bySubject(judged.findings.filter(isWanted))) {
    const open = findings.filter(({ remedy, identity }) => remedy && !asked.has(identity));
    for (const { identity } of open) asked.add(identity);
    const fix = fixMost(judged, open, () => true, ProofBudget.ofFile());
    if (fix) return fix;
  }
  return undefined;
}

function withFix({ manifest, ruleSet }: Judged, { edits }: Fix): Judged {
  const file = { ...manifest.file, text: applyEdits(manifest.file.text, edits) };
  return judge(readManifest(file, ruleSet), ruleSet);
}

function offeredIn({ manifest }: Judged, { edits, applies }: Fix): Offered {
  const { path, text: before } = manifest.file;
  return { files: [{ path, before, after: applyEdits(before, edits) }], applies };
}

/** Shows a fix, and asks whether to make it. */
export async function askAbout(
  offered: Offered,
  questions: Questions,
  { paint, print }: Telling,
): Promise<Answer> {
  await print(shownOffer(offered, paint));
  const isSafe = offered.applies.every(({ remedy }) => remedy?.safety === 'safe');
  const question = shown`Make this ${isSafe ? 'safe' : 'unsafe'} fix [y,n,a,d,q,?]? `;
  const answer = await answerTo(questions, question, print);
  if (answer === 'q') questions.quit();
  return answer;
}

function shownOffer({ files, applies }: Offered, paint: Paint): Shown {
  const diff = files.map(({ path, before, after }) => writePatch(path, before, after).trimEnd());
  const lines = diff
    .join('\n')
    .split('\n')
    .map((line) => {
      const shownLine = visibleDiff(line);
      if (line.startsWith('+')) return paint('added', shownLine);
      return line.startsWith('-') ? paint('removed', shownLine) : shownLine;
    });
  const messages = applies.map(({ severity, message, rule }) =>
    visibleLine(`${severity}  ${message} (${rule})`),
  );
  const verify = new Set(applies.flatMap(({ remedy }) => remedy?.verify ?? []));
  const checks = [...verify].map((sentence) => visibleLine(`check: ${sentence}`));
  return shown`${joinShown([...lines, ...messages, ...checks], '\n')}\n`;
}

const HELP = shown`y - make this fix
n - do not make it
a - make it and all others of the file
d - make neither it nor others of the file
q - quit: make no more
`;

async function answerTo(
  questions: Questions,
  question: Shown,
  print: Telling['print'],
): Promise<Answer> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const line = await questions.ask(question);
    if (line === undefined) return 'q';
    const answer = line.trim().toLowerCase();
    if (isAnswer(answer)) return answer;
    // oxlint-disable-next-line no-await-in-loop
    await print(HELP);
  }
}

function isAnswer(text: string): text is Answer {
  return ['y', 'n', 'a', 'd', 'q'].includes(text);
}
