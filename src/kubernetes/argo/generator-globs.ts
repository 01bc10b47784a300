import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { items, rootOf, valueAt } from '../../yaml/value.ts';
import { type GeneratorGlobs, generatorGlobs } from './generators.ts';

const SET = /\bkind["']?[ \t]*:[ \t]*["']?ApplicationSet\b/;
const GIT = /\bgit["']?[ \t]*:/;

/** Whether a text has sets of applications that go through the files of a repository. */
export function hasGitGenerators(text: string): boolean {
  return SET.test(text) && GIT.test(text);
}

/** The globs of the files and folders that sets of applications in a text go through. */
export function globsOfSets(text: string): GeneratorGlobs {
  const generators = splitDocuments(text).flatMap((span, index) => {
    const own = SET.test(text.slice(span.start, span.end));
    const document = own ? parseDocumentAt(text, span, index) : undefined;
    if (!document || !('root' in document)) return [];
    return items(valueAt(rootOf(document), ['spec', 'generators']));
  });
  return generatorGlobs(generators);
}
