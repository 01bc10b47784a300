import * as v from 'valibot';
import {
  choice,
  filledList,
  hasOneOf,
  list,
  mapping,
  only,
  text,
  textLike,
  unique,
  wholeNumber,
} from '../../schema/shapes.ts';
import { nodeNeeds } from './node-needs.ts';
import { clause, id, name, path, program, sentence, source, versions } from './texts.ts';
import { movedBy, signs, writes } from './writes.ts';

/**
 * What an entry of `data/images` and of a project's own list may have. `npm run update` writes
 * `data/images.schema.json` from it; docs/images.md says what the fields mean.
 */

const user = v.pipe(
  mapping({
    declared: choice(['root', 'name', 'numeric']),
    name: v.exactOptional(text()),
    uid: v.exactOptional(id),
    gid: v.exactOptional(id),
  }),
  v.description('As what the image starts: root, a name, or a number.'),
);

const account = v.pipe(
  mapping({ name: text(), uid: v.exactOptional(id), gid: v.exactOptional(id) }),
  v.description('The user that the image changes to when it starts as root.'),
);

const nonRoot = mapping({
  works: choice(['as-is', 'with-changes', 'never']),
  uid: v.exactOptional(id),
  gid: v.exactOptional(id),
  checked: v.exactOptional(v.pipe(only(false), v.description('The number is inferred.'))),
  how: v.exactOptional(sentence),
  fsGroupChangePolicy: v.exactOptional(
    v.pipe(
      mapping({ value: choice(['OnRootMismatch']), why: clause }),
      v.description('What to set beside fsGroup, and why, in a clause.'),
    ),
  ),
});

const readOnlyRoot = mapping({
  works: choice(['as-is', 'shipped', 'with-changes', 'never']),
  note: v.exactOptional(sentence),
});

const fileCapabilities = v.pipe(
  filledList(textLike(/^[A-Z_]+$/, 'a capability in capital letters, such as NET_BIND_SERVICE')),
  v.description('The binary does not start without them.'),
);

const environment = filledList(
  mapping({
    name: textLike(/^[A-Z_]+$/, 'the name of a variable in capital letters'),
    value: text(),
    for: v.exactOptional(
      v.pipe(
        choice(['nonRoot', 'readOnlyRoot']),
        v.description('What needs it; left out: both.'),
      ),
    ),
    why: clause,
  }),
);

const ports = list(wholeNumber(1, 65_535));

/** What a variant may say otherwise than its image. */
const variantFacts = {
  user: v.exactOptional(user),
  becomes: v.exactOptional(account),
  nonRoot: v.exactOptional(nonRoot),
  readOnlyRoot: v.exactOptional(readOnlyRoot),
  needs: v.exactOptional(nodeNeeds),
  fileCapabilities: v.exactOptional(fileCapabilities),
  environment: v.exactOptional(environment),
  ports: v.exactOptional(ports),
  writes: v.exactOptional(writes),
};

const variant = v.pipe(
  mapping({
    tag: v.exactOptional(
      v.pipe(
        filledList(textLike(/^[a-z]+$/, 'a word of small letters')),
        v.description('Words that the tag has to have, all of them.'),
      ),
    ),
    versions: v.exactOptional(versions),
    ...variantFacts,
  }),
  hasOneOf(['tag', 'versions']),
);

const alternative = mapping({
  image: text(),
  uid: v.exactOptional(id),
  note: v.exactOptional(sentence),
  checked: v.exactOptional(v.pipe(only(false), v.description('Named from memory.'))),
});

const confirmed = v.pipe(
  mapping({
    how: choice(['program', 'image']),
    program: text(),
    version: textLike(/^\d+(\.\d+)*$/, 'a version of numbers and dots'),
    date: textLike(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-01-31'),
  }),
  v.description('A run with a read-only root by these facts, which held: npm run confirm.'),
);

/** An entry: what is known of an image, for all its names. */
export const imageEntry = v.pipe(
  mapping({
    images: v.pipe(filledList(name), unique()),
    versions: v.exactOptional(versions),
    programs: v.exactOptional(
      v.pipe(
        filledList(program),
        unique(),
        v.description(
          'Programs of the image, by which a command is known to start what the image starts.',
        ),
      ),
    ),
    ...variantFacts,
    variants: v.exactOptional(filledList(variant)),
    confirmed: v.exactOptional(confirmed),
    alternatives: v.exactOptional(filledList(alternative)),
    notes: v.exactOptional(filledList(sentence)),
    sources: v.exactOptional(
      v.pipe(
        filledList(source),
        unique(),
        v.description('What else was read; the sources of the writes need not be repeated.'),
      ),
    ),
  }),
  v.title('What an image needs to run with a read-only root filesystem and without root'),
  v.description(
    "One file an image, or one entry of a project's own list; docs/images.md says what the fields mean.",
  ),
);

/** Shapes that are used in several places, by their names in the JSON Schema. */
export const imageDefinitions = {
  ...{ name, versions, id, sentence, clause, source, user, account, nonRoot },
  ...{ readOnlyRoot, fileCapabilities, environment, path, ports, writes },
  ...{ confirmed, needs: nodeNeeds, signs, movedBy, program },
};

/** A project's own list. */
export const imageList = list(imageEntry);
