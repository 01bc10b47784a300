import { visible } from '../text/shown.ts';
import { subjectName } from '../report/names.ts';
import type { PlacedFault, PlacedFinding, ReviewPlan } from '../review/review-plan.ts';
import { clipBytes } from '../text/byte-length.ts';
import type { FindingData } from '../judge/finding-data.ts';

/** A finding on its line, in the page of a check and among the changed files. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** GitHub takes 64 KB in a message; all of a request's annotations have to fit, too. */
const MAX_MESSAGE_BYTES = 8000;

/** The annotations of a plan's check. */
export function annotationsOf({
  findings,
  faults,
}: Pick<ReviewPlan, 'findings' | 'faults'>): Annotation[] {
  return [
    ...faults.filter(isAnnotation).map(ofFault),
    ...findings.filter(isAnnotation).map(({ finding }) => toAnnotation(finding)),
  ];
}

function isAnnotation({ placement }: Pick<PlacedFinding, 'placement'>): boolean {
  return placement === 'annotation';
}

function ofFault({ path, line, message }: PlacedFault): Annotation {
  return {
    path,
    start_line: line,
    end_line: line,
    annotation_level: 'failure',
    title: 'configuration',
    message: clipBytes(visible(message), MAX_MESSAGE_BYTES),
  };
}

function toAnnotation(finding: FindingData): Annotation {
  const { file, line, endLine, column, endColumn, severity, rule, message } = finding;
  // GitHub takes columns only for a place on one line.
  const columns = line === endLine ? { start_column: column, end_column: endColumn } : {};
  return {
    path: file,
    start_line: line,
    end_line: endLine,
    ...columns,
    annotation_level: severity === 'error' ? 'failure' : severity,
    title: rule,
    message: clipBytes(visible(`${subjectName(finding)}: ${message}`), MAX_MESSAGE_BYTES),
  };
}
