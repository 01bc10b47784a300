/** What each rule has to have beside its file, and what it lacks. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const CASES = 'fixtures/rules';
const MIN_CASES = 8;
const SECTIONS = ['<!-- header -->', '## Why', '## Found'];

/** A file of src/rules is a rule, and is named by its id. */
export function ruleIds(): string[] {
  return readdirSync('src/rules')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted();
}

/** The name of the constant that a rule's file exports. */
export function camelCase(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What generated files can't be made without, a line each. */
export function faultsOfPages(): string[] {
  return ruleIds().flatMap((id) => {
    const path = `docs/rules/${id}.md`;
    if (!existsSync(path)) return [`${path} is missing: it is the page of src/rules/${id}.ts`];
    const page = readFileSync(path, 'utf8');
    return SECTIONS.filter((section) => !page.includes(`\n${section}\n`)).map(
      (section) => `${path} has no line "${section}"`,
    );
  });
}

/** What else is missing or too much, a line each. */
export function faultsOfRules(): string[] {
  const ids = ruleIds();
  return [
    ...ids.flatMap(faultsOfRule),
    ...readdirSync(CASES).flatMap((id) => withoutRule(ids, id, `${CASES}/${id}`)),
    ...readdirSync('docs/rules').flatMap((file) =>
      withoutRule(ids, file.replace(/\.md$/, ''), `docs/rules/${file}`),
    ),
  ];
}

function withoutRule(ids: readonly string[], id: string, path: string): string[] {
  return ids.includes(id) ? [] : [`${path} is of no rule: src/rules/${id}.ts is missing`];
}

function faultsOfRule(id: string): string[] {
  const cases = casesOf(id);
  return [
    ...[`src/rules/${id}.ts`, `docs/rules/${id}.md`]
      .filter((path) => readFileSync(path, 'utf8').includes('TODO'))
      .map((path) => `${path} has a TODO left`),
    ...(cases.length < MIN_CASES
      ? [`${CASES}/${id} has ${cases.length} of at least ${MIN_CASES} cases`]
      : []),
    ...cases.flatMap((folder) => faultsOfCase(folder)),
  ];
}

function faultsOfCase(folder: string): string[] {
  const files = readdirSync(folder);
  if (!files.some((file) => file.startsWith('input.'))) return [`${folder}/input.yaml is missing`];
  return files.includes('expected.txt')
    ? []
    : [`${folder}/expected.txt is missing: npm run update -- --write makes it`];
}

/** The folders of a rule's cases. */
export function casesOf(id: string): string[] {
  const folder = `${CASES}/${id}`;
  return existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
}
