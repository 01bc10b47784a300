import type { Finding } from '../judge/judge.ts';
import {
  type Markdown,
  codeList,
  countWords,
  joinMarkdown,
  md,
  sentencesOf,
} from '../text/markdown.ts';

/** Checks that are shown; a longer list is not read. */
const MAX_SHOWN = 2;
/** A longer check is shown by its first sentence; the fold has all of it. */
const MAX_WORDS = 18;

/** What to check before a fix is applied. */
export interface Checks {
  /** For everybody to see, at most two. */
  readonly shown: readonly Markdown[];
  /** For who opens the fold: those that are not shown whole. */
  readonly folded: readonly Markdown[];
  /** All of them, whole. */
  readonly all: readonly Markdown[];
}

/**
 * The checks of what a fix applies, those of errors first: what concerns only what is no error is
 * folded where there are errors.
 */
export function checksOf(applied: readonly Finding[]): Checks {
  const errors = applied.filter(({ severity }) => severity === 'error');
  const rest = applied.filter(({ severity }) => severity !== 'error');
  const all = [...new Set([...sentences(errors, applied), ...sentences(rest, applied)])];
  const first = all.slice(0, new Set(sentences(errors.length > 0 ? errors : rest, applied)).size);
  const shown = first.slice(0, MAX_SHOWN).map(shorten);
  return { shown, folded: all.filter((check) => !shown.includes(check)), all };
}

/** The checks that are shown, under their title. */
export function showChecks(shown: readonly Markdown[]): Markdown[] {
  const title = md`**Before you merge:**`;
  const [first] = shown;
  if (first === undefined) return [];
  if (shown.length === 1) return [md`${title} ${first}`];
  const rows = shown.map((check, index) => md`${index + 1}. ${check}`);
  return [md`${title}\n${joinMarkdown(rows, '\n')}`];
}

function shorten(check: Markdown): Markdown {
  if (countWords(check) <= MAX_WORDS) return check;
  const [first = check] = sentencesOf(check);
  return first;
}

/** What to check, each thing once, with the containers that it is about where it is not about all. */
function sentences(findings: readonly Finding[], applied: readonly Finding[]): Markdown[] {
  const all = new Set(applied.map(({ subject }) => subject.container?.name));
  const owners = new Map<Markdown, Set<string>>();
  for (const { remedy, subject } of findings) {
    if (remedy?.verify === undefined) continue;
    const names = owners.get(remedy.verify) ?? new Set<string>();
    owners.set(remedy.verify, names.add(subject.container?.name ?? ''));
  }
  return [...owners].map(([sentence, names]) =>
    names.size < all.size && !names.has('') ? md`${codeList([...names])}: ${sentence}` : sentence,
  );
}
