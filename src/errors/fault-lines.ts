/** What is wrong at a place of a file. */
interface PlacedFault {
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

/** How many faults are named at once. */
const MAX_FAULTS = 10;

/** The faults of a file for a message, a line each with the place; those that are too many are counted. */
export function faultLines(path: string, faults: readonly PlacedFault[]): string {
  return placedLines(faults.map((fault) => ({ path, ...fault })));
}

/** The same for faults of several files. */
export function placedLines(faults: readonly (PlacedFault & { readonly path: string })[]): string {
  const lines = faults
    .slice(0, MAX_FAULTS)
    .map(({ path, line, column, message }) =>
      [path, line, ...(column === undefined ? [] : [column]), ` ${message}`].join(':'),
    );
  const rest = faults.length - lines.length;
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}
