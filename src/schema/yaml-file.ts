import type * as v from 'valibot';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { type Position, indexLines } from '../yaml/lines.ts';
import { type ParsedDocument, parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { rootOf } from '../yaml/value.ts';
import { checkYaml } from './faults.ts';

/** What is wrong at a place of a file that people write for Podseal. */
export interface FileFault extends Position {
  readonly message: string;
}

/** Files that people keep have some hundred entries; this is room for thousands. */
const MAX_LENGTH = 1024 * 1024;

/**
 * Reads a file of one YAML document that has a schema. Never throws.
 *
 * @returns undefined for a file without content
 */
export function readYamlFile<Schema extends v.GenericSchema>(
  file: SourceFile,
  schema: Schema,
):
  | { readonly output: v.InferOutput<Schema>; readonly document: ParsedDocument }
  | { readonly faults: readonly FileFault[] }
  | undefined {
  const lines = indexLines(file.text);
  const at = (offset: number, message: string): FileFault => ({
    ...lines.position(offset),
    message,
  });
  if (file.text.length > MAX_LENGTH) return { faults: [at(0, 'the file is larger than 1 MiB')] };
  const [span, second] = splitDocuments(file.text);
  if (second) return { faults: [at(second.start, 'the file must be one YAML document')] };
  const parsed = span && parseDocumentAt(file.text, span, 0);
  if (!parsed) return undefined;
  if ('reason' in parsed) return { faults: [at(parsed.offset, parsed.reason)] };
  const root = rootOf(parsed);
  const data = parsed.toData();
  if (data === undefined) return { faults: [at(root.span.start, 'its aliases lead nowhere')] };
  const checked = checkYaml(schema, root, data, 'the file');
  if ('faults' in checked) {
    return { faults: checked.faults.map(({ offset, message }) => at(offset, message)) };
  }
  return { output: checked.output, document: parsed };
}
