import { explainPlainly } from '../chat/explain.ts';
import { UserError } from '../errors/user-error.ts';
import { ruleIds } from '../judge/rule-ids.generated.ts';
import type { Given } from '../options/options.ts';
import { effectiveRules } from '../configuration/describe-configuration.ts';
import { nearest } from '../schema/nearest.ts';
import { quoted } from '../schema/quoted.ts';
import { visible } from '../text/shown.ts';
import { settleHere } from './settle-here.ts';
import { print } from './terminal.ts';

/** Prints the rules with their severities here, or explains one. Returns the exit code. */
export async function rules(id: string | undefined, given: Given): Promise<number> {
  const { wanted, ...settled } = await settleHere('.', given);
  const all = effectiveRules({ ...settled, files: wanted.globs });
  if (id === undefined) {
    const width = all.reduce((most, rule) => Math.max(most, rule.id.length), 0);
    const lines = all.map(
      (rule) =>
        `${rule.id.padEnd(width)}  ${rule.severity.padEnd('warning'.length)}  ${rule.summary}\n`,
    );
    await print(visible(`${lines.join('')}\npodseal rules ID explains one.\n`));
    return 0;
  }
  const rule = all.find((one) => one.id === id);
  if (!rule) throw new UserError(unknownWords(id));
  const where = settled.configuration.allowed[id] ?? 'anywhere';
  const here = `Severity here: ${rule.severity} (${rule.source}). ${EXEMPTIONS[where]}`;
  await print(visible(`${explainPlainly(id)}\n\n${here}\n`));
  return 0;
}

const EXEMPTIONS = {
  anywhere: 'Its findings may be exempted.',
  configuration: 'Its findings may be exempted in the configuration only.',
  nowhere: 'Its findings may not be exempted.',
} as const;

function unknownWords(id: string): string {
  const meant = nearest(id, ruleIds);
  const hint = meant === undefined ? 'podseal rules lists them.' : `Did you mean ${meant}?`;
  return `${quoted(id)} is not a rule. ${hint}`;
}
