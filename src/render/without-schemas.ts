/** The start of a definition of a custom resource, written in blocks as nearly all are. */
const DEFINITION = /^kind: CustomResourceDefinition\s*$/m;

/** What is about a part of a schema: the path of an operation, or of a field that a replacement sets. */
const PART_OF_SCHEMA = /openAPIV3Schema[/.]/;

const SCHEMA = /^( *(?:- +)?)openAPIV3Schema:[ \t]*$/;

/**
 * The texts of a kustomization without the schemas of custom resources, which nobody judges, and which are
 * most of what many of them are made of. Lines stay where they are.
 *
 * @returns the same object where there are none, or where something else, such as a patch, is about a part of one
 */
export function withoutSchemas(
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const isNamed = Object.values(files).some(
    (text) => PART_OF_SCHEMA.test(text) && !DEFINITION.test(text),
  );
  if (isNamed) return files;
  const changed = Object.entries(files).flatMap(([path, text]) => {
    const short = DEFINITION.test(text) ? shortened(text) : text;
    return short === text ? [] : [[path, short] as const];
  });
  return changed.length === 0 ? files : { ...files, ...Object.fromEntries(changed) };
}

function shortened(text: string): string {
  let within: number | undefined;
  const lines = text.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length;
    if (within !== undefined && (indent > within || line.trim() === '')) return '';
    within = undefined;
    const [, start] = SCHEMA.exec(line) ?? [];
    if (start === undefined) return line;
    within = start.length;
    return `${start}openAPIV3Schema: { type: object }`;
  });
  return lines.join('\n');
}
