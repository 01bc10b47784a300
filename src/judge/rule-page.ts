import { docPage } from '../text/doc-page.ts';

/** The page about a rule. */
export function rulePage(id: string): string {
  return docPage(`rules/${encodeURIComponent(id)}`);
}
