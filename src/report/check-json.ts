import type { CheckReport } from './check-report.ts';
import { findingsJson } from './finding-json.ts';

/** Findings as JSON, for programs: as `JSON.stringify` writes it, piece by piece. */
export function checkJson(): CheckReport {
  return {
    start: '{\n  "version": 1,\n  "findings": [',
    between: ',',
    file: (judged) => findingsJson(judged).map(element).join(','),
    end({ errors, warnings, notices, skips, files }) {
      const findings = errors + warnings + notices === 0 ? ']' : '\n  ]';
      return `${findings},\n  "skipped": ${indented(skips, '  ')},\n  "files": ${files}\n}\n`;
    },
  };
}

function element(data: unknown): string {
  return `\n    ${indented(data, '    ')}`;
}

function indented(data: unknown, margin: string): string {
  return JSON.stringify(data, null, 2).replaceAll('\n', `\n${margin}`);
}
