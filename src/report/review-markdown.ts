import type { ReviewPlan } from '../review/review-plan.ts';
import { codePath, joinMarkdown, md } from '../text/markdown.ts';
import { type Shown, shown, visible } from '../text/shown.ts';

/** A review as Markdown: what its check says, then its comments with their places. */
export function reviewMarkdown({ title, summary, comments }: ReviewPlan): Shown {
  const parts = comments.map(({ path, subject, line, startLine = line, body }) => {
    const lines = startLine === line ? md`line ${line}` : md`lines ${startLine} to ${line}`;
    const where = subject === 'file' ? md`` : md`, ${lines}`;
    return md`## ${codePath(path)}${where}\n\n${body}`;
  });
  const text = joinMarkdown([md`# Podseal: ${title}`, summary, ...parts], '\n\n');
  return shown`${visible(text)}\n`;
}
