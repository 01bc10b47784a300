import * as v from 'valibot';
import { isUnfinished } from '../judge/exemptions/reason.ts';
import { rules } from '../judge/rules.generated.ts';
import { optionsIn } from '../options/option.ts';
import { OPTIONS, PROFILES } from '../options/options.ts';
import { type Allowed, UNFINISHED } from '../rules/kit/exemption.ts';
import { type Rule, SEVERITIES } from '../rules/kit/rule.ts';
import { glob } from '../schema/glob.ts';
import { nearest } from '../schema/nearest.ts';
import { quoted } from '../schema/quoted.ts';
import {
  choice,
  filledList,
  flag,
  list,
  mapping,
  oneOrMore,
  text,
  textLike,
  wordOr,
} from '../schema/shapes.ts';
import { EXTENDS } from './extends.ts';

const ALLOWED: readonly Allowed[] = ['anywhere', 'configuration', 'nowhere'];

/** YAML 1.1, by which Kubernetes' files are read, takes `off` for false. */
const severity = () =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (value === false ? 'off' : value)),
    choice([...SEVERITIES, 'off']),
    v.description('The severity of findings of this rule; off to turn the rule off.'),
  );

const settingsOfAll = () => ({
  severity: v.exactOptional(severity()),
  exemptions: v.exactOptional(
    v.pipe(
      choice(ALLOWED),
      v.description(
        'Where findings of this rule may be exempted: anywhere, only in the configuration, or nowhere.',
      ),
    ),
  ),
});

/** The keys that a rule has; only some let something pass. */
function ruleSettings({ allow }: Rule) {
  if (!allow) return mapping(settingsOfAll());
  const values = v.pipe(filledList(allow.item), v.description(allow.help.replaceAll('`', '')));
  return mapping({ ...settingsOfAll(), allow: v.exactOptional(values) });
}

const rule = () => choice(rules.map(({ id }) => id));

const date = () =>
  v.pipe(
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

const exemption = () =>
  mapping({
    rule: v.pipe(oneOrMore(rule()), v.description('The rule, or a list of rules.')),
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
    expires: v.exactOptional(date()),
  });

const ruleEntries = () =>
  Object.fromEntries(
    rules.map((one) => [
      one.id,
      v.exactOptional(
        v.pipe(
          wordOr(severity(), ruleSettings(one)),
          v.description(`A finding is ${one.summary}.`),
        ),
      ),
    ]),
  );

const optionEntries = () =>
  Object.fromEntries(
    Object.entries(optionsIn(OPTIONS, 'file')).map(([key, { schema, help }]) => [
      key,
      v.exactOptional(v.pipe(schema, v.description(help.replaceAll('`', '')))),
    ]),
  );

const base = () =>
  v.pipe(
    text(),
    v.regex(EXTENDS, ({ input }) => `is ${quoted(input)}: ${extendsWords(input)}`),
  );

function extendsWords(input: string): string {
  const meant = nearest(input, PROFILES);
  return meant === undefined
    ? 'write ./file.yml, owner/repository:file.yml, or a profile'
    : `did you mean ${meant}?`;
}

const kindName = () => textLike(/^[A-Z][A-Za-z0-9]{0,62}$/, 'a kind such as Workflow');

/** Keys with dots between them, as data/workloads.yaml has them. */
const podPath = () =>
  textLike(
    /^[A-Za-z0-9_-]+(?:\[\]|\{\})*(?:\.[A-Za-z0-9_-]+(?:\[\]|\{\})*){0,31}$/,
    'keys with dots between them, such as spec.template or spec.jobs[].template',
  );

const ownKind = () =>
  mapping({
    kind: v.pipe(oneOrMore(kindName()), v.description('The kind, or a list of kinds.')),
    apiVersion: v.exactOptional(
      v.pipe(
        glob(),
        v.description('A glob of the apiVersion, such as acme.io/*; any when left out.'),
      ),
    ),
    pods: v.pipe(
      oneOrMore(podPath()),
      v.description(
        'Where a pod template or the spec of a pod is, from the root of the object; [] is each item of a list, {} each value of a mapping.',
      ),
    ),
    partial: v.exactOptional(
      v.pipe(
        flag(),
        v.description(
          'Whether an operator adds what the object leaves out, so that only what it says can be wrong.',
        ),
      ),
    ),
  });

const chart = () =>
  mapping({
    chart: v.pipe(
      glob(),
      v.description('The folder of the chart, from the root of the repository; a glob.'),
    ),
    values: v.pipe(
      oneOrMore(text()),
      v.description(
        'Values files from the folder of the chart, as for helm --values: a later one wins over those before it.',
      ),
    ),
  });

const listEntries = () => ({
  kinds: v.exactOptional(
    v.pipe(list(ownKind()), v.description('Kinds of your own, and where their objects hold pods.')),
  ),
  charts: v.exactOptional(
    v.pipe(
      list(chart()),
      v.description('Values files with which charts are rendered, besides those that are found.'),
    ),
  ),
  kustomizations: v.exactOptional(
    v.pipe(
      filledList(glob()),
      v.description(
        'Globs of the folders of kustomizations that are deployed. A ! in front takes folders out again.',
      ),
    ),
  ),
  exemptions: v.exactOptional(
    v.pipe(list(exemption()), v.description('Findings that may stay, and why.')),
  ),
});

const makeSchema = () =>
  v.pipe(
    mapping({
      extends: v.exactOptional(
        v.pipe(
          oneOrMore(base()),
          v.description('What this builds on: files or profiles. What this file says wins.'),
        ),
      ),
      ...optionEntries(),
      rules: v.exactOptional(
        v.pipe(
          mapping(ruleEntries()),
          v.description('Rules with their severities, and what they let pass.'),
        ),
      ),
      ...listEntries(),
    }),
    v.title('The configuration of Podseal'),
    v.description('.github/podseal.yml; docs/configuration.md says what each key means.'),
  );

let made: ReturnType<typeof makeSchema> | undefined;

/** What `.github/podseal.yml` may have; made where there is one. */
export function configurationSchema(): ReturnType<typeof makeSchema> {
  return (made ??= makeSchema());
}
