/** `npm run update`: writes every generated file that is not built from source. */
import { writeFileSync } from 'node:fs';
import { generateModules } from './generate-modules.ts';

function write(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) writeFileSync(path, text);
}

write(generateModules());
// The documents are made by the code that imports the modules just written.
const { generateSchemas } = await import('./generate-schemas.ts');
write(generateSchemas());
const { generateDocuments } = await import('./generate-documents.ts');
write(generateDocuments());
