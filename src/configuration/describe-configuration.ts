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
      : {
          id,
          summary,
          severity: configured,
          source: sourceOf(configuration, `rules.${id}.severity`),
        };
  });
}

/** Where a value of the configuration is written. */
function sourceOf({ sources, path = '' }: Configuration, key: string): string {
  return sources[key] ?? path;
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
  const rows: readonly Row[] = [
    ...optionRows(values, given, configuration),
    ['rules:', ''],
    ...effectiveRules(settled).flatMap((rule) => ruleRows(rule, configuration)),
    ...kindRows(configuration),
    ...chartRows(configuration),
    ...kustomizationRows(configuration),
    ...exemptionRows(configuration),
  ];
  const short = rows.filter(([text, source]) => source !== '' && text.length <= MAX_WIDTH);
  const width = short.reduce((most, [text]) => Math.max(most, text.length), 0);
  return [
    ...rows.map(([text, source]) => (source === '' ? text : `${text.padEnd(width)}  # ${source}`)),
  ];
}

/** A line of YAML, and who says so; empty where the lines below say it. */
type Row = readonly [text: string, source: string];

function ruleRows({ id, severity, source }: EffectiveRule, configuration: Configuration): Row[] {
  const where = allowedFor(id, configuration);
  const more = [
    ['allow', configuration.allow[id]],
    ['exemptions', where === 'anywhere' ? undefined : where],
  ] as const;
  const set = more.filter(([, value]) => value !== undefined);
  if (set.length === 0) return [[`  ${id}: ${severity}`, source]];
  return [
    [`  ${id}:`, ''],
    [`    severity: ${severity}`, source],
    ...set.map(([key, value]): Row => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return [`    ${key}: ${text}`, sourceOf(configuration, `rules.${id}.${key}`)];
    }),
  ];
}

function kindRows({ kinds }: Configuration): Row[] {
  if (kinds.length === 0) return [];
  return [
    ['kinds:', ''],
    ...kinds.map(({ source, kinds: kind, ...one }): Row => [
      `  - ${JSON.stringify({ kind, ...one })}`,
      source,
    ]),
  ];
}

function chartRows({ charts }: Configuration): Row[] {
  if (charts.length === 0) return [];
  return [
    ['charts:', ''],
    ...charts.map(({ source, ...one }): Row => [`  - ${JSON.stringify(one)}`, source]),
  ];
}

function kustomizationRows(configuration: Configuration): Row[] {
  const { kustomizations } = configuration;
  if (kustomizations.length === 0) return [];
  const text = `kustomizations: ${JSON.stringify(kustomizations)}`;
  return [[text, sourceOf(configuration, 'kustomizations')]];
}

function optionRows(values: Values, given: Given, configuration: Configuration): Row[] {
  const { given: configured } = configuration;
  const keys = Object.keys(optionsIn(OPTIONS, 'file'));
  const [all, own, file] = [values, given, configured].map(
    (record): ReadonlyMap<string, unknown> => new Map(Object.entries(record)),
  );
  return keys.flatMap((key): Row[] => {
    const value = all?.get(key);
    if (value === undefined) return [];
    const source =
      own?.get(key) !== undefined
        ? `--${key}`
        : file?.get(key) !== undefined
          ? sourceOf(configuration, key)
          : 'default';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[`${key}: ${text}`, source]];
  });
}

function exemptionRows({ exemptions }: Configuration): Row[] {
  if (exemptions.length === 0) return [];
  return [
    ['exemptions:', ''],
    ...exemptions.map(({ source, rules: ids, reason, expires, ...patterns }) => {
      const entry = { rule: ids, ...patterns, reason, ...(expires !== undefined && { expires }) };
      return [`  - ${JSON.stringify(entry)}`, source] as const;
    }),
  ];
}
