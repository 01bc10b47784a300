import type { Data } from '../../yaml/value-change.ts';
import { isDataMap } from '../../yaml/value-change.ts';

/** What fills in a template of applications, by the names that the template has for it. */
export type Parameters = ReadonlyMap<string, string>;

/** Only what is one word wherever it stands: other text can be more than a value in YAML. No name is longer. */
const WORD = /^[\w./:@+~=^-]{0,253}$/;

/** A template with the parameters filled in that are known; the others stay. */
export function filledIn(template: string, parameters: Parameters): string {
  if (parameters.size === 0) return template;
  return template.replace(/\{\{([^{}\n]*)\}\}/g, (whole, expression: string) => {
    const asked = askedIn(expression.replace(/^-|-$/g, '').trim());
    const value = asked && (parameters.get(asked.name) ?? asked.otherwise);
    return value === undefined || !WORD.test(value) ? whole : value;
  });
}

/** A parameter, by its name with dots, and what stands for it where it is not there. */
interface Asked {
  readonly name: string;
  readonly otherwise?: string;
}

/** The parameter that an expression asks for, in what most sets have of the language of templates. */
function askedIn(expression: string): Asked | undefined {
  const segment = /^index \.path\.segments (\d{1,3})$/.exec(expression)?.[1];
  if (segment !== undefined) return { name: `path[${segment}]` };
  const [, dug] = /^dig ((?:"[^"]*" )+)\.$/.exec(expression) ?? [];
  const keys = [...(dug ?? '').matchAll(/"([^"]*)"/g)].map(([, key = '']) => key);
  if (keys.length > 1) return { name: keys.slice(0, -1).join('.'), otherwise: keys.at(-1) ?? '' };
  return /^\.?[\w.[\]-]+$/.test(expression) ? { name: expression.replace(/^\./, '') } : undefined;
}

/** The first part of a text that stays to be filled in. */
export function unknownIn(text: string): string | undefined {
  return /\{\{[^{}]*\}\}/.exec(text)?.[0];
}

/** How deep parameters are within each other. */
const MAX_DEPTH = 5;

/** The parameters in some data, by their paths with dots. */
export function parametersOf(data: Data | undefined, prefix = '', depth = 0): [string, string][] {
  if (!isDataMap(data) || depth > MAX_DEPTH) return [];
  return Object.entries(data).flatMap(([key, value]): [string, string][] => {
    const name = `${prefix}${key}`;
    if (typeof value === 'object' && value !== null) {
      return parametersOf(value, `${name}.`, depth + 1);
    }
    return [[name, String(value)]];
  });
}

/** The parameters for a path of the repository, as generators that go through it name them. */
export function pathParameters(folder: string, file?: string): [string, string][] {
  const steps = folder.split('/');
  const base = steps.at(-1) ?? '';
  return [
    ['path', folder],
    ['path.path', folder],
    ['path.basename', base],
    ['path.basenameNormalized', normalized(base)],
    ...(file === undefined
      ? []
      : ([
          ['path.filename', file],
          ['path.filenameNormalized', normalized(file)],
        ] as [string, string][])),
    ...steps.map((step, index): [string, string] => [`path[${index}]`, step]),
  ];
}

/** As a name of an object. */
function normalized(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-');
}
