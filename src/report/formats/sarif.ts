import type { ExemptedData } from '../../judge/exempted-data.ts';
import { explanations } from '../../judge/explanations.generated.ts';
import type { FindingData } from '../../judge/finding-data.ts';
import { rules } from '../../judge/rules.generated.ts';
import type { PlannedFix } from '../../review/review-plan.ts';
import type { Profile, Rule, Severity } from '../../rules/kit/rule.ts';
import { type Shown, jsonText, shown } from '../../text/shown.ts';
import type { CheckReport, CheckTotals, ReportContext } from '../check-report.ts';
import type { FileReport } from '../file-report.ts';
import { artifactAt } from './artifact.ts';
import { plainMessage } from './plain-message.ts';
import { rulePage } from '../../judge/rule-page.ts';

/** GitHub's code scanning refuses a run with more (docs.github.com, SARIF results exceed limits). */
const MAX_RESULTS = 25_000;

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
};

/** The Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as code scanning takes it. */
export function sarif(context: ReportContext): CheckReport {
  return {
    start: shown`{"$schema":${jsonText(SCHEMA)},"version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[\n`,
    between: shown`,\n`,
    maxPieces: MAX_RESULTS,
    file: (file) => resultsOf(file, context).map((result) => jsonText(result)),
    end: (totals, cut = 0) => shown`\n],${propertiesOf(context, totals, cut)}}]}\n`,
  };
}

/** What stands beside the results of the run. */
function propertiesOf(context: ReportContext, totals: CheckTotals, cut: number): Shown {
  const { version, profile, of } = context;
  const driver = {
    name: 'Podseal',
    version,
    semanticVersion: version,
    informationUri: 'https://github.com/podseal/podseal',
    rules: rules.map((rule) => descriptor(rule, profile)),
  };
  const invocation = {
    executionSuccessful: true,
    toolExecutionNotifications: [
      ...totals.skips.map(({ file, reason }) => warning(`not analyzed: ${reason}`, file, context)),
      ...(cut > 0 ? [tooMany(cut)] : []),
    ],
    toolConfigurationNotifications: totals.faults.map(({ file, message, line }) =>
      warning(message, file, context, line),
    ),
  };
  const details = jsonText({ id: `podseal/${of}/` });
  const invocations = jsonText([invocation]);
  return shown`"tool":${jsonText({ driver })},\n"automationDetails":${details},\n"invocations":${invocations}`;
}

function tooMany(cut: number): object {
  const text = `${cut} results are left out: code scanning takes ${MAX_RESULTS} of a run. Check folders one by one.`;
  return { level: 'warning', message: { text } };
}

function warning(text: string, file: string, context: ReportContext, line?: number): object {
  const region = line === undefined ? {} : { region: { startLine: line } };
  const physicalLocation = { artifactLocation: artifactAt(file, context.folders), ...region };
  return { level: 'warning', message: { text: plain(text) }, locations: [{ physicalLocation }] };
}

function descriptor({ id, summary, severity }: Rule, profile: Profile): object {
  const url = rulePage(id);
  const text = `A finding is ${summary.replaceAll('`', '')}.`;
  const why = explanations.get(id) ?? '';
  const level = severity[profile];
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: {
      text: `${text}\n\n${why.replaceAll('`', '')}\n\n${url}`,
      markdown: `A finding is ${summary}.\n\n${why}\n\n[More, with examples](${url})`,
    },
    helpUri: url,
    defaultConfiguration: level === undefined ? { enabled: false } : { level: LEVELS[level] },
    properties: { tags: ['security', 'kubernetes'], precision: 'high' },
  };
}

function resultsOf(file: FileReport, context: ReportContext): object[] {
  const fixes = file.fixes();
  return [
    ...file.findings.map((finding, index) => ({
      ...resultOf(finding, context),
      // All results of a run have the property, or none has (SARIF 2.1.0, 3.27.23).
      suppressions: [],
      ...introducedIn(file, finding),
      ...fixesOf(file, finding, fixes[index] ?? null, context),
    })),
    ...file.exempted.map((one) => ({
      ...resultOf(one.finding, context),
      suppressions: [suppression(one)],
    })),
  ];
}

function resultOf(finding: FindingData, { folders }: ReportContext): object {
  const { rule, severity, file, line, column, endLine, endColumn, fingerprint } = finding;
  const { resource, container } = finding;
  const names = [resource.namespace, resource.kind, resource.name, container ?? ''];
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: { text: plain(plainMessage(finding)) },
    locations: [
      {
        physicalLocation: { artifactLocation: artifactAt(file, folders), region },
        logicalLocations: [
          { fullyQualifiedName: names.filter((name) => name !== '').join('/'), kind: 'resource' },
        ],
      },
    ],
    // The first is what code scanning tells results apart by: unique in a file, wherever lines move.
    partialFingerprints: {
      primaryLocationLineHash: `${fingerprint}:1`,
      'podsealFinding/v1': fingerprint,
    },
  };
}

function introducedIn({ reviewed }: FileReport, { fingerprint }: FindingData): object {
  return reviewed ? { properties: { introduced: reviewed.introduced.has(fingerprint) } } : {};
}

function suppression({ by, reason, expires, source }: ExemptedData): object {
  const isInFile = by === 'comment' || by === 'annotation';
  return {
    kind: isInFile ? 'inSource' : 'external',
    status: 'accepted',
    justification: expires === undefined ? reason : `${reason} (until ${expires})`,
    properties: { by, source },
  };
}

function fixesOf(
  { lines }: FileReport,
  finding: FindingData,
  fix: PlannedFix | null,
  { folders }: ReportContext,
): object {
  if (!fix) return {};
  const replacements = fix.edits.map(({ start, end, text }) => {
    const [from, to] = [lines.position(start), lines.position(end)];
    return {
      deletedRegion: {
        ...{ startLine: from.line, startColumn: from.column },
        ...{ endLine: to.line, endColumn: to.column },
      },
      insertedContent: { text },
    };
  });
  const text = fix.safety === 'safe' ? 'Fix it.' : 'Fix it, and check that the application works.';
  const change = { artifactLocation: artifactAt(finding.file, folders), replacements };
  return { fixes: [{ description: { text }, artifactChanges: [change] }] };
}

/** Text in which nothing is read as a link (SARIF 2.1.0, 3.11.6). */
function plain(text: string): string {
  return text.replaceAll('`', '').replaceAll('](', String.raw`\](`);
}
