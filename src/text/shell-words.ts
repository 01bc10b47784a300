/** A text as one word of a shell, whatever is in it. */
export function shellQuote(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Paths as the operands at the end of a command line, none of which it takes for an option. */
export function pathOperands(paths: readonly string[]): string {
  const quoted = paths.map(shellQuote).join(' ');
  return paths.some((path) => path.startsWith('-')) ? `-- ${quoted}` : quoted;
}
