import { sha256Hex } from '../../text/sha256.ts';
import { pathFromRoot } from '../../judge/exemptions/patterns.ts';
import type { FindingData } from '../../judge/finding-data.ts';
import type { Severity } from '../../rules/kit/rule.ts';
import { jsonText, shown } from '../../text/shown.ts';
import type { CheckReport, ReportContext } from '../check-report.ts';
import { plainMessage } from './plain-message.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'minor',
  notice: 'info',
};

/** A report of GitLab's Code Quality (docs.gitlab.com, "Code Quality report format"). */
export function gitlab({ folders }: ReportContext): CheckReport {
  const issueOf = (finding: FindingData): object => {
    const { rule, severity, file, line, endLine, fingerprint } = finding;
    const path = pathFromRoot(file, folders).replace(/^\.\//, '');
    return {
      type: 'issue',
      description: plainMessage(finding),
      check_name: rule,
      // It has to be unique in the whole report, and the same in the reports that are compared.
      fingerprint: sha256Hex(`${path}\n${fingerprint}`).slice(0, 32),
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: line, end: endLine } },
    };
  };
  return {
    start: shown`[\n`,
    between: shown`,\n`,
    file: ({ findings }) => findings.map((finding) => jsonText(issueOf(finding))),
    end: () => shown`\n]\n`,
  };
}
