/** Checks the files of data/ before anything is made of them. */
import { readFileSync, readdirSync } from 'node:fs';
import type { GenericSchema } from 'valibot';
import { imageEntry } from '../src/images/schema/entry.ts';
import { readPlaces } from '../src/kubernetes/places.ts';
import { checkYaml } from '../src/schema/faults.ts';
import { indexLines } from '../src/yaml/lines.ts';
import { parseDocumentAt } from '../src/yaml/parse.ts';
import { splitDocuments } from '../src/yaml/split.ts';
import { rootOf } from '../src/yaml/value.ts';
import { chartEntry } from './chart-entry.ts';
import { readWorkloads } from './generate-modules.ts';

/** What is wrong, a line each: file, place, and what to do. */
export function faultsOfData(): string[] {
  return [
    ...faultsIn('data/images', imageEntry),
    ...faultsIn('data/charts', chartEntry),
    ...faultsOfWorkloads(),
  ];
}

function faultsIn(folder: string, schema: GenericSchema): string[] {
  return readdirSync(folder).flatMap((name) => faultsOfEntry(`${folder}/${name}`, schema));
}

function faultsOfEntry(path: string, schema: GenericSchema): string[] {
  const text = readFileSync(path, 'utf8');
  const [span] = splitDocuments(text);
  const document = span && parseDocumentAt(text, span, 0);
  if (!document) return [`${path} is empty`];
  if ('reason' in document) return [`${path}: ${document.reason}`];
  const lines = indexLines(text);
  const checked = checkYaml(schema, rootOf(document), document.toData() ?? null, 'the entry');
  if (!('faults' in checked)) return [];
  return checked.faults.map(({ offset, message }) => {
    const { line, column } = lines.position(offset);
    return `${path}:${line}:${column}: ${message}`;
  });
}

function faultsOfWorkloads(): string[] {
  return readWorkloads().flatMap(({ kinds, places = {} }) =>
    Object.entries(places)
      .filter(([path, what]) => readPlaces(`${path}: ${what}`).length === 0)
      .map(
        ([path, what]) => `data/workloads.yaml: ${String(kinds)}: "${path}: ${what}" is no place`,
      ),
  );
}
