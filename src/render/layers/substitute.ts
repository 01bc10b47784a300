import type { LayerVariables } from './layer.ts';

/** `${NAME}`, with a default as `${NAME:=a}`; a `$` before it keeps it as it is. */
const VARIABLE = /\$?\$\{([A-Za-z_]\w*)(?::?[-=]([^${}\n]*))?\}/g;

/** The names of the variables in a text. */
export function variablesIn(text: string): string[] {
  return text.includes('${') ? [...text.matchAll(VARIABLE)].flatMap(([, name]) => name ?? []) : [];
}

/** An object that is left as it is. */
const DISABLED = /^ *kustomize\.toolkit\.fluxcd\.io\/substitute: ["']?disabled["']?$/m;

/**
 * What was built, with its variables filled in as Flux does: an unknown one without a default is empty, unless
 * the cluster may know it. A value of several lines stays a variable: lines keep their places.
 */
export function substituted(text: string, { values, isOpen }: LayerVariables): string {
  return text
    .split(/^(?=---\n)/m)
    .map((object) => (DISABLED.test(object) ? object : filledIn(object, values, isOpen)))
    .join('');
}

function filledIn(text: string, values: ReadonlyMap<string, string>, isOpen: boolean): string {
  return text.replace(VARIABLE, (whole: string, name: string, usual: string | undefined) => {
    if (whole.startsWith('$$')) return whole.slice(1);
    const value = values.get(name) ?? (isOpen ? undefined : (usual ?? ''));
    return value === undefined || value.includes('\n') ? whole : value;
  });
}
