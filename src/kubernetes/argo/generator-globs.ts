import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { items, rootOf, valueAt } from '../../yaml/value.ts';
import { generatorGlobs } from './generators.ts';

const SET = /\bkind["']?[ \t]*:[ \t]*["']?ApplicationSet\b/;
const GIT = /\bgit["']?[ \t]*:/;

/** Whether a text has sets of applications that go through the files of a repository. */
export function hasGitGenerators(text: string): boolean {
  return SET.test(text) && GIT.test(text);
}

/** The globs of the files that sets of applications in a text read. */
export function globsOfSets(text: string): string[] {
  return splitDocuments(text).flatMap((span, index) => {
    const own = SET.test(text.slice(span.start, span.end));
    const document = own ? parseDocumentAt(text, span, index) : undefined;
    if (!document || !('root' in document)) return [];
    return generatorGlobs(items(valueAt(rootOf(document), ['spec', 'generators'])));
  });
}
