import { readableReason } from '../judge/exemptions/reason.ts';
import { type Markdown, code, md, prose } from '../text/markdown.ts';

/** What to fix, as a comment says it. */
export interface FixCommand {
  readonly name: 'fix';
  /** Whether existing findings in the changed files are meant, too. */
  readonly all: boolean;
  /** Only findings of these rules; of all rules when empty. */
  readonly rules: readonly string[];
  /** Whether fixes are wanted that a person has to check. */
  readonly unsafe: boolean;
}

/** What to exempt, and why, as a comment says it. */
export interface ExemptCommand {
  readonly name: 'exempt';
  readonly rules: readonly string[];
  /** As the exemption will say it. */
  readonly reason: string;
}

/** A command in a comment on a pull request. */
export type Command =
  | FixCommand
  | ExemptCommand
  | { readonly name: 'review' }
  | { readonly name: 'explain'; readonly rule: string }
  /** Addressed to us, and not understood; without a full stop. */
  | { readonly name: 'unknown'; readonly why: Markdown };

/** What there is to say to us. */
export const USAGE = md`\`/podseal fix\` (\`all\` for existing findings too, a rule for its findings only, \`--unsafe\` for fixes that you have to check), \`/podseal exempt\` (a rule, a colon and a reason), \`/podseal review\`, and \`/podseal explain\` with a rule`;

/** Longer lines are no commands: all rules together are shorter. */
const MAX_LINE = 2000;

/** Three spaces are still text in Markdown, four make it code. */
const COMMAND = /^ {0,3}\/podseal(?=\s|$)(.*)$/;

/**
 * Reads the command of a comment: its first line that is not blank, and nothing else. A line that is
 * quoted or in a block of code starts with something else, and says nothing.
 *
 * @param ruleIds the rules that there are
 * @returns undefined when the comment is not addressed to us
 */
export function readCommand(body: string, ruleIds: readonly string[]): Command | undefined {
  const lines = body.split(/\r\n|[\r\n]/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const match = COMMAND.exec(lines[first] ?? '');
  if (!match) return undefined;
  if (hasCommand(lines.slice(first + 1))) return unknown(md`a comment holds one command`);
  const said = match[1] ?? '';
  if (said.length > MAX_LINE) return unknown(md`the line is too long`);
  const [name, ...words] = wordsOf(said);
  return name === 'exempt'
    ? readExempt(said.replace(/^\s*exempt/, ''), ruleIds)
    : readWords(name, words, ruleIds);
}

/** Whether one of these lines is a command, outside blocks of code. */
function hasCommand(lines: readonly string[]): boolean {
  let isCode = false;
  return lines.some((line) => {
    if (/^ {0,3}(```|~~~)/.test(line)) isCode = !isCode;
    return !isCode && COMMAND.test(line);
  });
}

function readWords(
  name: string | undefined,
  words: readonly string[],
  ruleIds: readonly string[],
): Command {
  if (name === undefined) return unknown(md`it does not say what to do`);
  if (name === 'fix') return readFix(words, ruleIds);
  const [word = '', ...others] = words;
  if (name === 'review') {
    return words.length === 0
      ? { name }
      : unknown(md`\`review\` stands alone, without ${code(word)}`);
  }
  if (name !== 'explain') return unknown(md`there is no command ${code(name)}`);
  if (words.length === 0 || others.length > 0) return unknown(md`\`explain\` takes one rule`);
  return ruleIds.includes(word) ? { name, rule: word } : unknown(noRule(word));
}

function readFix(words: readonly string[], ruleIds: readonly string[]): Command {
  const rules = new Set<string>();
  let all = false;
  let unsafe = false;
  for (const word of words) {
    if (word === 'all') all = true;
    else if (word === '--unsafe') unsafe = true;
    else if (ruleIds.includes(word)) rules.add(word);
    else return unknown(word.startsWith('-') ? md`there is no option ${code(word)}` : noRule(word));
  }
  return { name: 'fix', all, unsafe, rules: [...rules] };
}

/** `no-privileged: CSI driver mounts volumes`; several rules have commas or spaces between them. */
function readExempt(said: string, ruleIds: readonly string[]): Command {
  const colon = said.indexOf(':');
  const rules = [
    ...new Set(wordsOf((colon === -1 ? said : said.slice(0, colon)).replaceAll(',', ' '))),
  ];
  const wrong = rules.find((rule) => !ruleIds.includes(rule));
  if (wrong !== undefined) return unknown(noRule(wrong));
  if (rules.length === 0) return unknown(md`\`exempt\` takes a rule, a colon and a reason`);
  const read = readableReason(colon === -1 ? '' : said.slice(colon + 1));
  return 'fault' in read
    ? unknown(prose(read.fault))
    : { name: 'exempt', rules, reason: read.reason };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function noRule(word: string): Markdown {
  return md`there is no rule ${code(word)}`;
}

function unknown(why: Markdown): Command {
  return { name: 'unknown', why };
}
