/** Aliases of aliases: each is 9 times as long as the one before. */
export const ALIASES = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...[...'bcdefgh'].map((key, index) => {
    const before = `*${'abcdefgh'.charAt(index)}`;
    return `${key}: &${key} [${Array.from({ length: 9 }, () => before).join()}]`;
  }),
].join('\n');
