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

interface Means {
  readonly isWanted: (finding: Finding) => boolean;
  readonly paint: Paint;
  readonly print: (text: Shown) => Promise<void>;
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
      await print(offer(current, fix, paint));
      // oxlint-disable-next-line no-await-in-loop
      const answer = await answerTo(questions, fix, print);
      if (answer === 'q') questions.quit();
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

function offer({ manifest }: Judged, fix: Fix, paint: Paint): Shown {
  const { path, text } = manifest.file;
  const diff = writePatch(path, text, applyEdits(text, fix.edits)).trimEnd();
  const lines = diff.split('\n').map((line) => {
    const shownLine = visibleDiff(line);
    if (line.startsWith('+')) return paint('added', shownLine);
    return line.startsWith('-') ? paint('removed', shownLine) : shownLine;
  });
  const messages = fix.applies.map(({ severity, message, rule }) =>
    visibleLine(`${severity}  ${message} (${rule})`),
  );
  const checks = fix.verify.map((sentence) => visibleLine(`check: ${sentence}`));
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
  { safety }: Fix,
  print: Means['print'],
): Promise<Answer> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const line = await questions.ask(shown`Make this ${safety} fix [y,n,a,d,q,?]? `);
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
