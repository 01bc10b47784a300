import {
  DockerfileParser,
  JSONInstruction,
  ModifiableInstruction,
  type Instruction as Parsed,
  PropertyInstruction,
} from 'dockerfile-ast';
import type { SourceFile } from '../../kubernetes/manifest.ts';

/** An instruction of a Dockerfile, without its comments. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** From 1. */
  readonly line: number;
  readonly lastLine: number;
  /** Its arguments as they are written, without the flags. */
  readonly text: string;
  /** The arguments of the exec form, `["node", "server.js"]`; undefined for the shell form. */
  readonly words: readonly string[] | undefined;
  readonly flags: ReadonlyMap<string, string>;
  /** The variables of `ENV` and `ARG`; undefined for one without a value. */
  readonly pairs: readonly (readonly [name: string, value: string | undefined])[];
}

/** A stage of a Dockerfile. */
export interface Stage {
  readonly name: string | undefined;
  /** What it starts from, as it is written. */
  readonly from: string;
  readonly line: number;
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile for Linux. */
export interface Dockerfile {
  readonly path: string;
  readonly text: string;
  /** The `ARG` before the first stage. */
  readonly args: Instruction['pairs'];
  readonly stages: readonly Stage[];
}

/** People's Dockerfiles have some hundred lines; the parser's time grows with the square of some texts. */
export const MAX_DOCKERFILE = 64 * 1024;
const MAX_STAGES = 50;

/** Reads a Dockerfile; undefined for one that is none, is too long, or is for Windows. */
export function readDockerfile({ path, text }: SourceFile): Dockerfile | undefined {
  if (text.length > MAX_DOCKERFILE) return undefined;
  const file = DockerfileParser.parse(text);
  // A backquote escapes where a backslash is a part of paths.
  if (file.getEscapeCharacter() !== '\\') return undefined;
  const stages: { readonly head: Instruction; readonly instructions: Instruction[] }[] = [];
  const args: Instruction['pairs'][number][] = [];
  for (const parsed of file.getInstructions()) {
    const instruction = toInstruction(parsed);
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') stages.push({ head: instruction, instructions: [] });
    else if (stage) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') for (const pair of instruction.pairs) args.push(pair);
  }
  if (stages.length === 0 || stages.length > MAX_STAGES) return undefined;
  return { path, text, args, stages: stages.map(toStage) };
}

function toStage({
  head,
  instructions,
}: {
  readonly head: Instruction;
  readonly instructions: readonly Instruction[];
}): Stage {
  const [from = '', as = '', name] = head.text.split(/\s+/);
  const isNamed = as.toLowerCase() === 'as' && name !== undefined;
  return { name: isNamed ? name.toLowerCase() : undefined, from, line: head.line, instructions };
}

function toInstruction(parsed: Parsed): Instruction {
  const range = parsed.getRange();
  const isExec = parsed instanceof JSONInstruction && parsed.getOpeningBracket() !== null;
  const flags = parsed instanceof ModifiableInstruction ? parsed.getFlags() : [];
  const pairs = parsed instanceof PropertyInstruction ? parsed.getProperties() : [];
  return {
    keyword: parsed.getKeyword().toUpperCase(),
    line: range.start.line + 1,
    lastLine: range.end.line + 1,
    text: (parsed.getRawArgumentsContent() ?? '').replaceAll(/^[ \t]*#.*\r?\n/gm, ''),
    words: isExec ? parsed.getJSONStrings().map((one) => one.getJSONValue()) : undefined,
    flags: new Map(flags.map((one) => [one.getName(), one.getValue() ?? ''])),
    pairs: pairs.map((one) => [one.getName(), one.getValue() ?? undefined]),
  };
}
