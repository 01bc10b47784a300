import { type MapTree, type Pair, type Tree, map, pair, scalar } from './tree.ts';

/** How the containers of a pod refer to each other. */
export type Sharing =
  | 'none'
  | 'unused anchors'
  | 'container repeated'
  | 'container merged'
  | 'context repeated'
  | 'context merged'
  | 'flag repeated';

/** Gives the first container, or a part of it, an anchor that the later ones refer to. */
export function share(containers: readonly MapTree[], how: Sharing): Tree[] {
  const [first, ...rest] = containers;
  if (!first || how === 'none') return [...containers];
  switch (how) {
    case 'unused anchors':
      return [{ ...onContext(first, anchored), anchor: 'c' }, ...rest];
    case 'container repeated':
      return [{ ...first, anchor: 'c' }, ...rest, scalar('*c')];
    case 'container merged':
      return [{ ...first, anchor: 'c' }, ...rest.map((tree) => merged(tree, '*c'))];
    case 'context repeated':
      return [withContext(first), ...rest.map((tree) => onContext(tree, () => scalar('*s')))];
    case 'context merged':
      return [
        withContext(first),
        ...rest.map((tree) =>
          onContext(tree, (own) => (own.kind === 'map' ? merged(own, '*s') : own)),
        ),
      ];
    case 'flag repeated':
      return [
        onContext(withContext(first), (own) => onFlag(own, ({ text }) => `&f ${text}`)),
        ...rest.map((tree) => onContext(tree, (own) => onFlag(own, () => '*f'))),
      ];
  }
}

/** The container with an anchor on its securityContext, a mapping with a scalar in it. */
function withContext(tree: MapTree): MapTree {
  const isThere = tree.pairs.some((one) => isContext(one) && hasScalar(one.value));
  const others = tree.pairs.filter((one) => !isContext(one));
  return onContext(isThere ? tree : { ...tree, pairs: [...others, fallback] }, anchored);
}

function hasScalar(tree: Tree): boolean {
  return tree.kind === 'map' && tree.pairs.some(({ value }) => value.kind === 'scalar');
}

const fallback = pair('securityContext', map([pair('privileged', 'false')]));

function isContext({ key }: Pair): boolean {
  return /^["']?securityContext/.test(key);
}

function onContext(tree: MapTree, change: (context: Tree) => Tree): MapTree {
  const pairs = tree.pairs.map((one) =>
    isContext(one) ? { ...one, value: change(one.value) } : one,
  );
  return { ...tree, pairs };
}

function anchored(tree: Tree): Tree {
  if (tree.kind === 'map') return { ...tree, anchor: 's' };
  return tree.kind === 'scalar' ? scalar(`&s ${tree.text}`.trimEnd()) : tree;
}

function merged(tree: MapTree, alias: string): MapTree {
  return { ...tree, pairs: [pair('<<', alias), ...tree.pairs] };
}

function onFlag(tree: Tree, change: (scalar: { text: string }) => string): Tree {
  if (tree.kind !== 'map') return tree;
  const at = tree.pairs.findIndex(({ value }) => value.kind === 'scalar');
  const pairs = tree.pairs.map((one, index) =>
    index === at && one.value.kind === 'scalar'
      ? { ...one, value: scalar(change(one.value).trimEnd()) }
      : one,
  );
  return { ...tree, pairs };
}
