import { UserError } from '../errors/user-error.ts';
import { type ReadLine, readQuickly } from './quick-line.ts';

/**
 * Does what a command line asks for.
 *
 * @param args what follows the name of the program
 * @returns the exit code: 0 clean, 1 findings, 2 could not run
 */
async function main(args: readonly string[]): Promise<number> {
  try {
    const read = readQuickly(args) ?? (await readFully(args));
    return typeof read === 'number' ? read : await read.row.run(read.operands, read.given);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`podseal: ${error.message}\n`);
      return 2;
    }
    const trace = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`podseal: this is a bug in podseal: please report it.\n${trace}\n`);
    return 2;
  }
}

async function readFully(args: readonly string[]): Promise<ReadLine | number> {
  const program = await import('./program.ts');
  return program.readFully(args);
}

/** Does what the command line of this process asks for. */
export async function runHere(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2));
}
