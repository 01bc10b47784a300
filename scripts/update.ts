/**
 * `npm run update`: writes every generated file that is not built from source, and names what a rule
 * or a file of data/ lacks. With `--write` it also writes what new cases of rules lack.
 */
import { writeFileSync } from 'node:fs';
import { generateModules } from './generate-modules.ts';
import { faultsOfPages, faultsOfRules } from './rule-files.ts';

function write(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) writeFileSync(path, text);
}

/** Whether there is nothing to tell. */
function tell(faults: readonly string[]): boolean {
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  return faults.length === 0;
}

async function update(): Promise<void> {
  if (!tell(faultsOfPages())) return;
  const { faultsOfData } = await import('./verify-data.ts');
  if (!tell(faultsOfData())) return;
  write(generateModules());
  // The others are made by the code that imports the modules just written.
  const { generateSchemas } = await import('./generate-schemas.ts');
  write(generateSchemas());
  const { generateDocuments } = await import('./generate-documents.ts');
  write(generateDocuments());
  if (process.argv.includes('--write')) {
    const { writeNewCases } = await import('./write-cases.ts');
    writeNewCases();
  }
  tell(faultsOfRules());
}

await update();
