import type { FindingData } from '../../judge/finding-data.ts';
import { subjectName } from '../names.ts';

/** What is wrong with what, as plain text: nothing but a reader of Markdown needs backticks. */
export function plainMessage(finding: FindingData): string {
  return `${subjectName(finding)}: ${finding.message.replaceAll('`', '')}`;
}
