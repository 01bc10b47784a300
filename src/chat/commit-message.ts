import type { FindingData } from '../judge/finding-data.ts';
import { count } from '../text/tagged.ts';
import { tally } from './answer-parts.ts';
import type { FileFix } from './fix-on-request.ts';

/**
 * The message of the commit: rules and counts, and of the files those with plain names. Nothing
 * that a stranger wrote is in it, since GitHub obeys words in messages, such as to skip workflows.
 */
export function commitMessage(
  verb: 'Fix' | 'Exempt',
  files: readonly FileFix[],
  { login, url }: { readonly login: string; readonly url: string },
): { headline: string; body: string } {
  const lines = files.slice(0, MAX_FILES).map(({ path, fixed }) => {
    const name = /^[\w./-]+$/.test(path) ? path : 'a file whose name is not plain';
    return `- ${name}: ${ruleNames(fixed)}`;
  });
  if (files.length > MAX_FILES) lines.push(`- and ${count(files.length - MAX_FILES, 'more file')}`);
  const body = `${lines.join('\n')}\n\nAsked for by ${login} in ${url}`;
  return { headline: `${verb} ${tally(files)}`, body };
}

/** Longer lists are for the commit's diff to tell. */
const MAX_FILES = 100;

function ruleNames(findings: readonly FindingData[]): string {
  return [...new Set(findings.map(({ rule }) => rule))].join(', ');
}
