import * as v from 'valibot';
import { isUnfinished } from '../judge/exemptions/reason.ts';
import { rules } from '../judge/rules.generated.ts';
import { optionsIn } from '../options/option.ts';
import { OPTIONS } from '../options/options.ts';
import { type Allowed, UNFINISHED } from '../rules/kit/exemption.ts';
import { SEVERITIES } from '../rules/kit/rule.ts';
import { glob } from '../schema/glob.ts';
import { quoted } from '../schema/quoted.ts';
import { choice, list, mapping, oneOrMore, text, wordOr } from '../schema/shapes.ts';

const ALLOWED: readonly Allowed[] = ['anywhere', 'configuration', 'nowhere'];

/** YAML 1.1, by which Kubernetes' files are read, takes `off` for false. */
const severity = v.pipe(
  v.unknown(),
  v.transform((value) => (value === false ? 'off' : value)),
  choice([...SEVERITIES, 'off']),
  v.description('The severity of findings of this rule; off to turn the rule off.'),
);

const ruleSettings = mapping({
  severity: v.exactOptional(severity),
  exemptions: v.exactOptional(
    v.pipe(
      choice(ALLOWED),
      v.description(
        'Where findings of this rule may be exempted: anywhere, only in the configuration, or nowhere.',
      ),
    ),
  ),
});

const rule = choice(rules.map(({ id }) => id));

const date = v.pipe(
  text(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, ({ input }) => `is ${quoted(input)}: write a day as 2027-01-31`),
  v.check(isDay, ({ input }) => `is ${quoted(input)}, and there is no such day`),
  v.description('The day from which on the exemption does not count.'),
);

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function pattern(of: string) {
  return v.exactOptional(v.pipe(glob(), v.description(`A glob of ${of}.`)));
}

const exemption = mapping({
  rule: v.pipe(oneOrMore(rule), v.description('The rule, or a list of rules.')),
  path: pattern('the path of the file, from the root of the repository'),
  kind: pattern('the kind of the object'),
  namespace: pattern('the namespace of the object'),
  name: pattern('the name of the object'),
  container: pattern('the name of the container'),
  image: pattern('the image of the container'),
  reason: v.pipe(
    text(),
    v.check((value) => value.trim() !== '', 'is empty: say why the finding may stay'),
    v.check((value) => !isUnfinished(value), `still has ${UNFINISHED} in it: replace it`),
    v.description('Why the finding may stay.'),
  ),
  expires: v.exactOptional(date),
});

const ruleEntries = Object.fromEntries(
  rules.map(({ id, summary }) => [
    id,
    v.exactOptional(
      v.pipe(wordOr(severity, ruleSettings), v.description(`A finding is ${summary}.`)),
    ),
  ]),
);

const optionEntries = Object.fromEntries(
  Object.entries(optionsIn(OPTIONS, 'file')).map(([key, { schema, help }]) => [
    key,
    v.exactOptional(v.pipe(schema, v.description(help.replaceAll('`', '')))),
  ]),
);

/** What `.github/podseal.yml` may have. */
export const configurationSchema = v.pipe(
  mapping({
    ...optionEntries,
    rules: v.exactOptional(
      v.pipe(mapping(ruleEntries), v.description('Rules with their severities.')),
    ),
    exemptions: v.exactOptional(
      v.pipe(list(exemption), v.description('Findings that may stay, and why.')),
    ),
  }),
  v.title('The configuration of Podseal'),
  v.description('.github/podseal.yml; docs/configuration.md says what each key means.'),
);
