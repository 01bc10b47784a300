import { rules } from '../judge/rules.generated.ts';
import { optionsIn } from '../options/option.ts';
import { type Given, OPTIONS, type Values } from '../options/options.ts';
import { allowedFor } from '../rules/kit/exemption.ts';
import type { Severity } from '../rules/kit/rule.ts';
import type { Configuration } from './configuration.ts';
import type { Settled } from './settle.ts';

/** A rule as a repository has it. */
export interface EffectiveRule {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity | 'off';
  /** Who says so. */
  readonly source: string;
}

/** The rules, with the severities that a repository gives them. */
export function effectiveRules({ configuration, ruleSet }: Settled): EffectiveRule[] {
  return rules.map(({ id, summary, severity }) => {
    const configured = configuration.severities[id];
    const isSelected = (ruleSet.only?.includes(id) ?? true) && !ruleSet.skip?.includes(id);
    if (!isSelected) return { id, summary, severity: 'off', source: 'rule, skip-rule' };
    return configured === undefined
      ? {
          id,
          summary,
          severity: severity[ruleSet.profile] ?? 'off',
          source: `profile ${ruleSet.profile}`,
        }
      : { id, summary, severity: configured, source: configuration.path ?? '' };
  });
}

/** A longer line has its source right behind it. */
const MAX_WIDTH = 60;

/**
 * The effective configuration as YAML, with who says so beside each value.
 *
 * @param given what was given to the command
 */
export function configurationLines(settled: Settled, given: Given): string[] {
  const { configuration, values } = settled;
  const rows: (readonly [text: string, source: string])[] = [
    ...optionRows(values, given, configuration),
    ['rules:', ''],
    ...effectiveRules(settled).map((rule) => ruleRow(rule, configuration)),
    ...exemptionRows(configuration),
  ];
  const short = rows.filter(([text, source]) => source !== '' && text.length <= MAX_WIDTH);
  const width = short.reduce((most, [text]) => Math.max(most, text.length), 0);
  return [
    ...rows.map(([text, source]) => (source === '' ? text : `${text.padEnd(width)}  # ${source}`)),
  ];
}

/** A rule as the configuration would say it. */
function ruleRow(
  { id, severity, source }: EffectiveRule,
  { path, ...configuration }: Configuration,
): readonly [string, string] {
  const where = allowedFor(id, configuration);
  if (where === 'anywhere') return [`  ${id}: ${severity}`, source];
  const sources = [...new Set([source, path ?? ''])].join(', ');
  return [`  ${id}: {severity: ${severity}, exemptions: ${where}}`, sources];
}

function optionRows(values: Values, given: Given, { path, given: configured }: Configuration) {
  const keys = Object.keys(optionsIn(OPTIONS, 'file'));
  const [all, own, file] = [values, given, configured].map(
    (record): ReadonlyMap<string, unknown> => new Map(Object.entries(record)),
  );
  return keys.flatMap((key): (readonly [string, string])[] => {
    const value = all?.get(key);
    if (value === undefined) return [];
    const source =
      own?.get(key) !== undefined
        ? `--${key}`
        : file?.get(key) !== undefined
          ? (path ?? '')
          : 'default';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[`${key}: ${text}`, source]];
  });
}

function exemptionRows({ exemptions }: Configuration): (readonly [string, string])[] {
  if (exemptions.length === 0) return [];
  return [
    ['exemptions:', ''],
    ...exemptions.map(({ source, rules: ids, reason, expires, ...patterns }) => {
      const entry = { rule: ids, ...patterns, reason, ...(expires !== undefined && { expires }) };
      return [`  - ${JSON.stringify(entry)}`, source] as const;
    }),
  ];
}
