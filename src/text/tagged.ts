declare const brand: unique symbol;

/** Text of our own making, which no program takes for anything but words: counts, names of ours. */
export type Plain = string & { readonly [brand]: 'plain' };

/**
 * Literal text of our own source: a `string` is not, and neither is a template with a `string` in it
 * (`{}` has every key that such a type asks for).
 */
export type Literal<Text extends string> = {} extends Record<Text, 1> ? never : Text;

/** What a tagged template takes between its literal parts: no text that could come from outside. */
export type Part<Branded, Given> = Given extends Branded | Plain | number
  ? Given
  : Given extends string
    ? Literal<Given>
    : never;

/** The parts of a tagged template, each of which has to be one that it takes. */
export type Parts<Branded, Given extends readonly (string | number)[]> = Given & {
  readonly [Index in keyof Given]: Part<Branded, Given[Index]>;
};

/** Puts a template together; the types of the tags say of what. */
export function assemble(
  literals: TemplateStringsArray,
  parts: readonly (string | number)[],
): string {
  return literals.map((literal, index) => literal + String(parts[index] ?? '')).join('');
}

/** Words of our own, around numbers and other such words. */
export function plainly<const Given extends readonly (string | number)[]>(
  literals: TemplateStringsArray,
  ...parts: Parts<Plain, Given>
): Plain {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return assemble(literals, parts) as Plain;
}

/** `1 error`, `2 errors`. */
export function count<const Noun extends string>(number: number, noun: Literal<Noun>): Plain {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return `${number} ${noun}${number === 1 ? '' : 's'}` as Plain;
}

/** `a, b, c`; another sign may stand before the last. */
export function listPlain(words: readonly Plain[], last: ', ' | ' and ' = ', '): Plain {
  const list = [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return list.join(last) as Plain;
}

/** The same inside a sentence. */
export function lowerFirst(words: Plain): Plain {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (words.charAt(0).toLowerCase() + words.slice(1)) as Plain;
}
