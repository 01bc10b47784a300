import type { FindingData } from '../../judge/finding-data.ts';
import { type Severity, compareSeverity } from '../../rules/kit/rule.ts';
import { type Shown, htmlText, joinShown, shown } from '../../text/shown.ts';
import { rulePage } from '../../judge/rule-page.ts';

/** A box that filters show or hide: a finding, or a comment about some. */
export interface Item {
  readonly file: string;
  readonly findings: readonly FindingData[];
  readonly hasFix: boolean;
  /** What it is about, as the name of the box and in its head. */
  readonly title: Shown;
  /** Beside the title, such as a button. */
  readonly beside: Shown;
  readonly content: Shown;
}

/** Writes a box. The keys move the focus to it. */
export function itemBox({ file, findings, hasFix, title, beside, content }: Item): Shown {
  const severity = gravestOf(findings);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const names = htmlText(rules.join(' '));
  const links = rules.map(
    (id) =>
      shown`<a href="${htmlText(rulePage(id))}" rel="noopener noreferrer">${htmlText(id)}</a>`,
  );
  const about = shown`<span class="severity">${severity}</span> <span>${title}</span>`;
  const head = shown`<div class="head">${about} ${beside}<span class="rules">${spaced(links)}</span></div>`;
  const data = shown`data-file="${htmlText(file)}" data-rules="${names}" data-severity="${severity}" data-fix="${hasFix ? 'yes' : 'no'}"`;
  return shown`<article class="item ${severity}" tabindex="-1" ${data}>${head}${content}</article>\n`;
}

function gravestOf(findings: readonly FindingData[]): Severity {
  const severities = findings.map(({ severity }) => severity);
  return severities.toSorted(compareSeverity)[0] ?? 'notice';
}

function spaced(pieces: readonly Shown[]): Shown {
  return joinShown(
    pieces.map((piece, index) => (index === 0 ? piece : shown` ${piece}`)),
    '',
  );
}
