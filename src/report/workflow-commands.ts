import type { Skip } from '../manifest/manifest.ts';
import type { Finding } from '../rules/judge.ts';
import type { CheckReport } from './check-report.ts';
import { subjectName } from './names.ts';

/** Findings as workflow commands, which a GitHub Actions runner turns into annotations. */
export function checkWorkflowCommands(): CheckReport {
  return {
    file: ({ findings }) => findings.map((finding) => `${findingCommand(finding)}\n`).join(''),
    end: ({ skips }) => skips.map((skip) => `${skipCommand(skip)}\n`).join(''),
  };
}

/** One finding as a workflow command. */
export function findingCommand(finding: Finding): string {
  const { severity, file, line, column, endLine, endColumn, rule, message } = finding;
  // The runner takes columns only for a place on one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  return command(severity, `${subjectName(finding)}: ${message}`, {
    file,
    line,
    endLine,
    ...columns,
    title: rule,
  });
}

/** A file that was not judged, as a workflow command. */
export function skipCommand({ file, reason }: Skip): string {
  return command('warning', `not judged: ${reason}`, { file, title: 'podseal' });
}

/** Escaped as the runner's own library does (actions/toolkit, packages/core/src/command.ts). */
function command(
  name: string,
  message: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const list = Object.entries(properties).map(
    ([key, value]) =>
      `${key}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
